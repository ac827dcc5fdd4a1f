using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using ReluGen.Benchmarks.Cases;
using ReluGen.Benchmarks.Networks;
using ReluGen.Model;

namespace ReluGen.Benchmarks.Machine;

/// <summary>
/// What the machine can do at most, measured: multiply-adds between registers, and weights streamed from each cache through
/// multiply-adds. On a shared machine a moment may be bad, so the figures are taken again between the cases; the best counts.
/// </summary>
internal sealed class MachineProbe
{
    private readonly CacheSizes _caches = CacheSizes.Read();
    private readonly ElementProbe _float = ElementProbe.Create<float>();
    private readonly ElementProbe _double = ElementProbe.Create<double>();

    /// <summary>The widest accelerated vector, in bits.</summary>
    public static int VectorBits => Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128;

    private static string PeakName => HasFusedMultiplyAdd ? "FMA peak" : "multiply-add peak";

    private static bool HasFusedMultiplyAdd => Fma.IsSupported || AdvSimd.IsSupported;

    /// <summary>Measures everything that does not depend on a network.</summary>
    public void Measure()
    {
        foreach (var probe in new[] { _float, _double })
        {
            probe.MeasurePeak();
            for (var level = 1; level <= _caches.Sizes.Count; level++)
            {
                probe.MeasureBandwidth(ProbeSize(level));
            }
        }
    }

    /// <summary>Measures again what limits a network.</summary>
    public void MeasureAgain(BenchmarkNetwork network)
    {
        var probe = Probe(network);
        probe.MeasurePeak();
        probe.MeasureBandwidth(StreamSize(network));
    }

    /// <summary>The shortest time that a sample can take, and what limits it.</summary>
    /// <remarks>
    /// Batches and the backward pass read weights once for many samples: the multiply-adds limit them. A single call also
    /// has to stream all its weights through the registers; the longer of the two times counts.
    /// </remarks>
    public CaseLimit Limit(BenchmarkNetwork network, CaseMode mode)
    {
        var probe = Probe(network);
        var arithmetic = CaseFlops.Of(network, mode) / probe.Peak;
        var streaming = mode == CaseMode.Single ? WeightBytes(network) / probe.Bandwidth(StreamSize(network)) : 0;
        return streaming > arithmetic
            ? new CaseLimit($"{LevelName(WeightBytes(network))} bandwidth", streaming)
            : new CaseLimit(PeakName, arithmetic);
    }

    /// <summary>The shortest time that so many floating-point operations can take, in float.</summary>
    public CaseLimit Limit(double flops) => new(PeakName, flops / _float.Peak);

    /// <summary>The figures, a line each.</summary>
    public IEnumerable<string> Describe()
    {
        yield return FormattableString.Invariant(
            $"{VectorBits} bit, {(HasFusedMultiplyAdd ? "fused multiply-adds" : "multiplications and additions (there is no fused instruction)")} in registers: float {_float.Peak:F0}, double {_double.Peak:F0} GFLOP/s");
        for (var level = 1; level <= _caches.Sizes.Count; level++)
        {
            var size = ProbeSize(level);
            yield return FormattableString.Invariant(
                $"weights streamed from L{level} ({_caches.Sizes[level - 1] >> 10} KiB{(_caches.AreRead ? "" : " assumed")}, {size >> 10} KiB read): float {_float.Bandwidth(size):F0}, double {_double.Bandwidth(size):F0} GB/s");
        }
    }

    private static long WeightBytes(BenchmarkNetwork network) => (long)network.WeightCount * network.ElementBytes;

    private ElementProbe Probe(BenchmarkNetwork network) => network.Element == ElementKind.Float ? _float : _double;

    /// <summary>
    /// Weights that leave the first level half empty are streamed at its rate. Larger ones may straddle two levels: for them
    /// the rate is measured at their own size.
    /// </summary>
    private long StreamSize(BenchmarkNetwork network) => Math.Max(WeightBytes(network), ProbeSize(1));

    /// <summary>Half a level, so that it has room for whatever else there is; less of the last one, which others share.</summary>
    private long ProbeSize(int level) => _caches.Sizes[level - 1] / (level == 3 ? 4 : 2);

    private string LevelName(long bytes)
    {
        for (var level = 1; level <= _caches.Sizes.Count; level++)
        {
            if (bytes <= _caches.Sizes[level - 1])
            {
                return FormattableString.Invariant($"L{level}");
            }
        }

        return "memory";
    }
}
