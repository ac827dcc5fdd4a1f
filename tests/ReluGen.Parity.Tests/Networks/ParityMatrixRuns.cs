using System.Numerics;
using ReluGen.Model;
using ReluGen.Tests.Parity.Compiling;
using ReluGen.Tests.Shared;

namespace ReluGen.Tests.Parity.Networks;

/// <summary>Runs a half of <see cref="ParityMatrix"/> in one element type: every width, single and batch, forward and backward.</summary>
/// <remarks>A class for each half and type, because test classes run side by side.</remarks>
public abstract class ParityMatrixRun<T>(Lazy<NetworkSet> networks)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Compiles the networks of a half in one compilation.</summary>
    protected static Lazy<NetworkSet> Compile(NetworkCase[] cases) => new(() => NetworkSet.Compile(
        cases.Select(network => (network, (ReluGen.Planning.PlanOptions?)NetworkSet.AllWidths)), isNullable: false));

    /// <summary>The names of the networks of a half.</summary>
    protected static TheoryData<string> NamesOf(NetworkCase[] cases) => [.. cases.Select(network => network.Name)];

    /// <summary>Holds one network to the exact interpreter.</summary>
    protected void Check(string name)
    {
        CompiledNetwork<T> network = networks.Value.Get<T>(name);
        Assert.Equal(["public members", "512", "256", "128", "Scalar"], network.Engines.Select(engine => engine.Name));
        Parity.Check(network, ParityMatrix.Counts);
    }
}

/// <summary>Float, the half that ends in softmax.</summary>
public sealed class FloatSoftmaxMatrixTests() : ParityMatrixRun<float>(Networks)
{
    private static readonly NetworkCase[] Cases = ParityMatrix.Cases(ElementKind.Float, ActivationKind.Softmax);

    private static readonly Lazy<NetworkSet> Networks = Compile(Cases);

    public static TheoryData<string> Names => NamesOf(Cases);

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_width_has_the_interpreters_bits(string name) => Check(name);
}

/// <summary>Double, the half that ends in softmax.</summary>
public sealed class DoubleSoftmaxMatrixTests() : ParityMatrixRun<double>(Networks)
{
    private static readonly NetworkCase[] Cases = ParityMatrix.Cases(ElementKind.Double, ActivationKind.Softmax);

    private static readonly Lazy<NetworkSet> Networks = Compile(Cases);

    public static TheoryData<string> Names => NamesOf(Cases);

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_width_has_the_interpreters_bits(string name) => Check(name);
}

/// <summary>Float, the half that ends in log-softmax.</summary>
public sealed class FloatLogSoftmaxMatrixTests() : ParityMatrixRun<float>(Networks)
{
    private static readonly NetworkCase[] Cases = ParityMatrix.Cases(ElementKind.Float, ActivationKind.LogSoftmax);

    private static readonly Lazy<NetworkSet> Networks = Compile(Cases);

    public static TheoryData<string> Names => NamesOf(Cases);

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_width_has_the_interpreters_bits(string name) => Check(name);
}

/// <summary>Double, the half that ends in log-softmax.</summary>
public sealed class DoubleLogSoftmaxMatrixTests() : ParityMatrixRun<double>(Networks)
{
    private static readonly NetworkCase[] Cases = ParityMatrix.Cases(ElementKind.Double, ActivationKind.LogSoftmax);

    private static readonly Lazy<NetworkSet> Networks = Compile(Cases);

    public static TheoryData<string> Names => NamesOf(Cases);

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_width_has_the_interpreters_bits(string name) => Check(name);
}
