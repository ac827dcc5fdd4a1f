using System.Numerics;
using BenchmarkDotNet.Attributes;
using ReluGen.Benchmarks.Cases;
using ReluGen.Benchmarks.Networks;
using ReluGen.Model;
using ReluGen.Timing;

namespace ReluGen.Benchmarks.Full;

/// <summary>The cases of <c>quick</c> for BenchmarkDotNet: a benchmark an engine, a parameter value a case.</summary>
/// <remarks>
/// The process of each benchmark compiles the network of its case, checks the engine against the interpreter, and then
/// times it alone. A call of the benchmark computes all samples of the case; the column "ns/sample" divides.
/// </remarks>
[MemoryDiagnoser]
public abstract class FullSuite
{
    private Action _ours = Missing;
    private Action _binding = Missing;
    private Action _run = Missing;
    private Action _tensors = Missing;
    private Action _loops = Missing;
    private IDisposable? _engines;

    /// <summary>The case.</summary>
    [ParamsSource(nameof(Cases))]
    public FullCase Case { get; set; } = null!;

    /// <summary>The cases of the suite.</summary>
    public abstract IEnumerable<FullCase> Cases { get; }

    /// <summary>Compiles and checks.</summary>
    [GlobalSetup]
    public void Setup()
    {
        if (Case.Network.Element == ElementKind.Float)
        {
            Setup<float>();
        }
        else
        {
            Setup<double>();
        }
    }

    /// <summary>Gives sessions back.</summary>
    [GlobalCleanup]
    public void Cleanup() => _engines?.Dispose();

    /// <summary>The generated code.</summary>
    [Benchmark(Baseline = true)]
    public void ReluGen() => _ours();

    /// <summary>ONNX Runtime, inputs and outputs bound.</summary>
    protected void RunBinding() => _binding();

    /// <summary>ONNX Runtime, the usual call.</summary>
    protected void RunSession() => _run();

    /// <summary>System.Numerics.Tensors.</summary>
    [Benchmark]
    public void Tensors() => _tensors();

    /// <summary>Loops over arrays.</summary>
    [Benchmark]
    public void Loops() => _loops();

    /// <summary>All cases of the chosen networks in some modes.</summary>
    private protected static IEnumerable<FullCase> CasesOf(params CaseMode[] modes) =>
        from network in NetworkCatalog.Select(Environment.GetEnvironmentVariable(FullSelection.Variable))
        from item in NetworkCases.All
        where modes.Contains(item.Mode)
        select new FullCase(network, item.Mode, item.Batch);

    private static void Missing() => throw new InvalidOperationException("This engine cannot do that.");

    private void Setup<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var network = Case.Network;
        var engines = EngineSet<T>.Create(network, NetworkCompiler.Compile([network]));
        _engines = engines;

        // Peers work on all samples here: BenchmarkDotNet compares whole calls.
        foreach (var entrant in NetworkCases.Enter(network, engines, new CaseChecker<T>(network), Case.Mode, Case.Batch, isWhole: true))
        {
            Set(entrant.Subject);
        }
    }

    private void Set(Subject subject)
    {
        switch (subject.Name)
        {
            case "ReluGen":
                _ours = subject.Call;
                break;
            case "ORT binding":
                _binding = subject.Call;
                break;
            case "ORT run":
                _run = subject.Call;
                break;
            case "tensors":
                _tensors = subject.Call;
                break;
            case "loops":
                _loops = subject.Call;
                break;
            default:
                throw new InvalidOperationException($"No benchmark runs {subject.Name}.");
        }
    }
}
