using System.Runtime.CompilerServices;

namespace ReluGen.Benchmarks.Machine;

/// <summary>
/// The two loops that show what the machine can do. Both keep twelve sums: enough for two multiply-adds a cycle of latency
/// up to six, few enough for sixteen registers.
/// </summary>
internal static class ProbeLoops
{
    /// <summary>The multiply-adds of a turn.</summary>
    public const int Sums = 12;

    /// <summary>Multiply-adds between registers.</summary>
    /// <returns>A value that depends on all of them.</returns>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static T Registers<T, TVector, TLanes>(int turns, T factor, T addend)
        where T : unmanaged
        where TVector : struct
        where TLanes : IProbeLanes<T, TVector>
    {
        var (x, y) = (TLanes.Create(factor), TLanes.Create(addend));
        TVector s0 = y, s1 = x, s2 = y, s3 = x, s4 = y, s5 = x, s6 = y, s7 = x, s8 = y, s9 = x, s10 = y, s11 = x;
        for (var turn = 0; turn < turns; turn++)
        {
            s0 = TLanes.MultiplyAdd(s0, x, y);
            s1 = TLanes.MultiplyAdd(s1, x, y);
            s2 = TLanes.MultiplyAdd(s2, x, y);
            s3 = TLanes.MultiplyAdd(s3, x, y);
            s4 = TLanes.MultiplyAdd(s4, x, y);
            s5 = TLanes.MultiplyAdd(s5, x, y);
            s6 = TLanes.MultiplyAdd(s6, x, y);
            s7 = TLanes.MultiplyAdd(s7, x, y);
            s8 = TLanes.MultiplyAdd(s8, x, y);
            s9 = TLanes.MultiplyAdd(s9, x, y);
            s10 = TLanes.MultiplyAdd(s10, x, y);
            s11 = TLanes.MultiplyAdd(s11, x, y);
        }

        return TLanes.Sum(Add4<T, TVector, TLanes>(
            Add4<T, TVector, TLanes>(s0, s1, s2, s3), Add4<T, TVector, TLanes>(s4, s5, s6, s7), Add4<T, TVector, TLanes>(s8, s9, s10, s11), x));
    }

    /// <summary>Multiply-adds that each load a vector of weights.</summary>
    /// <param name="weights">The first weight.</param>
    /// <param name="length">The number of weights: whole turns.</param>
    /// <param name="passes">How often to go through them.</param>
    /// <param name="factor">What to multiply with.</param>
    /// <returns>A value that depends on all of them.</returns>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static T Stream<T, TVector, TLanes>(ref T weights, nuint length, int passes, T factor)
        where T : unmanaged
        where TVector : struct
        where TLanes : IProbeLanes<T, TVector>
    {
        var x = TLanes.Create(factor);
        var count = (nuint)TLanes.Count;
        TVector s0 = x, s1 = x, s2 = x, s3 = x, s4 = x, s5 = x, s6 = x, s7 = x, s8 = x, s9 = x, s10 = x, s11 = x;
        for (var pass = 0; pass < passes; pass++)
        {
            for (nuint i = 0; i < length; i += Sums * count)
            {
                ref var turn = ref Unsafe.Add(ref weights, i);
                s0 = TLanes.MultiplyAdd(TLanes.Load(ref turn, 0), x, s0);
                s1 = TLanes.MultiplyAdd(TLanes.Load(ref turn, count), x, s1);
                s2 = TLanes.MultiplyAdd(TLanes.Load(ref turn, 2 * count), x, s2);
                s3 = TLanes.MultiplyAdd(TLanes.Load(ref turn, 3 * count), x, s3);
                s4 = TLanes.MultiplyAdd(TLanes.Load(ref turn, 4 * count), x, s4);
                s5 = TLanes.MultiplyAdd(TLanes.Load(ref turn, 5 * count), x, s5);
                s6 = TLanes.MultiplyAdd(TLanes.Load(ref turn, 6 * count), x, s6);
                s7 = TLanes.MultiplyAdd(TLanes.Load(ref turn, 7 * count), x, s7);
                s8 = TLanes.MultiplyAdd(TLanes.Load(ref turn, 8 * count), x, s8);
                s9 = TLanes.MultiplyAdd(TLanes.Load(ref turn, 9 * count), x, s9);
                s10 = TLanes.MultiplyAdd(TLanes.Load(ref turn, 10 * count), x, s10);
                s11 = TLanes.MultiplyAdd(TLanes.Load(ref turn, 11 * count), x, s11);
            }
        }

        return TLanes.Sum(Add4<T, TVector, TLanes>(
            Add4<T, TVector, TLanes>(s0, s1, s2, s3), Add4<T, TVector, TLanes>(s4, s5, s6, s7), Add4<T, TVector, TLanes>(s8, s9, s10, s11), x));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Add4<T, TVector, TLanes>(TVector a, TVector b, TVector c, TVector d)
        where T : unmanaged
        where TVector : struct
        where TLanes : IProbeLanes<T, TVector> => TLanes.Add(TLanes.Add(a, b), TLanes.Add(c, d));
}
