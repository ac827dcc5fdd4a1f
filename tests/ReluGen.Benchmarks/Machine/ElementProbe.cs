using System.Diagnostics;
using System.Numerics;
using System.Runtime.Intrinsics;
using ReluGen.Numerics;

namespace ReluGen.Benchmarks.Machine;

/// <summary>Peak and bandwidth for one number type at the widest accelerated width: the best seen so far.</summary>
internal abstract class ElementProbe
{
    private readonly Dictionary<long, double> _bandwidths = [];

    /// <summary>Multiply-adds between registers, in GFLOP/s.</summary>
    public double Peak { get; private set; }

    /// <summary>The probe for a number type.</summary>
    public static ElementProbe Create<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Vector512.IsHardwareAccelerated ? new Probe<T, Vector512<T>, ProbeLanes512<T>>()
        : Vector256.IsHardwareAccelerated ? new Probe<T, Vector256<T>, ProbeLanes256<T>>()
        : new Probe<T, Vector128<T>, ProbeLanes128<T>>();

    /// <summary>The rate at which that many bytes of weights, read again and again, go through multiply-adds, in GB/s.</summary>
    public double Bandwidth(long bytes) => _bandwidths.TryGetValue(bytes, out var bandwidth) ? bandwidth : MeasureBandwidth(bytes);

    /// <summary>Measures the peak again and keeps the better figure.</summary>
    public void MeasurePeak() => Peak = Math.Max(Peak, RunRegisters());

    /// <summary>Measures a bandwidth again and keeps the better figure.</summary>
    public double MeasureBandwidth(long bytes) =>
        _bandwidths[bytes] = Math.Max(_bandwidths.GetValueOrDefault(bytes), RunStream(bytes));

    protected abstract double RunRegisters();

    protected abstract double RunStream(long bytes);

    private sealed class Probe<T, TVector, TLanes> : ElementProbe
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVector : struct
        where TLanes : IProbeLanes<T, TVector>
    {
        private const int Turns = 4000;
        private const int Blocks = 300;

        /// <summary>What a block of a stream reads at least.</summary>
        private const long BlockBytes = 4 << 20;

        private static T _sink;

        protected override double RunRegisters()
        {
            // 0.5 · s + 1 stays near 2: neither subnormal nor infinite.
            var seconds = Best(Blocks, () => _sink += ProbeLoops.Registers<T, TVector, TLanes>(Turns, T.CreateChecked(0.5), T.One));
            return 2.0 * ProbeLoops.Sums * TLanes.Count * Turns / seconds / 1e9;
        }

        protected override unsafe double RunStream(long bytes)
        {
            var turn = ProbeLoops.Sums * TLanes.Count;
            var length = (int)Math.Max(1, bytes / sizeof(T) / turn) * turn;
            var weights = new AlignedBuffer<T>(length);
            weights.Span.Fill(T.One);
            var size = (long)length * sizeof(T);
            var passes = (int)Math.Max(1, BlockBytes / size);
            var seconds = Best(
                Blocks,
                () => _sink += ProbeLoops.Stream<T, TVector, TLanes>(ref weights.Reference, (nuint)length, passes, T.One));
            return (double)size * passes / seconds / 1e9;
        }

        private static double Best(int blocks, Action block)
        {
            var best = double.PositiveInfinity;
            for (var i = 0; i < blocks; i++)
            {
                var start = Stopwatch.GetTimestamp();
                block();
                best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalSeconds);
            }

            return best;
        }
    }
}
