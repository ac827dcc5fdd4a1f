using ReluGen.Model;
using ReluGen.Tests.Parity.Compiling;
using ReluGen.Tests.Shared;

namespace ReluGen.Tests.Parity.Networks;

/// <summary>Networks of one shape run the kernels of the first, each with its own parameters.</summary>
public sealed class SharedKernelTests
{
    private static readonly NetworkCase[] Cases =
    [
        .. from element in Enum.GetValues<ElementKind>()
           from isTrainable in new[] { false, true }
           from seed in new[] { 1, 2, 3 }
           select new NetworkCase($"Shared{element}{(isTrainable ? "Trained" : "")}{seed}", [5, 19, 3], [ActivationKind.Tanh, ActivationKind.Identity], seed)
           {
               Element = element,
               IsTrainable = isTrainable,
           },
    ];

    private static readonly Lazy<NetworkSet> Networks = new(() => NetworkSet.Compile(Cases, NetworkSet.AllWidths));

    public static TheoryData<string> Names => [.. Cases.Select(network => network.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Network_has_its_own_bits(string name)
    {
        if (name.Contains("Float", StringComparison.Ordinal))
        {
            Parity.Check(Networks.Value.Get<float>(name));
        }
        else
        {
            Parity.Check(Networks.Value.Get<double>(name));
        }
    }

    [Fact]
    public void Kernels_are_compiled_once_a_shape() =>
        Assert.Equal(4, Networks.Value.TypeOf(Cases[0].Name).Assembly.GetTypes().Count(type => type.Name == "Kernels512"));

    /// <summary>Graphs of one shape with constants of their own; seeds four apart have the same options.</summary>
    private static readonly GraphCase[] Graphs =
    [
        .. new[] { 4, 8, 12 }.Select(seed => new GraphCase($"SharedGraph{seed}", ElementKind.Float, seed, (graph, _) =>
        {
            int scaled = graph.Binary(graph.Input("input", 7), graph.Constant(isParameter: true, 7), BinaryKind.Multiply);
            int hidden = graph.Activation(graph.Dense(scaled, 19), ActivationKind.Tanh);
            return [graph.Dense(hidden, 3), graph.Arrange([2, 0, 1, 3], 0, hidden)];
        })),
    ];

    private static readonly Lazy<NetworkSet> GraphNetworks = new(() => NetworkSet.Compile(Graphs, NetworkSet.AsGraph));

    public static TheoryData<string> GraphNames => [.. Graphs.Select(graph => graph.Name)];

    [Theory]
    [MemberData(nameof(GraphNames))]
    public void Graph_has_its_own_bits(string name) => Parity.Check(GraphNetworks.Value.Get<float>(name));

    [Fact]
    public void Kernels_of_graphs_are_compiled_once_a_shape() =>
        Assert.Single(GraphNetworks.Value.TypeOf(Graphs[0].Name).Assembly.GetTypes(), type => type.Name == "Kernels512");
}
