using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ReluGen.Numerics;

// 1 / (1 + e^-x). With e = e^-|x|, which cannot overflow (see ExponentialSeries), it is e / (1 + e) for negative x and
// 1 / (1 + e) otherwise, so very negative x keep their relative accuracy down to subnormal results. The quotient is
// corrected for the rounding of 1 + e (see ExponentialSeries), which would otherwise cost a whole ulp.
// Worst error measured: float 1.48 ulp over all 2^32 inputs, double 1.33 ulp over 1,048,576 random inputs.

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
        var e = ExponentialSeries.ExpSingle(T.AtLeast(T.Splat(-104f), T.Splat(float.NegativeZero) | x));
        var one = T.Splat(1f);
        var minusOne = T.Splat(-1f);
        var minusSum = minusOne - e;
        return ExponentialSeries.Quotient<T, float>(
            T.SelectLess(x, T.Splat(0f), e, one), default, minusSum, minusOne - minusSum - e, minusOne);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T SigmoidDouble<T>(T x)
        where T : struct, ILanes<T, double>
    {
        var e = ExponentialSeries.ExpDouble(T.AtLeast(T.Splat(-746.0), T.Splat(double.NegativeZero) | x));
        var one = T.Splat(1.0);
        var minusOne = T.Splat(-1.0);
        var minusSum = minusOne - e;
        return ExponentialSeries.Quotient<T, double>(
            T.SelectLess(x, T.Splat(0.0), e, one), default, minusSum, minusOne - minusSum - e, minusOne);
    }
}
