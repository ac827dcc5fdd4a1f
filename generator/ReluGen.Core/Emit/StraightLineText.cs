using ReluGen.Model;
using ReluGen.Planning;
using static ReluGen.Emit.NumberText;

namespace ReluGen.Emit;

/// <summary>The names and sums of straight-line code.</summary>
internal sealed class StraightLineText(NetworkPlan plan)
{
    /// <summary>How operations on single numbers are written.</summary>
    public LaneText Lanes { get; } = new(new Lanes(LaneWidth.Scalar, plan.Model.Element), plan.Model.Arithmetic);

    /// <summary>The names of a layer's outputs.</summary>
    public static string[] Units(LayerPlan layer) => Names(layer.Name, layer.Dense.Units);

    /// <summary>The names of what a layer reads.</summary>
    public static string[] Inputs(LayerPlan layer) => Names(layer.InputName, layer.Dense.InputSize);

    /// <summary>The name of a unit's sum.</summary>
    public static string SumName(LayerPlan layer, string unit) => layer.IsIdentity ? unit : Word(unit, "Sum");

    /// <summary>The name of the gradient for a value.</summary>
    public static string Gradient(string name) => Word(name, "Gradient");

    /// <summary>The name of a unit's exponential.</summary>
    public static string Exponential(string name) => Word(name, "Exponential");

    /// <summary>A sum of weights times values in the order that the model names, as one expression.</summary>
    public string Sum(SumOrder order, double? bias, Func<int, (double Weight, string Value)> term) =>
        Chains(order, chain =>
        {
            string? sum = chain == 0 && bias is { } start ? Literal(start, plan.Model.Element) : null;
            for (int i = order.Start(chain); i < order.Start(chain) + order.Length(chain); i++)
            {
                (double weight, string value) = term(i);
                string literal = Literal(weight, plan.Model.Element);
                sum = sum is null ? $"{literal} * {value}" : Lanes.MultiplyAdd(literal, value, sum);
            }

            return sum!;
        });

    /// <summary>A sum of values, or of products of two of them, in the order that the model names.</summary>
    public string Total(SumOrder order, Func<int, (string? Left, string Right)> term) =>
        Chains(order, chain =>
        {
            string? sum = null;
            for (int i = order.Start(chain); i < order.Start(chain) + order.Length(chain); i++)
            {
                (string? left, string right) = term(i);
                sum = (sum, left) switch
                {
                    (null, null) => right,
                    (null, _) => $"({right} * {left})",
                    (_, null) => $"{sum} + {right}",
                    _ => Lanes.MultiplyAdd(right, left, sum),
                };
            }

            return sum!;
        });

    private static string Chains(SumOrder order, Func<int, string> chain)
    {
        string sum = chain(0);
        for (int c = 1; c < order.Chains; c++)
        {
            sum = $"({sum}) + ({chain(c)})";
        }

        return sum;
    }

    private static string[] Names(string name, int count) =>
        count == 1 ? [name] : Enumerable.Range(0, count).Select(i => Text($"{name}_{i}")).ToArray();

    /// <summary>Puts a word before a name's unit number: <c>hidden_0</c> and Sum make <c>hiddenSum_0</c>.</summary>
    private static string Word(string name, string word)
    {
        int number = name.LastIndexOf('_');
        return number < 0 ? name + word : name.Substring(0, number) + word + name.Substring(number);
    }
}
