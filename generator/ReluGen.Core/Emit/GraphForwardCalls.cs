using ReluGen.Model;
using ReluGen.Planning;
using static ReluGen.Emit.NumberText;

namespace ReluGen.Emit;

/// <summary>Writes the forward step of each kind of node that is no layer: a call of the runtime library.</summary>
internal sealed class GraphForwardCalls(SourceWriter w, NetworkPlan plan, GraphRows rows)
{
    private string IsFused => $"isFused: {Boolean(plan.Model.Arithmetic == ArithmeticKind.Fused)}";

    private string E => rows.Element;

    /// <summary>Writes the step.</summary>
    public void Write(GraphStep step)
    {
        GraphRows.Row output = rows.Of(step.Output);
        switch (step.Node)
        {
            case ActivationNode activation:
                WriteActivation(activation.Function, rows.Of(activation.Input), output);
                break;
            case SoftmaxNode softmax:
                int length = softmax.Rows == 1 && rows.Of(softmax.Input).IsPadded ? output.Stride : softmax.Order.Terms;
                Call(softmax.IsLogarithm ? "SoftmaxRows.LogSoftmax" : "SoftmaxRows.Softmax", Pair(softmax.Input, output), Text($"{softmax.Order.Terms}, {length}, {softmax.Rows}"), rows.Count);
                break;
            case UnaryNode unary:
                WriteUnary(unary, rows.Of(unary.Input), output);
                break;
            case BinaryNode binary:
                WriteBinary(binary, output);
                break;
            case SelectNode select:
                w.Line(Text($"Selection.Apply({Read(select.Condition, output)}, {Read(select.WhenTrue, output)}, {Read(select.WhenFalse, output)}, ref {output.Name}, {output.Stride}, {output.Size}, {rows.Count});"));
                break;
            case ReduceNode reduce:
                Call($"Reductions.{reduce.Kind}", Pair(reduce.Input, output), Text($"{reduce.Order.Terms}, {reduce.Rows}"), rows.Count);
                break;
            case PlaceNode place:
                Call("Reductions.Place", Pair(place.Input, output), Text($"{place.Terms}, {place.Rows}"), rows.Count, $"isMinimum: {Boolean(place.IsMinimum)}", $"takesLast: {Boolean(place.TakesLast)}");
                break;
            case ArrangeNode arrange:
                WriteArrange(arrange, step, output);
                break;
            case MatrixProductNode product:
                Call("MatrixProducts.Multiply", One(rows.Of(product.Left)), One(rows.Of(product.Right)), One(output), Sizes(product), rows.Count, IsFused);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(step), step.Node.GetType().Name, null);
        }
    }

    /// <summary>Writes an activation of all rows of one value to those of another, or in place.</summary>
    public void WriteActivation(ActivationFunction function, GraphRows.Row input, GraphRows.Row output)
    {
        if (function.Kind == ActivationKind.Identity)
        {
            Call("Rows.Copy", One(input), One(output), Integer(output.Size), rows.Count);
        }
        else
        {
            w.Line(Text($"{ActivationEmitter.Name(plan, function)}Pass(ref {input.Name}, ref {output.Name}, {rows.Times(output.Stride)});"));
        }
    }

    /// <summary>The sizes of a product of matrices.</summary>
    public static string Sizes(MatrixProductNode product) => Text($"{product.Batch}, {product.Rows}, {product.Terms}, {product.Columns}");

    /// <summary>An operand and how it is repeated.</summary>
    public static string Repeat(Operand operand, GraphRows.Row row, int size) =>
        operand.Length == size && operand.Inner == 1 ? Text($"Repeated.Whole({row.Stride})")
        : operand.Length == 1 ? Text($"Repeated.Single({row.Stride})")
        : Text($"new Repeated({row.Stride}, {operand.Length}, {operand.Inner})");

    /// <summary>Whether an operand has an element for each of the node's.</summary>
    public static bool IsWhole(Operand operand, int size) => operand.Length == size && operand.Inner == 1;

    private string Read(Operand operand, GraphRows.Row output)
    {
        GraphRows.Row row = rows.Of(operand.Value);
        return $"ref {row.Name}, {Repeat(operand, row, output.Size)}";
    }

    private void WriteUnary(UnaryNode unary, GraphRows.Row input, GraphRows.Row output)
    {
        string operation = $"Elementwise.Apply<Operations.{unary.Kind}, {E}>";
        w.Line(GraphRows.AreFlat(output, input)
            ? Text($"{operation}(ref {input.Name}, 0, ref {output.Name}, 0, {rows.Times(output.Stride)}, 1);")
            : Text($"{operation}(ref {input.Name}, {input.Stride}, ref {output.Name}, {output.Stride}, {output.Size}, {rows.Count});"));
    }

    private void WriteBinary(BinaryNode binary, GraphRows.Row output)
    {
        string operation = $"Elementwise.Apply<Operations.{binary.Kind}, {E}>";
        GraphRows.Row left = rows.Of(binary.Left.Value);
        GraphRows.Row right = rows.Of(binary.Right.Value);
        bool isWhole = IsWhole(binary.Left, output.Size) && IsWhole(binary.Right, output.Size);
        if (isWhole && GraphRows.AreFlat(output, left, right))
        {
            w.Line(Text($"{operation}(ref {left.Name}, Repeated.Whole(0), ref {right.Name}, Repeated.Whole(0), ref {output.Name}, 0, {rows.Times(output.Stride)}, 1);"));
            return;
        }

        // Padding takes the place of the narrower vectors and single numbers at the end of a row.
        bool isPadded = left.IsPadded && right.IsPadded && new[] { binary.Left, binary.Right }.All(operand => IsWhole(operand, output.Size) || operand.Length == 1);
        int length = isPadded ? Planner.Padded(output.Size, plan.Model.Element) : output.Size;
        w.Line(Text($"{operation}({Read(binary.Left, output)}, {Read(binary.Right, output)}, ref {output.Name}, {output.Stride}, {length}, {rows.Count});"));
    }

    private void WriteArrange(ArrangeNode arrange, GraphStep step, GraphRows.Row output)
    {
        if (Enumerable.Range(0, arrange.Map.Count).Any(i => arrange.Map[i] == IndexMap.Filled))
        {
            w.Line(Text($"Rows.Fill(ref {output.Name}, {output.Stride}, {output.Size}, {rows.Count}, {Special(arrange.Fill, plan.Model.Element)});"));
        }

        foreach (ArrangementPart part in step.Parts)
        {
            GraphRows.Row source = rows.Of(arrange.Inputs[part.Source]);
            string from = LaneText.At(source.Name, Integer(part.Start));
            string to = LaneText.At(output.Name, Integer(part.Target));
            w.Line(part.IsContiguous
                ? Text($"Rows.Copy(ref {from}, {source.Stride}, ref {to}, {output.Stride}, {part.Block[0]}, {rows.Count});")
                : Text($"Arrangement.{(part.Places is null ? "Copy" : "Gather")}(ref {from}, {source.Stride}, ref {to}, {output.Stride}, {rows.Count}, {TablesEmitter.Argument(plan, step, part)});"));
        }
    }

    private string Pair(int input, GraphRows.Row output) => $"{One(rows.Of(input))}, {One(output)}";

    private static string One(GraphRows.Row row) => Text($"ref {row.Name}, {row.Stride}");

    private void Call(string method, params string[] arguments) => w.Line($"{method}({string.Join(", ", arguments)});");

    /// <summary>The C# word for a truth value.</summary>
    public static string Boolean(bool value) => value ? "true" : "false";
}
