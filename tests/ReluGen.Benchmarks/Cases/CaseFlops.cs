using ReluGen.Benchmarks.Networks;

namespace ReluGen.Benchmarks.Cases;

/// <summary>The floating-point operations of a sample, by which GFLOP/s and limits are reckoned.</summary>
internal static class CaseFlops
{
    /// <summary>
    /// Two a weight forward. Backward two a weight each for the sums, the input gradient and the parameter gradient. Biases
    /// and activations are not counted.
    /// </summary>
    public static double Of(BenchmarkNetwork network, CaseMode mode) => (mode == CaseMode.Backward ? 6.0 : 2.0) * network.WeightCount;
}
