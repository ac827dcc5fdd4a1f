using System.Numerics;
using ReluGen.Model;

namespace ReluGen.Interpreter;

/// <content>The gradients.</content>
internal sealed partial class ExactActivation<T>
    where T : struct, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The gradient for the pre-activation.</summary>
    /// <param name="z">The pre-activation.</param>
    /// <param name="a">The activation of <paramref name="z"/>.</param>
    /// <param name="g">The gradient for the activation.</param>
    public T Backward(T z, T a, T g) => function.Kind switch
    {
        ActivationKind.Identity => g,
        ActivationKind.Relu => IsLeft(z) ? T.Zero : g,
        ActivationKind.LeakyRelu => IsLeft(z) ? _slope * g : g,
        ActivationKind.ClippedRelu => z >= _maximum ? T.Zero : IsLeft(z) ? T.Zero : g,
        ActivationKind.Elu => IsLeft(z) ? g * (_alpha * Exp(z)) : g,
        ActivationKind.Selu => IsLeft(z) ? g * (SeluExponentialScale * Exp(z)) : g * SeluScale,
        ActivationKind.Celu => z < T.Zero ? g * Exp(z / _alpha) : g,
        ActivationKind.SoftPlus => g * Sigmoid(z),
        ActivationKind.SoftSign => SoftSignBackward(z, g),
        ActivationKind.Sigmoid => g * (a * (T.One - a)),
        ActivationKind.HardSigmoid => HardSigmoidBackward(z, g),
        ActivationKind.Tanh => g * (T.One - a * a),
        ActivationKind.HardTanh => z <= _minimum ? T.Zero : z >= _maximum ? T.Zero : g,
        ActivationKind.Gelu => GeluBackward(z, g),
        ActivationKind.GeluTanh => GeluTanhBackward(z, g),
        ActivationKind.Silu => SiluBackward(z, g),
        ActivationKind.HardSwish => HardSwishBackward(z, g),
        ActivationKind.Mish => MishBackward(z, g),
        _ => throw new ArgumentOutOfRangeException(nameof(z), function.Kind, "Not an elementwise activation."),
    };

    /// <summary>Whether the derivative from the left counts. False for NaN, whose gradient passes.</summary>
    private bool IsLeft(T z) => derivativeAtZero == 1 ? z < T.Zero : z <= T.Zero;

    private static T SoftSignBackward(T z, T g)
    {
        T q = T.One + T.Abs(z);
        return g / (q * q);
    }

    private T HardSigmoidBackward(T z, T g)
    {
        T t = z * _slope + _offset;
        return t <= T.Zero ? T.Zero : t >= T.One ? T.Zero : g * _slope;
    }

    private static T GeluBackward(T z, T g)
    {
        T p = T.One + Erf(z * RootOfHalf);
        T density = NormalDensityAtZero * Exp(z * z * -Half);
        return g * (Half * p + z * density);
    }

    private static T GeluTanhBackward(T z, T g)
    {
        // Beyond 16 the derivative is 0 or 1 to the last bit; the bound keeps 0·∞ out.
        T w = Between(z, Constant(-16), Constant(16));
        T q = w * w;
        T s = Sigmoid(w * (GeluLinear + GeluCubic * q));
        return g * (s + w * (GeluLinear + GeluCubicDerivative * q) * (s * (T.One - s)));
    }

    private static T SiluBackward(T z, T g)
    {
        T s = Sigmoid(z);
        return g * (s * (T.One + z * (T.One - s)));
    }

    private static T HardSwishBackward(T z, T g)
    {
        T three = Constant(3);
        return z <= -three ? T.Zero : z >= three ? g : g * (z * Constant(1.0 / 3) + Half);
    }

    private static T MishBackward(T z, T g)
    {
        T t = Tanh(SoftPlus(z));
        return g * (t + z * (T.One - t * t) * Sigmoid(z));
    }
}
