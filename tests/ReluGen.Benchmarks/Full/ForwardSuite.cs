using BenchmarkDotNet.Attributes;
using ReluGen.Benchmarks.Cases;

namespace ReluGen.Benchmarks.Full;

/// <summary>Single calls and batches.</summary>
public class ForwardSuite : FullSuite
{
    /// <inheritdoc/>
    public override IEnumerable<FullCase> Cases => CasesOf(CaseMode.Single, CaseMode.Batch);

    /// <summary>ONNX Runtime, inputs and outputs bound.</summary>
    [Benchmark]
    public void OnnxBinding() => RunBinding();

    /// <summary>ONNX Runtime, the usual call.</summary>
    [Benchmark]
    public void OnnxRun() => RunSession();
}
