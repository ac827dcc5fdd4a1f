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
        CheckAllocations(network);
        CheckThreads(network);
    }

    private static void CheckAllocations(CompiledNetwork<T> network)
    {
        const int Rows = 40;
        int inputSize = network.Model.InputSize;
        int outputSize = network.Model.OutputSize;
        var inputs = new T[Rows * inputSize];
        var outputs = new T[Rows * outputSize];
        var inputGradients = new T[inputs.Length];
        var parameterGradient = new T[network.Model.ParameterCount];
        for (int turn = 0; turn < 2; turn++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            network.Public.Forward(inputs.AsSpan(0, inputSize), outputs.AsSpan(0, outputSize));
            network.Public.ForwardBatch(inputs, outputs, Rows);
            network.Public.Backward(inputs, outputs, inputGradients, parameterGradient, Rows);
            long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.True(turn == 0 || allocated == 0, $"{network.Case} allocates {allocated} bytes");
        }
    }

    private static void CheckThreads(CompiledNetwork<T> network)
    {
        const int Rows = 35;
        T[] inputs = Parity.Convert<T>(network.Case.Samples(Rows, network.Model.InputSize, 1));
        T[] gradients = Parity.Convert<T>(network.Case.Samples(Rows, network.Model.OutputSize, 2));
        T[][] results = new T[4][];
        Parallel.For(0, results.Length, new ParallelOptions { MaxDegreeOfParallelism = results.Length }, thread =>
        {
            var outputs = new T[gradients.Length];
            var inputGradients = new T[inputs.Length];
            var parameterGradient = new T[network.Model.ParameterCount];
            network.Public.ForwardBatch(inputs, outputs, Rows);
            network.Public.Backward(inputs, gradients, inputGradients, parameterGradient, Rows);
            results[thread] = [.. outputs, .. inputGradients, .. parameterGradient];
        });
        Assert.All(results, result => Parity.AssertSame(network, network.Public, "results of threads", results[0], result));
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
