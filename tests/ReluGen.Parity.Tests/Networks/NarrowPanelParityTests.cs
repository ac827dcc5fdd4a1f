using ReluGen.Model;
using ReluGen.Planning;
using ReluGen.Tests.Parity.Compiling;
using ReluGen.Tests.Shared;

namespace ReluGen.Tests.Parity.Networks;

/// <summary>
/// Networks whose padded weights would crowd the first-level cache: the last few units of a layer stand in a panel of their own,
/// short rows take half a cache line. Where such units end, other rows begin, so infinities and NaN must not leak.
/// </summary>
public sealed class NarrowPanelParityTests
{
    private static readonly (int[] Sizes, ElementKind Element)[] Shapes =
    [
        ([5, 50, 50, 50, 50, 5], ElementKind.Float),
        ([7, 65, 65, 65, 3], ElementKind.Float),
        ([40, 99, 66, 1], ElementKind.Float), // its last sum lies across lanes and reads what is behind the 66 units
        ([160, 52, 20, 8], ElementKind.Float),
        ([5, 41, 42, 41, 42, 41, 3], ElementKind.Double),
        ([64, 66, 66, 4], ElementKind.Double),
    ];

    private static readonly (NetworkCase Case, PlanOptions? Options)[] Cases = Shapes.SelectMany((shape, i) =>
        from batch in Enum.GetValues<BatchLanes>()
        select (Case(shape.Sizes, i, shape.Element, batch), (PlanOptions?)(PlanOptions.Default with { Batch = batch }))).ToArray();

    private static readonly Lazy<NetworkSet> Networks = new(() => NetworkSet.Compile(Cases));

    public static TheoryData<string> Names => [.. Cases.Select(c => c.Case.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Network_has_the_interpreters_bits(string name)
    {
        if (Cases.Single(c => c.Case.Name == name).Case.Element == ElementKind.Float)
        {
            Parity.Check(Networks.Value.Get<float>(name));
        }
        else
        {
            Parity.Check(Networks.Value.Get<double>(name));
        }
    }

    /// <summary>Sums at the edge of overflow: what is infinite behind a row's last unit must not meet a zero weight of the next layer.</summary>
    [Fact]
    public void What_lies_behind_a_row_stays_there()
    {
        const int Rows = 400;
        foreach (string name in Names.Select(row => row.Data).Where(name => name.Contains("x99x", StringComparison.Ordinal)))
        {
            CompiledNetwork<float> network = Networks.Value.Get<float>(name);
            float[] inputs = Parity.Convert<float>(network.Case.Samples(Rows, network.Model.InputSize, stream: 3));
            for (int i = 0; i < inputs.Length; i++)
            {
                float scale = 1e37f * (1 + (i / network.Model.InputSize % 20));
                inputs[i] = float.CopySign(scale, inputs[i]);
            }

            Parity.Check(network, inputs, new float[Rows * network.Model.OutputSize], [Rows]);
        }
    }

    [Fact]
    public void Shapes_take_tails_of_every_length_and_half_lines()
    {
        LayerPlan[] layers = [.. Cases.SelectMany(c => Planner.Plan(c.Case.Build(), c.Options).Layers)];

        Assert.Equal([1, 2, 3, 4], layers.Select(layer => layer.TailUnits).Where(units => units > 0).Distinct().Order());
        Assert.Contains(layers, layer => layer is { PanelStride: 8, OutputStride: 16 });
        Assert.Contains(layers, layer => layer is { PanelStride: 4, OutputStride: 8 });
    }

    private static NetworkCase Case(int[] sizes, int index, ElementKind element, BatchLanes batch)
    {
        ActivationKind[] hidden = [ActivationKind.Relu, ActivationKind.Tanh, ActivationKind.LeakyRelu];
        return new NetworkCase(
            $"Narrow{string.Join("x", sizes)}{element}{batch}",
            sizes,
            [.. Enumerable.Range(0, sizes.Length - 2).Select(layer => hidden[(index + layer) % hidden.Length]), ActivationKind.Identity],
            8000 + index)
        {
            Element = element,
            UseBias = index % 3 != 2,
            Arithmetic = (ArithmeticKind)(index % 2),
        };
    }
}
