using ReluGen.Model;
using ReluGen.Tests.Parity.Compiling;
using ReluGen.Tests.Shared;

namespace ReluGen.Tests.Parity.Networks;

/// <summary>
/// How far generated code is from the double reference: within the error that the roundings of each network explain.
/// The bits alone would not show that both exact engines compute the wrong thing.
/// </summary>
public sealed class ReferenceDistanceTests
{
    /// <summary>Beyond one chunk of a parameter gradient.</summary>
    private const int Rows = 40;

    /// <summary>Enough for every activation to see both signs; the widths give more.</summary>
    private const int RowsOfMatrix = 3;

    private static readonly NetworkCase[] Cases = Enum.GetValues<ActivationKind>().SelectMany((kind, i) => new[]
    {
        Case(kind, ElementKind.Float, i),
        Case(kind, ElementKind.Double, i),
    }).ToArray();

    private static readonly Lazy<NetworkSet> Networks = new(() => NetworkSet.Compile(Cases, options: null));

    public static TheoryData<string> Names => [.. Cases.Select(c => c.Name)];

    public static TheoryData<ActivationKind, ElementKind> Activations =>
        [.. from kind in Enum.GetValues<ActivationKind>() from element in Enum.GetValues<ElementKind>() select (kind, element)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Distance_to_the_double_reference_is_explained_by_roundings(string name)
    {
        if (Cases.Single(c => c.Name == name).Element == ElementKind.Float)
        {
            CheckGenerated(Networks.Value.Get<float>(name));
        }
        else
        {
            CheckGenerated(Networks.Value.Get<double>(name));
        }
    }

    /// <summary>
    /// Every activation at every width. The exact interpreter stands for generated code, which has its bits
    /// (<see cref="ParityMatrix"/>); one layer, so that the bound stays tight.
    /// </summary>
    [Theory]
    [MemberData(nameof(Activations))]
    public void Distance_at_every_width_is_explained_by_roundings(ActivationKind kind, ElementKind element)
    {
        int[] widths = ParityMatrix.Widths;
        for (int i = 0; i < widths.Length; i++)
        {
            var network = new NetworkCase("Net", [widths[(i + 14) % widths.Length], widths[i]], [kind], 4500 + i)
            {
                Element = element,
                Arithmetic = (ArithmeticKind)(i % 2),
                DerivativeAtZero = i / 2 % 2,
                UseBias = i % 5 != 0,
            };
            NetworkModel model = network.Build();
            if (element == ElementKind.Float)
            {
                ReferenceDistance.Check(network, model, new InterpreterEngine<float>(model), RowsOfMatrix);
            }
            else
            {
                ReferenceDistance.Check(network, model, new InterpreterEngine<double>(model), RowsOfMatrix);
            }
        }
    }

    private static void CheckGenerated<T>(CompiledNetwork<T> network)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T> =>
        ReferenceDistance.Check(network.Case, network.Model, network.Public, Rows);

    private static NetworkCase Case(ActivationKind kind, ElementKind element, int seed)
    {
        ActivationKind hidden = kind is ActivationKind.Softmax or ActivationKind.LogSoftmax ? ActivationKind.Relu : kind;
        return new NetworkCase($"{kind}{element}", [5, 24, 7], [hidden, kind], 4000 + seed) { Element = element };
    }
}
