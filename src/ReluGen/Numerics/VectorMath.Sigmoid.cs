using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ReluGen.Numerics;

// q = e / (1 + e) with e = e^x (see ExponentialSeries), where an error of e fades as q nears 1. For negative x the roundings of
// 1 + e and q would cost up to 2.4 ulp; there it is e - e q, in which their part is small. So very negative x keep their
// relative accuracy down to subnormal results. Beyond the upper clamp q is 1.
// Worst error measured: float 1.65 ulp over all 2^32 inputs, double 1.62 ulp over 1,048,576 random inputs.

public static partial class VectorMath
{
    /// <summary>The logistic function 1 / (1 + e to the power of -<paramref name="x"/>).</summary>
    /// <param name="x">The argument.</param>
    /// <returns>The value, at most 2 ulp from the exact one.</returns>
    /// <remarks>-∞ gives 0, ±0 gives exactly 1/2, +∞ gives 1, NaN gives NaN. Never outside 0 to 1.</remarks>
    public static float Sigmoid(float x) => SigmoidSingle(new Single1(x)).Value;

    /// <inheritdoc cref="Sigmoid(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Sigmoid(Vector128<float> x) => SigmoidSingle(new Single128(x)).Value;

    /// <inheritdoc cref="Sigmoid(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Sigmoid(Vector256<float> x) => SigmoidSingle(new Single256(x)).Value;

    /// <inheritdoc cref="Sigmoid(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Sigmoid(Vector512<float> x) => SigmoidSingle(new Single512(x)).Value;

    /// <summary>The logistic function 1 / (1 + e to the power of -<paramref name="x"/>).</summary>
    /// <param name="x">The argument.</param>
    /// <returns>The value, at most 2 ulp from the exact one.</returns>
    /// <remarks>-∞ gives 0, ±0 gives exactly 1/2, +∞ gives 1, NaN gives NaN. Never outside 0 to 1.</remarks>
    public static double Sigmoid(double x) => SigmoidDouble(new Double1(x)).Value;

    /// <inheritdoc cref="Sigmoid(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Sigmoid(Vector128<double> x) => SigmoidDouble(new Double128(x)).Value;

    /// <inheritdoc cref="Sigmoid(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Sigmoid(Vector256<double> x) => SigmoidDouble(new Double256(x)).Value;

    /// <inheritdoc cref="Sigmoid(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Sigmoid(Vector512<double> x) => SigmoidDouble(new Double512(x)).Value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T SigmoidSingle<T>(T x)
        where T : struct, ILanes<T, float>
    {
        var e = ExponentialSeries.ExpSingle(T.AtMost(T.Splat(40f), T.AtLeast(T.Splat(-104f), x)));
        return SigmoidQuotient<T, float>(x, e, T.Splat(1f), T.Splat(0f));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T SigmoidDouble<T>(T x)
        where T : struct, ILanes<T, double>
    {
        var e = ExponentialSeries.ExpDouble(T.AtMost(T.Splat(60.0), T.AtLeast(T.Splat(-746.0), x)));
        return SigmoidQuotient<T, double>(x, e, T.Splat(1.0), T.Splat(0.0));
    }

    /// <summary>q = e / (1 + e) or, for negative <paramref name="x"/>, e - e q.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T SigmoidQuotient<T, TScalar>(T x, T e, T one, T zero)
        where T : struct, ILanes<T, TScalar>
        where TScalar : unmanaged
    {
        var quotient = e / (one + e);
        return T.SelectLess(x, zero, T.Fma(zero - e, quotient, e), quotient);
    }
}
