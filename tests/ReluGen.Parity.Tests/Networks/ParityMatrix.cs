using ReluGen.Model;
using ReluGen.Tests.Shared;

namespace ReluGen.Tests.Parity.Networks;

/// <summary>
/// Every activation at every width, in few networks: a Latin square. Half of the elementwise activations stand on the hidden
/// layers of a pair of networks, one a layer; the widths go round a circle, and each pair starts one width further on. In 39
/// pairs each activation thus meets each width once.
/// </summary>
/// <remarks>
/// Rounding of sums, derivative at zero and bias go round with the pair's number, so that each activation meets each of
/// them as well. A softmax closes one half, a log-softmax the other; every width is also an input's, and the output's of an elementwise layer.
/// </remarks>
public static class ParityMatrix
{
    /// <summary>Around every edge of lanes, tiles and chains.</summary>
    public static readonly int[] Widths = [.. Enumerable.Range(1, 33), 63, 64, 65, 127, 128, 129];

    /// <summary>The rows of a case: two chunks of a parameter gradient, and around the tile of six.</summary>
    public static readonly int[] Counts = [0, 1, 5, 6, 7, 13, 45];

    private const int FirstSeed = 2000;

    /// <summary>The widths in turns large and small, so that the networks have few weights.</summary>
    private static readonly int[] Circle = Enumerable.Range(0, Widths.Length)
        .Select(i => i % 2 == 0 ? Widths[^(1 + (i / 2))] : Widths[i / 2]).ToArray();

    /// <summary>The half for one element type that ends in <paramref name="last"/>, softmax or log-softmax.</summary>
    public static NetworkCase[] Cases(ElementKind element, ActivationKind last) =>
        Enumerable.Range(0, Circle.Length).SelectMany(n => Row(n, element, last)).ToArray();

    private static IEnumerable<NetworkCase> Row(int n, ElementKind element, ActivationKind last)
    {
        ActivationKind[] hidden = Enum.GetValues<ActivationKind>()
            .Where(kind => kind < ActivationKind.Softmax && (int)kind % 2 == (int)last % 2).ToArray();
        int[] sizes = Enumerable.Range(n, hidden.Length + 2).Select(i => Circle[i % Circle.Length]).ToArray();
        int turn = n + (int)element;
        NetworkCase Case(string name, int[] sizes, ActivationKind[] activations) =>
            new(FormattableString.Invariant($"{name}{n}{last}{element}"), sizes, activations, FirstSeed + n)
            {
                Element = element,
                Arithmetic = (ArithmeticKind)(turn % 2),
                DerivativeAtZero = turn / 2 % 2,
                UseBias = turn % 5 != 0,
            };

        // Cut in two, so that elementwise activations stand on last layers too, which store no more than their units. Behind
        // a softmax over one output every gradient would be zero: it stands alone.
        int cut = 3 + (2 * (int)element) + ((int)last % 2);
        NetworkCase front = Case("Front", sizes[..(cut + 1)], hidden[..cut]);
        return sizes[^1] > 1
            ? [front, Case("Back", sizes[cut..], [.. hidden[cut..], last])]
            : [front, Case("Back", sizes[cut..^1], hidden[cut..]), Case("Alone", sizes[^2..], [last])];
    }
}
