using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ReluGen.Numerics;

// ln(x). The bits of x give the exponent k for which x / 2^k lies between sqrt(1/2) and sqrt(2), exactly; f = x / 2^k - 1 is
// exact as well, and the series of log1p takes over (see LogarithmSeries). Subnormal x are scaled up first.
// Worst error measured: float 0.94 ulp over all positive inputs, double 1.25 ulp over 1,048,576 random inputs.

public static partial class VectorMath
{
    /// <summary>The natural logarithm of <paramref name="x"/>.</summary>
    /// <param name="x">The argument.</param>
    /// <returns>The value, at most 2 ulp from the exact one.</returns>
    /// <remarks>1 gives exactly 0, ±0 gives -∞, less than 0 gives NaN, +∞ gives +∞, NaN gives NaN. Subnormal numbers keep the bound.</remarks>
    public static float Log(float x) => LogSingle(new Single1(x)).Value;

    /// <inheritdoc cref="Log(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Log(Vector128<float> x) => LogSingle(new Single128(x)).Value;

    /// <inheritdoc cref="Log(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Log(Vector256<float> x) => LogSingle(new Single256(x)).Value;

    /// <inheritdoc cref="Log(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Log(Vector512<float> x) => LogSingle(new Single512(x)).Value;

    /// <summary>The natural logarithm of <paramref name="x"/>.</summary>
    /// <param name="x">The argument.</param>
    /// <returns>The value, at most 2 ulp from the exact one.</returns>
    /// <remarks>1 gives exactly 0, ±0 gives -∞, less than 0 gives NaN, +∞ gives +∞, NaN gives NaN. Subnormal numbers keep the bound.</remarks>
    public static double Log(double x) => LogDouble(new Double1(x)).Value;

    /// <inheritdoc cref="Log(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Log(Vector128<double> x) => LogDouble(new Double128(x)).Value;

    /// <inheritdoc cref="Log(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Log(Vector256<double> x) => LogDouble(new Double256(x)).Value;

    /// <inheritdoc cref="Log(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Log(Vector512<double> x) => LogDouble(new Double512(x)).Value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static T LogSingle<T>(T x)
        where T : struct, ILanes<T, float>
    {
        var smallest = T.Splat(1.17549435e-38f);
        var normal = T.SelectLess(x, smallest, x * T.Splat(8388608f), x);
        var offset = T.SelectLess(x, smallest, T.Splat(8388758f), T.Splat(8388735f));
        var shifted = T.AddBits(normal, T.SplatBits(0x3F800000 - 0x3F3504F3));
        var k = (T.ShiftRight(shifted, 23) | T.Splat(8388608f)) - offset;
        var one = T.Splat(1f);
        var f = T.AddBits(T.SubtractBits(normal, shifted & T.SplatBits(0xFF800000)), one) - one;
        var log = LogarithmSeries.Single(f, k);

        log = T.SelectLess(default, x, log, T.Splat(float.NegativeInfinity));
        log = T.SelectLess(x, default, T.Splat(float.NaN), log);
        return T.SelectLess(x, T.Splat(float.PositiveInfinity), log, x);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static T LogDouble<T>(T x)
        where T : struct, ILanes<T, double>
    {
        var smallest = T.Splat(2.2250738585072014e-308);
        var normal = T.SelectLess(x, smallest, x * T.Splat(4503599627370496.0), x);
        var offset = T.SelectLess(x, smallest, T.Splat(4503599627371571.0), T.Splat(4503599627371519.0));
        var shifted = T.AddBits(normal, T.SplatBits(0x3FF0000000000000 - 0x3FE6A09E667F3BCD));
        var k = (T.ShiftRight(shifted, 52) | T.Splat(4503599627370496.0)) - offset;
        var one = T.Splat(1.0);
        var f = T.AddBits(T.SubtractBits(normal, shifted & T.SplatBits(unchecked((long)0xFFF0000000000000))), one) - one;
        var log = LogarithmSeries.Double(f, k);

        log = T.SelectLess(default, x, log, T.Splat(double.NegativeInfinity));
        log = T.SelectLess(x, default, T.Splat(double.NaN), log);
        return T.SelectLess(x, T.Splat(double.PositiveInfinity), log, x);
    }
}
