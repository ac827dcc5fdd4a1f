using ReluGen.Benchmarks.Cases;
using ReluGen.Benchmarks.Networks;

namespace ReluGen.Benchmarks.Full;

/// <summary>A case as a parameter of the suites; BenchmarkDotNet shows it as text.</summary>
public sealed class FullCase
{
    internal FullCase(BenchmarkNetwork network, CaseMode mode, int batch) => (Network, Mode, Batch) = (network, mode, batch);

    internal BenchmarkNetwork Network { get; }

    internal CaseMode Mode { get; }

    internal int Batch { get; }

    /// <summary>The samples that a call of the benchmark computes.</summary>
    internal int Samples => NetworkCases.Rows(Network, Mode, Batch);

    /// <inheritdoc/>
    public override string ToString() => Mode == CaseMode.Single
        ? $"{Network.Name}, single"
        : FormattableString.Invariant($"{Network.Name}, {Mode.ToString().ToLowerInvariant()} {Batch}");
}
