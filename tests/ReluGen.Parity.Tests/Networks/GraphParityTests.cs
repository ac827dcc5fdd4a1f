using System.Numerics;
using ReluGen.Model;
using ReluGen.Tests.Parity.Compiling;
using ReluGen.Tests.Shared;

namespace ReluGen.Tests.Parity.Networks;

/// <summary>General graphs have the interpreter's bits: each kind of node, forward and backward, single and batch, in every width.</summary>
/// <remarks>A class for each element type, because test classes run side by side.</remarks>
public abstract class GraphParityRun<T>(Lazy<NetworkSet> networks)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>No row, few, around the tile of six, and two chunks of a parameter gradient.</summary>
    private static readonly int[] Counts = [0, 1, 2, 5, 6, 7, 33];

    /// <summary>Compiles the cases in one compilation.</summary>
    protected static Lazy<NetworkSet> Compile(GraphCase[] cases) => new(() => NetworkSet.Compile(
        cases.Select(network => (network, (ReluGen.Planning.PlanOptions?)NetworkSet.AsGraph)), isNullable: false));

    /// <summary>The names of the cases.</summary>
    protected static TheoryData<string> NamesOf(GraphCase[] cases) => [.. cases.Select(network => network.Name)];

    /// <summary>Holds one network to the exact interpreter.</summary>
    protected void Check(string name)
    {
        CompiledNetwork<T> network = networks.Value.Get<T>(name);
        Assert.Equal(["public members", "512", "256", "128", "Scalar"], network.Engines.Select(engine => engine.Name));
        Parity.Check(network, Counts);
    }
}

/// <summary>Each kind of node in float.</summary>
public sealed class FloatGraphParityTests() : GraphParityRun<float>(Networks)
{
    private static readonly GraphCase[] Cases = GraphNodeCases.All(ElementKind.Float);

    private static readonly Lazy<NetworkSet> Networks = Compile(Cases);

    public static TheoryData<string> Names => NamesOf(Cases);

    [Theory]
    [MemberData(nameof(Names))]
    public void Node_has_the_interpreters_bits(string name) => Check(name);
}

/// <summary>Each kind of node in double.</summary>
public sealed class DoubleGraphParityTests() : GraphParityRun<double>(Networks)
{
    private static readonly GraphCase[] Cases = GraphNodeCases.All(ElementKind.Double);

    private static readonly Lazy<NetworkSet> Networks = Compile(Cases);

    public static TheoryData<string> Names => NamesOf(Cases);

    [Theory]
    [MemberData(nameof(Names))]
    public void Node_has_the_interpreters_bits(string name) => Check(name);
}
