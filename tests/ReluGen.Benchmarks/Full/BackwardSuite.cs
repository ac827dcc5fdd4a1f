using ReluGen.Benchmarks.Cases;

namespace ReluGen.Benchmarks.Full;

/// <summary>Gradients of batches. ONNX Runtime has none to compare with.</summary>
public class BackwardSuite : FullSuite
{
    /// <inheritdoc/>
    public override IEnumerable<FullCase> Cases => CasesOf(CaseMode.Backward);
}
