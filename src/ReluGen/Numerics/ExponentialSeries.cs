using System.Runtime.CompilerServices;

namespace ReluGen.Numerics;

// What exp, expm1 and sigmoid have in common.
//
// Reduction: x = n ln 2 + r with n the whole number nearest to x log2(e), so |r| <= ln(2)/2. Adding 1.5 * 2^23 (2^52
// for double) rounds x log2(e) to a whole number and leaves that number in the low bits of the sum (a well-known trick).
// ln 2 is the sum of two constants (Cody and Waite); with a fused multiply-add the first subtraction is exact.
//
// Series: e^r = 1 + r + r^2 Q(r). Q is a minimax polynomial computed for this project with the Remez exchange algorithm
// (weight |r|, so that expm1 is good in relative terms), then rounded to the format. Error relative to expm1(r):
// 2^-25.9 in float (degree 4), 2^-60.6 in double (degree 10).

/// <summary>Argument reduction and series of the exponential family.</summary>
internal static class ExponentialSeries
{
    /// <summary>Adding this rounds a float below 2^22 to a whole number and keeps it in the low bits.</summary>
    public const float RoundSingle = 12582912f;

    /// <summary>Adding this rounds a double below 2^51 to a whole number and keeps it in the low bits.</summary>
    public const double RoundDouble = 6755399441055744.0;

    /// <summary>r = x - n ln 2; <paramref name="power"/> holds n + <paramref name="bias"/> in its low 9 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T ReduceSingle<T>(T x, float bias, out T power)
        where T : struct, ILanes<T, float>
    {
        var round = T.Splat(RoundSingle + bias);
        power = T.Fma(x, T.Splat(1.44269504f), round);
        var n = power - round;
        var r = T.Fma(n, T.Splat(-0.693147182f), x);
        return T.Fma(n, T.Splat(1.90465421e-9f), r);
    }

    /// <summary>r = x - n ln 2; <paramref name="power"/> holds n + <paramref name="bias"/> in its low 12 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T ReduceDouble<T>(T x, double bias, out T power)
        where T : struct, ILanes<T, double>
    {
        var round = T.Splat(RoundDouble + bias);
        power = T.Fma(x, T.Splat(1.4426950408889634), round);
        var n = power - round;
        var r = T.Fma(n, T.Splat(-0.6931471805599453), x);
        return T.Fma(n, T.Splat(-2.3190468138462996e-17), r);
    }

    /// <summary>Q(r) = (e^r - 1 - r) / r^2 for |r| &lt;= ln(2)/2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T QuotientSingle<T>(T r)
        where T : struct, ILanes<T, float>
    {
        var q = T.Splat(0.00139464089f);
        q = T.Fma(q, r, T.Splat(0.00836658292f));
        q = T.Fma(q, r, T.Splat(0.0416662805f));
        q = T.Fma(q, r, T.Splat(0.166665435f));
        return T.Fma(q, r, T.Splat(0.5f));
    }

    /// <summary>Q(r) = (e^r - 1 - r) / r^2 for |r| &lt;= ln(2)/2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T QuotientDouble<T>(T r)
        where T : struct, ILanes<T, double>
    {
        var q = T.Splat(2.0924423586387122e-09);
        q = T.Fma(q, r, T.Splat(2.5109044654991024e-08));
        q = T.Fma(q, r, T.Splat(2.755724283945921e-07));
        q = T.Fma(q, r, T.Splat(2.7557244182744255e-06));
        q = T.Fma(q, r, T.Splat(2.480158736044135e-05));
        q = T.Fma(q, r, T.Splat(0.0001984126988615751));
        q = T.Fma(q, r, T.Splat(0.0013888888888866908));
        q = T.Fma(q, r, T.Splat(0.008333333333321617));
        q = T.Fma(q, r, T.Splat(0.0416666666666667));
        q = T.Fma(q, r, T.Splat(0.16666666666666677));
        return T.Fma(q, r, T.Splat(0.5));
    }

    /// <summary>e^x for x from -104 to 89: results down to the subnormal range and up to infinity.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T ExpSingle<T>(T x)
        where T : struct, ILanes<T, float>
    {
        // 2^n is the product of two powers, n being too large for one at both ends: only the last product can round.
        var r = ReduceSingle(x, 254f, out var power);
        var p = T.Fma(QuotientSingle(r), r, T.Splat(1f));
        p = T.Fma(p, r, T.Splat(1f));
        var half = T.ShiftRight(power, 1);
        return p * T.ShiftLeft(half, 23) * T.ShiftLeft(T.SubtractBits(power, half), 23);
    }

    /// <summary>e^x for x from -746 to 710: results down to the subnormal range and up to infinity.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T ExpDouble<T>(T x)
        where T : struct, ILanes<T, double>
    {
        var r = ReduceDouble(x, 2046.0, out var power);
        var p = T.Fma(QuotientDouble(r), r, T.Splat(1.0));
        return ScaleDouble(T.Fma(p, r, T.Splat(1.0)), power);
    }

    /// <summary><paramref name="p"/> times the power of two that <see cref="ReduceDouble"/> found with a bias of 2046.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T ScaleDouble<T>(T p, T power)
        where T : struct, ILanes<T, double>
    {
        var half = T.ShiftRight(power, 1);
        return p * T.ShiftLeft(half, 52) * T.ShiftLeft(T.SubtractBits(power, half), 52);
    }
}
