using ReluGen.Model;
using ReluGen.Planning;
using static ReluGen.Emit.NumberText;

namespace ReluGen.Describing;

/// <summary>Says in a few words what a node of a general graph computes.</summary>
internal static class NodeDescriber
{
    /// <summary>What <paramref name="node"/> computes, in the names of the plan.</summary>
    public static string Formula(NetworkPlan plan, Node node)
    {
        string Name(int id) => plan.Graph!.Values[id].Name;
        return node switch
        {
            ActivationNode activation => $"{Describer.FunctionName(activation.Function)}({Name(activation.Input)})",
            SoftmaxNode softmax => $"{(softmax.IsLogarithm ? "log-softmax" : "softmax")}({Name(softmax.Input)})" + Rows(softmax.Rows, softmax.Order.Terms),
            UnaryNode unary => Formula(unary.Kind, Name(unary.Input)),
            BinaryNode binary => Formula(binary.Kind, Name(binary.Left.Value), Name(binary.Right.Value)),
            SelectNode select => $"{Name(select.WhenTrue.Value)} where {Name(select.Condition.Value)} is not 0, else {Name(select.WhenFalse.Value)}",
            ReduceNode reduce => $"{Words(reduce.Kind.ToString())}({Name(reduce.Input)})" + Rows(reduce.Rows, reduce.Order.Terms),
            PlaceNode place => $"place of the {(place.TakesLast ? "last " : "")}{(place.IsMinimum ? "minimum" : "maximum")}({Name(place.Input)})" + Rows(place.Rows, place.Terms),
            ArrangeNode arrange => $"elements of {string.Join(", ", arrange.Inputs.Select(Name))}",
            MatrixProductNode product => Text($"{Name(product.Left)} · {Name(product.Right)}{(product.Batch == 1 ? "" : Text($", {product.Batch} matrices"))}"),
            _ => throw new ArgumentOutOfRangeException(nameof(node), node.GetType().Name, null),
        };
    }

    private static string Rows(int rows, int terms) => rows == 1 ? "" : Text($", {rows} rows of {terms}");

    private static string Formula(UnaryKind kind, string x) => kind switch
    {
        UnaryKind.Negate => $"-{x}",
        UnaryKind.Absolute => $"|{x}|",
        UnaryKind.Reciprocal => $"1 / {x}",
        UnaryKind.SquareRoot => $"sqrt({x})",
        UnaryKind.Exponential => $"exp({x})",
        UnaryKind.Logarithm => $"log({x})",
        UnaryKind.ErrorFunction => $"erf({x})",
        UnaryKind.IsNotANumber => $"{x} is NaN",
        _ => $"{Words(kind.ToString())}({x})",
    };

    private static string Formula(BinaryKind kind, string x, string y) => kind switch
    {
        BinaryKind.Add => $"{x} + {y}",
        BinaryKind.Subtract => $"{x} - {y}",
        BinaryKind.Multiply => $"{x} · {y}",
        BinaryKind.Divide => $"{x} / {y}",
        BinaryKind.Power => $"{x} to the power of {y}",
        BinaryKind.ParametricRelu => $"relu[slope {y}]({x})",
        BinaryKind.ThresholdedRelu => $"relu[from {y} on]({x})",
        BinaryKind.Less => $"{x} is less than {y}",
        BinaryKind.LessOrEqual => $"{x} is not more than {y}",
        BinaryKind.Equal => $"{x} equals {y}",
        _ => $"{Words(kind.ToString())}({x}, {y})",
    };

    /// <summary>A member's name as words.</summary>
    private static string Words(string name) =>
        string.Concat(name.Select((c, i) => char.IsUpper(c) ? (i == 0 ? "" : " ") + char.ToLowerInvariant(c) : c.ToString()));
}
