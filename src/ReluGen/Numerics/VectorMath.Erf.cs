using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ReluGen.Numerics;

// The error function, from two minimax polynomials computed for this project by Remez exchange, both evaluated always:
// |x| < 5/4: x + x S(x^2), relative error 2^-29.5 in float (degree 7), 2^-56.2 in double (degree 13);
// above: a polynomial in |x| - c over the rest of the range where erf is not yet 1, absolute error 2^-27.5 in float
// (degree 13, c = 2.6796875, up to 3.95), 2^-55.9 in double (degree 34, c = 3.5244140625, up to 5.95; even and odd
// coefficients apart, for shorter chains). c is a point where erf(c) happens to lie close to a number of the format.
// In double it is too long to inline: the compiler would run out of its budget and leave calls of single operations.
// Worst error measured: float 1.61 ulp over all 2^32 inputs, double 1.48 ulp over 1,048,576 random inputs.

public static partial class VectorMath
{
    /// <summary>The error function of <paramref name="x"/>: 2/√π times the integral of e to the power of -t² from 0 to x.</summary>
    /// <param name="x">The argument.</param>
    /// <returns>The value, at most 2 ulp from the exact one.</returns>
    /// <remarks>-0 gives -0, ±∞ gives ±1, NaN gives NaN. Never beyond ±1, and exactly ±1 for large arguments.</remarks>
    public static float Erf(float x) => ErfSingle(new Single1(x)).Value;

    /// <inheritdoc cref="Erf(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Erf(Vector128<float> x) => ErfSingle(new Single128(x)).Value;

    /// <inheritdoc cref="Erf(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Erf(Vector256<float> x) => ErfSingle(new Single256(x)).Value;

    /// <inheritdoc cref="Erf(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Erf(Vector512<float> x) => ErfSingle(new Single512(x)).Value;

    /// <summary>The error function of <paramref name="x"/>: 2/√π times the integral of e to the power of -t² from 0 to x.</summary>
    /// <param name="x">The argument.</param>
    /// <returns>The value, at most 2 ulp from the exact one.</returns>
    /// <remarks>-0 gives -0, ±∞ gives ±1, NaN gives NaN. Never beyond ±1, and exactly ±1 for large arguments.</remarks>
    public static double Erf(double x) => ErfDouble(new Double1(x)).Value;

    /// <inheritdoc cref="Erf(double)"/>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Vector128<double> Erf(Vector128<double> x) => ErfDouble(new Double128(x)).Value;

    /// <inheritdoc cref="Erf(double)"/>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Vector256<double> Erf(Vector256<double> x) => ErfDouble(new Double256(x)).Value;

