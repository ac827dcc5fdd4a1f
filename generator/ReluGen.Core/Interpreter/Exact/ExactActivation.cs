using System.Numerics;
using ReluGen.Model;
using static System.Math;

namespace ReluGen.Interpreter;

/// <summary>
/// The elementwise activations operation by operation: every addition, subtraction, multiplication and division
/// rounds, none is fused, and the order of operations is the one that the model's arithmetic fixes.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="function">The activation and its parameters.</param>
/// <param name="derivativeAtZero">Which one-sided derivative counts at a bend at zero: 1 right, 0 left.</param>
internal sealed partial class ExactActivation<T>(ActivationFunction function, int derivativeAtZero)
    where T : struct, IBinaryFloatingPointIeee754<T>
{
    private const double Lambda = 1.0507009873554805;

    private static readonly T Half = Constant(0.5);
    private static readonly T SeluScale = Constant(Lambda);
    private static readonly T SeluExponentialScale = Constant(Lambda * 1.6732632423543772);
    private static readonly T RootOfHalf = Constant(Sqrt(0.5));
    private static readonly T NormalDensityAtZero = Constant(1 / Sqrt(2 * PI));
    private static readonly T GeluLinear = Constant(2 * Sqrt(2 / PI));
    private static readonly T GeluCubic = Constant(2 * Sqrt(2 / PI) * 0.044715);
    private static readonly T GeluCubicDerivative = Constant(3 * 2 * Sqrt(2 / PI) * 0.044715);

    private readonly T _slope = Constant(function.Slope);
    private readonly T _offset = Constant(function.Offset);
    private readonly T _alpha = Constant(function.Alpha);
    private readonly T _minimum = Constant(function.Minimum);
    private readonly T _maximum = Constant(function.Maximum);

    /// <summary>The activation of <paramref name="z"/>.</summary>
    public T Forward(T z) => function.Kind switch
    {
        ActivationKind.Identity => z,
        ActivationKind.Relu => Relu(z),
        ActivationKind.LeakyRelu => z < T.Zero ? _slope * z : z,
        ActivationKind.ClippedRelu => Relu(z) > _maximum ? _maximum : Relu(z),
        ActivationKind.Elu => z < T.Zero ? _alpha * Expm1(z) : z,
        ActivationKind.Selu => z < T.Zero ? SeluExponentialScale * Expm1(z) : SeluScale * z,
        ActivationKind.Celu => z < T.Zero ? _alpha * Expm1(z / _alpha) : z,
        ActivationKind.SoftPlus => SoftPlus(z),
        ActivationKind.SoftSign => z / (T.One + T.Abs(z)),
        ActivationKind.Sigmoid => Sigmoid(z),
        ActivationKind.HardSigmoid => Between(z * _slope + _offset, T.Zero, T.One),
        ActivationKind.Tanh => Tanh(z),
        ActivationKind.HardTanh => Between(z, _minimum, _maximum),
        ActivationKind.Gelu => Half * z * (T.One + Erf(z * RootOfHalf)),
        ActivationKind.GeluTanh => z * Sigmoid(z * (GeluLinear + GeluCubic * (z * z))),
        ActivationKind.Silu => z * Sigmoid(z),
        ActivationKind.HardSwish => z * Between(z * Constant(1.0 / 6) + Half, T.Zero, T.One),
        ActivationKind.Mish => z * Tanh(SoftPlus(z)),
        _ => throw new ArgumentOutOfRangeException(nameof(z), function.Kind, "Not an elementwise activation."),
    };

    private static T Relu(T z) => z < T.Zero ? T.Zero : z;

    private static T SoftPlus(T z) => Relu(z) + Log1p(Exp(-T.Abs(z)));

    private static T Between(T value, T low, T high) => value < low ? low : value > high ? high : value;

    private static T Constant(double value) => ExactFunctions<T>.Constant(value);

    private static T Exp(T x) => ExactFunctions<T>.Exp(x);

    private static T Expm1(T x) => ExactFunctions<T>.Expm1(x);

    private static T Log1p(T x) => ExactFunctions<T>.Log1p(x);

    private static T Tanh(T x) => ExactFunctions<T>.Tanh(x);

    private static T Sigmoid(T x) => ExactFunctions<T>.Sigmoid(x);

    private static T Erf(T x) => ExactFunctions<T>.Erf(x);
}
