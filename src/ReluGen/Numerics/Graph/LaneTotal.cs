using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ReluGen.Numerics;

/// <summary>
/// Sums across lanes: term i goes to chain i mod 16, every chain starts from −0, and the upper half of the chains is added
/// to the lower half until one is left. The chains are in memory, so that every width does the same.
/// </summary>
internal static class LaneTotal
{
    private const int Chains = 16;

    /// <summary>Σ x.</summary>
    public static T Of<T>(ref T x, int terms)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Of<Plain, T>(ref x, ref x, terms);

    /// <summary>Σ x·y, one fused multiply-add a term or a product and a sum.</summary>
    public static T OfProducts<T>(ref T x, ref T y, int terms, bool isFused)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        isFused ? Of<Fused, T>(ref x, ref y, terms) : Of<Separate, T>(ref x, ref y, terms);

    private static T Of<TTerm, T>(ref T x, ref T y, int terms)
        where TTerm : struct, ITerm
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Span<T> span = stackalloc T[Chains];
        span.Fill(T.NegativeZero);
        ref T chains = ref MemoryMarshal.GetReference(span);
        for (int i = 0; i < terms; i += Chains)
        {
            AddBlock<TTerm, T>(ref chains, ref Unsafe.Add(ref x, i), ref Unsafe.Add(ref y, i), (nuint)Math.Min(Chains, terms - i));
        }

        return Fold(ref chains);
    }

    private static T Fold<T>(ref T chains)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (Vector256.IsHardwareAccelerated && typeof(T) == typeof(float))
        {
            ref float c = ref Unsafe.As<T, float>(ref chains);
            return T.CreateTruncating(LaneSums.Fold(Vector256.LoadUnsafe(ref c) + Vector256.LoadUnsafe(ref c, 8)));
        }

        if (Vector256.IsHardwareAccelerated)
        {
            ref double c = ref Unsafe.As<T, double>(ref chains);
            return T.CreateTruncating(LaneSums.Fold(
                Vector256.LoadUnsafe(ref c) + Vector256.LoadUnsafe(ref c, 8) + (Vector256.LoadUnsafe(ref c, 4) + Vector256.LoadUnsafe(ref c, 12))));
        }

        for (nuint half = Chains / 2; half > 0; half /= 2)
        {
            ref T upper = ref Unsafe.Add(ref chains, half);
            AddBlock<Plain, T>(ref chains, ref upper, ref upper, half);
        }

        return chains;
    }

    /// <summary>The next term of the first <paramref name="count"/> chains.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddBlock<TTerm, T>(ref T chains, ref T x, ref T y, nuint count)
        where TTerm : struct, ITerm
        where T : unmanaged
    {
        if (typeof(T) == typeof(float))
        {
            AddBlock<TTerm, Single512, Single256, Single128, Single1, float>(
                ref Unsafe.As<T, float>(ref chains), ref Unsafe.As<T, float>(ref x), ref Unsafe.As<T, float>(ref y), count);
        }
        else
        {
            AddBlock<TTerm, Double512, Double256, Double128, Double1, double>(
                ref Unsafe.As<T, double>(ref chains), ref Unsafe.As<T, double>(ref x), ref Unsafe.As<T, double>(ref y), count);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddBlock<TTerm, T512, T256, T128, T1, T>(ref T chains, ref T x, ref T y, nuint count)
        where TTerm : struct, ITerm
        where T512 : struct, ILanes<T512, T>
        where T256 : struct, ILanes<T256, T>
        where T128 : struct, ILanes<T128, T>
        where T1 : struct, ILanes<T1, T>
        where T : unmanaged
    {
        nuint i = 0;
        if (Vector512.IsHardwareAccelerated)
        {
            i = Add<TTerm, T512, T>(ref chains, ref x, ref y, i, count);
        }

        if (Vector256.IsHardwareAccelerated)
        {
            i = Add<TTerm, T256, T>(ref chains, ref x, ref y, i, count);
        }

        if (Vector128.IsHardwareAccelerated)
        {
            i = Add<TTerm, T128, T>(ref chains, ref x, ref y, i, count);
        }

        Add<TTerm, T1, T>(ref chains, ref x, ref y, i, count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nuint Add<TTerm, TLanes, T>(ref T chains, ref T x, ref T y, nuint i, nuint count)
        where TTerm : struct, ITerm
        where TLanes : struct, ILanes<TLanes, T>
        where T : unmanaged
    {
        for (; i + (nuint)TLanes.Count <= count; i += (nuint)TLanes.Count)
        {
            TTerm.Next<TLanes, T>(TLanes.Load(ref chains, i), TLanes.Load(ref x, i), TLanes.Load(ref y, i)).Store(ref chains, i);
        }

        return i;
    }

    private interface ITerm
    {
        static abstract TLanes Next<TLanes, T>(TLanes sum, TLanes x, TLanes y)
            where TLanes : struct, ILanes<TLanes, T>
            where T : unmanaged;
    }

    private readonly struct Plain : ITerm
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Next<TLanes, T>(TLanes sum, TLanes x, TLanes y)
            where TLanes : struct, ILanes<TLanes, T>
            where T : unmanaged => sum + x;
    }

    private readonly struct Fused : ITerm
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Next<TLanes, T>(TLanes sum, TLanes x, TLanes y)
            where TLanes : struct, ILanes<TLanes, T>
            where T : unmanaged => TLanes.Fma(x, y, sum);
    }

    private readonly struct Separate : ITerm
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Next<TLanes, T>(TLanes sum, TLanes x, TLanes y)
            where TLanes : struct, ILanes<TLanes, T>
            where T : unmanaged => sum + (x * y);
    }
}
