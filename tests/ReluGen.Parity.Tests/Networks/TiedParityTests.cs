using System.Numerics;
using ReluGen.Model;
using ReluGen.Planning;
using ReluGen.Tests.Parity.Compiling;
using ReluGen.Tests.Shared;

namespace ReluGen.Tests.Parity.Networks;

/// <summary>Layers that share weights, as they are and transposed: every form and width has the interpreter's bits, frozen and trainable.</summary>
public sealed class TiedParityTests
{
    private static readonly NetworkCase[] Cases =
    [
        Case("Auto", [20, 7, 20], 9300, new TiedLayer(1, "hidden")),
        Case("Deep", [33, 18, 10, 18, 33], 9301, new TiedLayer(2, "hidden2"), new TiedLayer(3, "hidden1")),
        Case("AsIs", [6, 24, 24, 24, 3], 9302, new TiedLayer(2, "hidden2")) with { Arithmetic = ArithmeticKind.Separate },
        Case("Square", [16, 16, 16], 9303, new TiedLayer(1, "hidden", Transposed: true)),
        Case("BothWays", [12, 12, 12, 12, 12], 9304, new TiedLayer(1, "hidden1"), new TiedLayer(2, "hidden1", true), new TiedLayer(3, "hidden3")),
        Case("Across", [130, 10, 130], 9305, new TiedLayer(1, "hidden")),
        Case("Narrow", [84, 84, 84, 84, 3], 9306, new TiedLayer(1, "hidden1"), new TiedLayer(2, "hidden1")),
        Case("Whole", [84, 49, 84, 5], 9307, new TiedLayer(1, "hidden1")),
        Case("Aligned", [64, 32, 64], 9308, new TiedLayer(1, "hidden")),
        Case("NoBias", [9, 17, 9, 17], 9309, new TiedLayer(1, "hidden1"), new TiedLayer(2, "hidden2")) with { UseBias = false },
        Case("Doubles", [9, 20, 12, 20, 9], 9310, new TiedLayer(2, "hidden2"), new TiedLayer(3, "hidden1")) with { Element = ElementKind.Double },
        Case("DoubleSquare", [5, 19, 19, 19], 9311, new TiedLayer(2, "hidden2", true)) with { Element = ElementKind.Double, Arithmetic = ArithmeticKind.Separate },
    ];

    private static readonly NetworkCase[] Tiny =
    [
        Case("TinyAuto", [3, 2, 3], 9320, new TiedLayer(1, "hidden")),
        Case("TinyOne", [1, 1, 1], 9321, new TiedLayer(1, "hidden")),
        Case("TinyBoth", [3, 3, 3, 3], 9322, new TiedLayer(1, "hidden1"), new TiedLayer(2, "hidden1", true)) with { UseBias = false },
        Case("TinyDouble", [4, 3, 4, 3], 9323, new TiedLayer(1, "hidden1"), new TiedLayer(2, "hidden1")) with { Element = ElementKind.Double },
    ];

    private static readonly (NetworkCase Case, PlanOptions? Options)[] All =
    [
        .. Cases.SelectMany(Forms),
        .. Tiny.Select(network => (network, (PlanOptions?)null)),
        .. Tiny.Select(network => (network with { Name = network.Name + "Trained", IsTrainable = true }, (PlanOptions?)NetworkSet.AllWidths)),
    ];

    private static readonly Lazy<NetworkSet> Networks = new(() => NetworkSet.Compile(All));

    public static TheoryData<string> Names => [.. All.Select(c => c.Case.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Tied_layers_have_the_interpreters_bits(string name)
    {
        if (All.Single(c => c.Case.Name == name).Case.Element == ElementKind.Float)
        {
            Check<float>(name);
        }
        else
        {
            Check<double>(name);
        }
    }

    [Fact]
    public void Parameters_of_tied_layers_count_once()
    {
        Assert.Equal([140 + 7 + 20, (33 * 18) + 18 + 180 + 10 + 18 + 33], Cases.Take(2).Select(network => network.Build().ParameterCount));
        Assert.All(Tiny, network => Assert.Equal(NetworkForm.StraightLine, Planner.Plan(network.Build()).Form));
        Assert.Contains(Cases, network => Planner.Plan(network.Build(), NetworkSet.Vectors).Layers.Any(layer => layer is { TailUnits: > 0, Dense.Tie: not null }));
    }

    private static void Check<T>(string name)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        CompiledNetwork<T> network = Networks.Value.Get<T>(name);
        Parity.Check(network, [0, 1, 6, 32, 33, 65]);
        ReferenceDistance.Check(network.Case, network.Model, network.Public, 3);
    }

    private static IEnumerable<(NetworkCase Case, PlanOptions? Options)> Forms(NetworkCase network)
    {
        yield return (network, NetworkSet.AllWidths);
        yield return (network with { Name = network.Name + "Samples" }, NetworkSet.AllWidths with { Batch = BatchLanes.Samples });
        yield return (network with { Name = network.Name + "Lean" }, NetworkSet.Vectors);
        yield return (network with { Name = network.Name + "Graph" }, NetworkSet.AsGraph);
        NetworkCase trained = network with { IsTrainable = true };
        yield return (trained with { Name = network.Name + "Trained" }, NetworkSet.AllWidths);
        yield return (trained with { Name = network.Name + "TrainedSamples" }, NetworkSet.AllWidths with { Batch = BatchLanes.Samples });
        yield return (trained with { Name = network.Name + "TrainedLean" }, NetworkSet.Vectors);
    }

    private static NetworkCase Case(string name, int[] sizes, int seed, params TiedLayer[] ties) => new(
        name,
        sizes,
        [.. Enumerable.Range(0, sizes.Length - 2).Select(layer => layer % 2 == 0 ? ActivationKind.Tanh : ActivationKind.Relu), ActivationKind.Identity],
        seed)
    {
        Ties = ties,
    };
}
