namespace ReluGen.Benchmarks.Full;

/// <summary>Which networks the suites run on.</summary>
internal static class FullSelection
{
    /// <summary>An environment variable, because BenchmarkDotNet asks for the cases once more in each process that it starts.</summary>
    public const string Variable = "RELUGEN_BENCHMARK_NETWORKS";
}
