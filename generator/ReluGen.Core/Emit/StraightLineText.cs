using ReluGen.Model;
using ReluGen.Planning;
using static ReluGen.Emit.NumberText;

namespace ReluGen.Emit;

/// <summary>The names and sums of straight-line code, for single numbers or for vectors of samples.</summary>
internal sealed class StraightLineText(NetworkPlan plan, LaneWidth width)
{
    /// <summary>How operations are written.</summary>
    public LaneText Lanes { get; } = new(new Lanes(width, plan.Model.Element), plan.Model.Arithmetic);

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
    public string Sum(SumOrder order, double? bias, Func<int, (double Weight, string Value)> term)
    {
        string? start = bias is { } value ? Lanes.Broadcast(Special(value, plan.Model.Element)) : null;
        string sum = Chains(order, order.IsAcrossLanes ? null : start, (sum, i) =>
        {
            (double weight, string value) = term(i);
            string literal = Lanes.Broadcast(Special(weight, plan.Model.Element));
            return sum is null ? $"{literal} * {value}" : Lanes.MultiplyAdd(literal, value, sum);
        });
        return order.IsAcrossLanes && start is not null ? $"{Operand(sum)} + {start}" : sum;
    }

    /// <summary>A sum of values, or of products of two of them, in the order that the model names.</summary>
    public string Total(SumOrder order, Func<int, (string? Left, string Right)> term) =>
        Chains(order, null, (sum, i) =>
        {
            (string? left, string right) = term(i);
            return (sum, left) switch
            {
                (null, null) => right,
                (null, _) => $"{right} * {left}",
                (_, null) => $"{sum} + {right}",
                _ => Lanes.MultiplyAdd(right, left, sum!),
            };
        });

    /// <summary>Chains without a term hold -0, which changes nothing: they are left out of the fold.</summary>
    private static string Chains(SumOrder order, string? start, Func<string?, int, string> next)
    {
        var chains = new string?[order.Chains];
        chains[0] = start;
        for (int i = 0; i < order.Terms; i++)
        {
            chains[i % order.Chains] = next(chains[i % order.Chains], i);
        }

        return SumOrder.Fold(chains, (left, right) => right is null ? left : $"{Operand(left!)} + {Operand(right)}")!;
    }

    /// <summary>In brackets, unless it is a single word or call.</summary>
    private static string Operand(string text)
    {
        int depth = 0;
        foreach (char c in text)
        {
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (depth == 0 && c == ' ')
            {
                return $"({text})";
            }
        }

        return text;
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