    /// <inheritdoc cref="Erf(double)"/>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Vector512<double> Erf(Vector512<double> x) => ErfDouble(new Double512(x)).Value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static T ErfSingle<T>(T x)
        where T : struct, ILanes<T, float>
    {
        var t = x * x;
        var series = T.Splat(-7.42602469e-06f);
        series = T.Fma(series, t, T.Splat(0.000103178128f));
        series = T.Fma(series, t, T.Splat(-0.000832422869f));
        series = T.Fma(series, t, T.Splat(0.00520750228f));
        series = T.Fma(series, t, T.Splat(-0.0268594995f));
        series = T.Fma(series, t, T.Splat(0.112836584f));
        series = T.Fma(series, t, T.Splat(-0.376126289f));
        series = T.Fma(series, t, T.Splat(0.128379166f));
        var near = T.Fma(x, series, x);

        var a = T.AtMost(T.Splat(3.95f), T.CopySign(x, T.Splat(1f)));
        var w = a - T.Splat(2.6796875f);
        var far = T.Splat(1.80128325e-06f);
        far = T.Fma(far, w, T.Splat(-6.42657187e-06f));
        far = T.Fma(far, w, T.Splat(-7.80284063e-06f));
        far = T.Fma(far, w, T.Splat(7.0862654e-05f));
        far = T.Fma(far, w, T.Splat(-0.000123749312f));
        far = T.Fma(far, w, T.Splat(-3.50734335e-05f));
        far = T.Fma(far, w, T.Splat(0.000689192151f));
        far = T.Fma(far, w, T.Splat(-0.0019828605f));
        far = T.Fma(far, w, T.Splat(0.00352005172f));
        far = T.Fma(far, w, T.Splat(-0.00435851933f));
        far = T.Fma(far, w, T.Splat(0.00382571598f));
        far = T.Fma(far, w, T.Splat(-0.00230131648f));
        far = T.Fma(far, w, T.Splat(0.000858791638f));
        far = T.Fma(far, w, T.Splat(0.999849141f));
        far = T.AtMost(T.Splat(1f), far);
        return T.SelectLess(a, T.Splat(1.25f), near, T.CopySign(far, x));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static T ErfDouble<T>(T x)
        where T : struct, ILanes<T, double>
    {
        var t = x * x;
        var series = T.Splat(-4.275405821933076e-12);
        series = T.Fma(series, t, T.Splat(8.974119962203101e-11));
        series = T.Fma(series, t, T.Splat(-1.2358140679368989e-09));
        series = T.Fma(series, t, T.Splat(1.485806644129592e-08));
        series = T.Fma(series, t, T.Splat(-1.637772946940383e-07));
        series = T.Fma(series, t, T.Splat(1.6463722950430613e-06));
        series = T.Fma(series, t, T.Splat(-1.4925791131752737e-05));
        series = T.Fma(series, t, T.Splat(0.0001205534117497443));
        series = T.Fma(series, t, T.Splat(-0.0008548327338313539));
        series = T.Fma(series, t, T.Splat(0.005223977633153108));
        series = T.Fma(series, t, T.Splat(-0.026866170646251745));
        series = T.Fma(series, t, T.Splat(0.1128379167096358));
        series = T.Fma(series, t, T.Splat(-0.37612638903184004));
        series = T.Fma(series, t, T.Splat(0.1283791670955126));
        var near = T.Fma(x, series, x);

        var a = T.AtMost(T.Splat(5.95), T.CopySign(x, T.Splat(1.0)));
        var w = a - T.Splat(3.5244140625);
        var w2 = w * w;
        var even = T.Splat(-1.2090707696874762e-19);
        even = T.Fma(even, w2, T.Splat(5.452213289568589e-18));
        even = T.Fma(even, w2, T.Splat(-6.605281013428589e-17));
        even = T.Fma(even, w2, T.Splat(-1.3048850331873709e-15));
        even = T.Fma(even, w2, T.Splat(5.5146452736998474e-14));
        even = T.Fma(even, w2, T.Splat(-6.935790846577901e-13));
        even = T.Fma(even, w2, T.Splat(-2.3514426020400424e-13));
        even = T.Fma(even, w2, T.Splat(1.0232450182576641e-10));
        even = T.Fma(even, w2, T.Splat(-7.568203832870658e-10));
        even = T.Fma(even, w2, T.Splat(-6.656060357573821e-09));
        even = T.Fma(even, w2, T.Splat(8.966659940663141e-08));
        even = T.Fma(even, w2, T.Splat(3.5299164164543875e-07));
        even = T.Fma(even, w2, T.Splat(-4.505354612299104e-06));
        even = T.Fma(even, w2, T.Splat(-3.101393811915702e-05));
        even = T.Fma(even, w2, T.Splat(-6.835256246458704e-05));
        even = T.Fma(even, w2, T.Splat(-5.83601352234637e-05));
        even = T.Fma(even, w2, T.Splat(-1.6030810241296596e-05));
        even = T.Fma(even, w2, T.Splat(0.999999378051607));
        var odd = T.Splat(6.425262503320683e-19);
        odd = T.Fma(odd, w2, T.Splat(-3.9966361504611576e-17));
        odd = T.Fma(odd, w2, T.Splat(1.0704297311105966e-15));
        odd = T.Fma(odd, w2, T.Splat(-1.3663713125771007e-14));
        odd = T.Fma(odd, w2, T.Splat(9.156143766204488e-15));
        odd = T.Fma(odd, w2, T.Splat(2.3163057059038924e-12));
        odd = T.Fma(odd, w2, T.Splat(-2.6540146431265014e-11));
        odd = T.Fma(odd, w2, T.Splat(-8.787550512254123e-11));
        odd = T.Fma(odd, w2, T.Splat(3.7120116638601788e-09));
        odd = T.Fma(odd, w2, T.Splat(-8.63978744866127e-09));
        odd = T.Fma(odd, w2, T.Splat(-2.7053976094420903e-07));
        odd = T.Fma(odd, w2, T.Splat(5.611767173239418e-07));
        odd = T.Fma(odd, w2, T.Splat(1.4213631336789538e-05));
        odd = T.Fma(odd, w2, T.Splat(5.182241886779863e-05));
        odd = T.Fma(odd, w2, T.Splat(7.142912023448457e-05));
        odd = T.Fma(odd, w2, T.Splat(3.614997414964347e-05));
        odd = T.Fma(odd, w2, T.Splat(4.548503654112865e-06));
        var far = T.Fma(odd, w, even);
        far = T.AtMost(T.Splat(1.0), far);
        return T.SelectLess(a, T.Splat(1.25), near, T.CopySign(far, x));
    }
}
