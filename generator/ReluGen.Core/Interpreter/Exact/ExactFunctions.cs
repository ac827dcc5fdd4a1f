using System.Numerics;
using ReluGen.Numerics;

namespace ReluGen.Interpreter;

/// <summary>The runtime's scalar functions for either element type: all that exact interpreter and generated code share.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal static class ExactFunctions<T>
    where T : struct, IBinaryFloatingPointIeee754<T>
{
    public static T Exp(T x) => Apply(x, VectorMath.Exp, VectorMath.Exp);

    public static T Expm1(T x) => Apply(x, VectorMath.Expm1, VectorMath.Expm1);

    public static T Log1p(T x) => Apply(x, VectorMath.Log1p, VectorMath.Log1p);

    public static T Tanh(T x) => Apply(x, VectorMath.Tanh, VectorMath.Tanh);

    public static T Sigmoid(T x) => Apply(x, VectorMath.Sigmoid, VectorMath.Sigmoid);

    public static T Log(T x) => Apply(x, VectorMath.Log, VectorMath.Log);

    public static T Pow(T x, T y) => typeof(T) == typeof(float)
        ? T.CreateTruncating(VectorMath.Pow(float.CreateTruncating(x), float.CreateTruncating(y)))
        : T.CreateTruncating(VectorMath.Pow(double.CreateTruncating(x), double.CreateTruncating(y)));

    public static T Erf(T x) => Apply(x, VectorMath.Erf, VectorMath.Erf);

    /// <summary>A constant of the formulas, rounded from double to the element type.</summary>
    public static T Constant(double value) =>
        typeof(T) == typeof(float) ? T.CreateTruncating((float)value) : T.CreateTruncating(value);

    /// <summary>Conversions between a type and itself keep every bit.</summary>
    private static T Apply(T x, Func<float, float> single, Func<double, double> twice) =>
        typeof(T) == typeof(float)
            ? T.CreateTruncating(single(float.CreateTruncating(x)))
            : T.CreateTruncating(twice(double.CreateTruncating(x)));
}
