using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ReluGen.Numerics;

// ln(1 + x). u = 1 + x gives the exponent k for which u / 2^k lies between sqrt(1/2) and sqrt(2). From it, with one
// rounding and no correction term, f = (1 + x) / 2^k - 1 = x s + (s - 1), s = 2^-k: rounding u loses nothing. (4 s is
// built from bits and divided by 4, as s may be subnormal.) ln(1 + f) = f - f^2 / 2 + f^3 P(f) with a minimax P computed for
// this project by Remez exchange, relative error 2^-27.2 in float (degree 7), 2^-56.4 in double (degree 18; even and odd
// coefficients apart, for shorter chains). The sign is copied for the sake of -0.
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
        var p = T.Splat(-0.0763448626f);
        p = T.Fma(p, f, T.Splat(0.127615646f));
        p = T.Fma(p, f, T.Splat(-0.13160181f));
        p = T.Fma(p, f, T.Splat(0.142017603f));
        p = T.Fma(p, f, T.Splat(-0.166233584f));
        p = T.Fma(p, f, T.Splat(0.200012267f));
        p = T.Fma(p, f, T.Splat(-0.250008196f));
        p = T.Fma(p, f, T.Splat(0.333333313f));
        var log = T.Fma(f * f, T.Fma(f, p, T.Splat(-0.5f)), T.Fma(k, T.Splat(-1.90465421e-9f), f));
        log = T.Fma(k, T.Splat(0.693147182f), log);

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
        var f2 = f * f;
        var even = T.Splat(0.026149715918401456);
        even = T.Fma(even, f2, T.Splat(0.06503494182052531));
        even = T.Fma(even, f2, T.Splat(0.05668388595533151));
        even = T.Fma(even, f2, T.Splat(0.06684586545160928));
        even = T.Fma(even, f2, T.Splat(0.07691530086773696));
        even = T.Fma(even, f2, T.Splat(0.09090923916763458));
        even = T.Fma(even, f2, T.Splat(0.1111111114794158));
        even = T.Fma(even, f2, T.Splat(0.14285714280085243));
        even = T.Fma(even, f2, T.Splat(0.20000000000066673));
        even = T.Fma(even, f2, T.Splat(0.3333333333333314));
        var odd = T.Splat(-0.059815660577129864);
        odd = T.Fma(odd, f2, T.Splat(-0.05677836525245406));
        odd = T.Fma(odd, f2, T.Splat(-0.061966704236007794));
        odd = T.Fma(odd, f2, T.Splat(-0.07149440122787443));
        odd = T.Fma(odd, f2, T.Splat(-0.08332913517874882));
        odd = T.Fma(odd, f2, T.Splat(-0.10000015206494624));
        odd = T.Fma(odd, f2, T.Splat(-0.12499999691452908));
        odd = T.Fma(odd, f2, T.Splat(-0.1666666666982556));
        odd = T.Fma(odd, f2, T.Splat(-0.2499999999998798));
        var p = T.Fma(odd, f, even);
        var log = T.Fma(f2, T.Fma(f, p, T.Splat(-0.5)), T.Fma(k, T.Splat(2.3190468138462996e-17), f));
        log = T.Fma(k, T.Splat(0.6931471805599453), log);

        log = T.SelectLess(T.Splat(-1.0), x, log, T.Splat(double.NegativeInfinity));
        log = T.SelectLess(x, T.Splat(-1.0), T.Splat(double.NaN), log);
        log = T.SelectLess(x, T.Splat(double.PositiveInfinity), log, x);
        return T.CopySign(log, x);
    }
}
