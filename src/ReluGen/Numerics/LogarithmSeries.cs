using System.Runtime.CompilerServices;

namespace ReluGen.Numerics;

// What log and log1p have in common: k ln 2 + ln(1 + f) for 1 + f from sqrt(1/2) to sqrt(2), ln 2 being the sum of two
// constants. ln(1 + f) = f - f^2 / 2 + f^3 P(f) with a minimax P computed for this project by Remez exchange, relative error
// 2^-27.2 in float (degree 7), 2^-56.4 in double (degree 18; even and odd coefficients apart, for shorter chains).

/// <summary>The series of the logarithms.</summary>
internal static class LogarithmSeries
{
    /// <summary>k ln 2 + ln(1 + f).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Single<T>(T f, T k)
        where T : struct, ILanes<T, float>
    {
        var p = T.Splat(-0.0763448626f);
        p = T.Fma(p, f, T.Splat(0.127615646f));
        p = T.Fma(p, f, T.Splat(-0.13160181f));
        p = T.Fma(p, f, T.Splat(0.142017603f));
        p = T.Fma(p, f, T.Splat(-0.166233584f));
        p = T.Fma(p, f, T.Splat(0.200012267f));
        p = T.Fma(p, f, T.Splat(-0.250008196f));
        p = T.Fma(p, f, T.Splat(0.333333313f));
        var log = T.Fma(f * f, T.Fma(f, p, T.Splat(-0.5f)), T.Fma(k, T.Splat(-1.90465421e-9f), f));
        return T.Fma(k, T.Splat(0.693147182f), log);
    }

    /// <summary>k ln 2 + ln(1 + f).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Double<T>(T f, T k)
        where T : struct, ILanes<T, double>
    {
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
        return T.Fma(k, T.Splat(0.6931471805599453), log);
    }
}
