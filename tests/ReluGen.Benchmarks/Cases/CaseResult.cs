using ReluGen.Benchmarks.Networks;
using ReluGen.Timing;

namespace ReluGen.Benchmarks.Cases;

/// <summary>What was measured for one case.</summary>
/// <param name="Network">The network.</param>
/// <param name="Mode">What was asked of it.</param>
/// <param name="Batch">Samples a call.</param>
/// <param name="Ours">The generated code.</param>
/// <param name="Peers">The others that can do it, in the same rounds.</param>
internal sealed record CaseResult(BenchmarkNetwork Network, CaseMode Mode, int Batch, Measurement Ours, IReadOnlyList<Measurement> Peers)
{
    /// <summary>Floating-point operations a nanosecond at the shortest time.</summary>
    public double Gflops => CaseFlops.Of(Network, Mode) / Ours.Minimum;
}
