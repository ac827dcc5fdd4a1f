using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ReluGen.Numerics;

// ln(1 + x). u = 1 + x gives the exponent k for which u / 2^k lies between sqrt(1/2) and sqrt(2). From it, with one
// rounding and no correction term, f = (1 + x) / 2^k - 1 = x s + (s - 1), s = 2^-k: rounding u loses nothing. (4 s is
// built from bits and divided by 4, as s may be subnormal.) The series is in LogarithmSeries. The sign is copied for the sake
// of -0.
// Worst error measured: float 1.50 ulp over all 2^32 inputs, double 1.77 ulp over 1,048,576 random inputs.

public static partial class VectorMath
{
    /// <summary>The natural logarithm of 1 + <paramref name="x"/>, accurate in relative terms near 0.</summary>
    /// <param name="x">The argument.</param>
    /// <returns>The value, at most 2 ulp from the exact one.</returns>
    /// <remarks>-0 gives -0, -1 gives -∞, less than -1 gives NaN, +∞ gives +∞, NaN gives NaN.</remarks>
    public static float Log1p(float x) => Log1pSingle(new Single1(x)).Value;

    /// <inheritdoc cref="Log1p(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Log1p(Vector128<float> x) => Log1pSingle(new Single128(x)).Value;

    /// <inheritdoc cref="Log1p(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Log1p(Vector256<float> x) => Log1pSingle(new Single256(x)).Value;

    /// <inheritdoc cref="Log1p(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Log1p(Vector512<float> x) => Log1pSingle(new Single512(x)).Value;

    /// <summary>The natural logarithm of 1 + <paramref name="x"/>, accurate in relative terms near 0.</summary>
    /// <param name="x">The argument.</param>
    /// <returns>The value, at most 2 ulp from the exact one.</returns>
    /// <remarks>-0 gives -0, -1 gives -∞, less than -1 gives NaN, +∞ gives +∞, NaN gives NaN.</remarks>
    public static double Log1p(double x) => Log1pDouble(new Double1(x)).Value;

    /// <inheritdoc cref="Log1p(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Log1p(Vector128<double> x) => Log1pDouble(new Double128(x)).Value;

    /// <inheritdoc cref="Log1p(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Log1p(Vector256<double> x) => Log1pDouble(new Double256(x)).Value;

    /// <inheritdoc cref="Log1p(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Log1p(Vector512<double> x) => Log1pDouble(new Double512(x)).Value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Log1pSingle<T>(T x)
        where T : struct, ILanes<T, float>
    {
        var u = T.Splat(1f) + x;
        var shifted = T.AddBits(u, T.SplatBits(0x3F800000 - 0x3F3504F3));
        var k = (T.ShiftRight(shifted, 23) | T.Splat(8388608f)) - T.Splat(8388735f);
        var s = T.Splat(0.25f) * T.SubtractBits(T.Splat(float.NegativeZero), shifted & T.SplatBits(0xFF800000));
        var f = T.Fma(x, s, s - T.Splat(1f));
        var log = LogarithmSeries.Single(f, k);

        log = T.SelectLess(T.Splat(-1f), x, log, T.Splat(float.NegativeInfinity));
        log = T.SelectLess(x, T.Splat(-1f), T.Splat(float.NaN), log);
        log = T.SelectLess(x, T.Splat(float.PositiveInfinity), log, x);
        return T.CopySign(log, x);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Log1pDouble<T>(T x)
        where T : struct, ILanes<T, double>
    {
        var u = T.Splat(1.0) + x;
        var shifted = T.AddBits(u, T.SplatBits(0x3FF0000000000000 - 0x3FE6A09E667F3BCD));
        var k = (T.ShiftRight(shifted, 52) | T.Splat(4503599627370496.0)) - T.Splat(4503599627371519.0);
        var s = T.Splat(0.25) * T.SubtractBits(T.Splat(double.NegativeZero), shifted & T.SplatBits(unchecked((long)0xFFF0000000000000)));
        var f = T.Fma(x, s, s - T.Splat(1.0));
        var log = LogarithmSeries.Double(f, k);

        log = T.SelectLess(T.Splat(-1.0), x, log, T.Splat(double.NegativeInfinity));
        log = T.SelectLess(x, T.Splat(-1.0), T.Splat(double.NaN), log);
        log = T.SelectLess(x, T.Splat(double.PositiveInfinity), log, x);
        return T.CopySign(log, x);
    }
}
