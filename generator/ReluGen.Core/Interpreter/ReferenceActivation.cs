using ReluGen.Model;
using static ReluGen.Interpreter.ReferenceFunctions;

namespace ReluGen.Interpreter;

/// <summary>The elementwise activations and their derivatives in double, from their definitions.</summary>
internal static class ReferenceActivation
{
    private const double SeluLambda = 1.0507009873554805;
    private const double SeluAlpha = 1.6732632423543772;
    private const double GeluCubic = 0.044715;

    private static readonly double RootOfTwoOverPi = Math.Sqrt(2 / Math.PI);

    /// <summary>The value of the function at <paramref name="z"/>.</summary>
    public static double Value(ActivationFunction function, double z) => function.Kind switch
    {
        ActivationKind.Identity => z,
        ActivationKind.Relu => Math.Max(z, 0),
        ActivationKind.LeakyRelu => z < 0 ? function.Slope * z : z,
        ActivationKind.ClippedRelu => Math.Min(Math.Max(z, 0), function.Maximum),
        ActivationKind.Elu => z < 0 ? function.Alpha * Expm1(z) : z,
        ActivationKind.Selu => SeluLambda * (z < 0 ? SeluAlpha * Expm1(z) : z),
        ActivationKind.Celu => z < 0 ? function.Alpha * Expm1(z / function.Alpha) : z,
        ActivationKind.SoftPlus => SoftPlus(z),
        ActivationKind.SoftSign => z / (1 + Math.Abs(z)),
        ActivationKind.Sigmoid => Sigmoid(z),
        ActivationKind.HardSigmoid => Math.Min(Math.Max((function.Slope * z) + function.Offset, 0), 1),
        ActivationKind.Tanh => Math.Tanh(z),
        ActivationKind.HardTanh => Math.Min(Math.Max(z, function.Minimum), function.Maximum),
        ActivationKind.Gelu => z * NormalDistribution(z),
        ActivationKind.GeluTanh => z / 2 * (1 + Math.Tanh(GeluArgument(z))),
        ActivationKind.Silu => z * Sigmoid(z),
        ActivationKind.HardSwish => z * Math.Min(Math.Max((z / 6) + 0.5, 0), 1),
        ActivationKind.Mish => z * Math.Tanh(SoftPlus(z)),
        _ => throw new ArgumentOutOfRangeException(nameof(function), function.Kind, "Not an elementwise activation."),
    };

    /// <summary>The derivative at <paramref name="z"/>; at a bend at zero the one from the right or the left.</summary>
    public static double Derivative(ActivationFunction function, double z, int derivativeAtZero)
    {
        bool isLeft = z < 0 || (z == 0 && derivativeAtZero == 0);
        return function.Kind switch
        {
            ActivationKind.Identity => 1,
            ActivationKind.Relu => isLeft ? 0 : 1,
            ActivationKind.LeakyRelu => isLeft ? function.Slope : 1,
            ActivationKind.ClippedRelu => isLeft || z >= function.Maximum ? 0 : 1,
            ActivationKind.Elu => isLeft ? function.Alpha * Math.Exp(z) : 1,
            ActivationKind.Selu => SeluLambda * (isLeft ? SeluAlpha * Math.Exp(z) : 1),
            ActivationKind.Celu => z < 0 ? Math.Exp(z / function.Alpha) : 1,
            ActivationKind.SoftPlus => Sigmoid(z),
            ActivationKind.SoftSign => 1 / Math.Pow(1 + Math.Abs(z), 2),
            ActivationKind.Sigmoid => Sigmoid(z) * Sigmoid(-z),
            ActivationKind.HardSigmoid => IsBetween((function.Slope * z) + function.Offset, 0, 1) ? function.Slope : 0,
            ActivationKind.Tanh => SechSquared(z),
            ActivationKind.HardTanh => IsBetween(z, function.Minimum, function.Maximum) ? 1 : 0,
            ActivationKind.Gelu => NormalDistribution(z) + (z * Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI)),
            ActivationKind.GeluTanh => GeluTanhDerivative(z),
            ActivationKind.Silu => Sigmoid(z) * (1 + (z * Sigmoid(-z))),
            ActivationKind.HardSwish => z <= -3 ? 0 : z >= 3 ? 1 : (z / 3) + 0.5,
            ActivationKind.Mish => Math.Tanh(SoftPlus(z)) + (z * SechSquared(SoftPlus(z)) * Sigmoid(z)),
            _ => throw new ArgumentOutOfRangeException(nameof(function), function.Kind, "Not an elementwise activation."),
        };
    }

    /// <summary>Strictly between the bounds; NaN counts as between, so that its gradient passes.</summary>
    private static bool IsBetween(double value, double low, double high) => !(value <= low) && !(value >= high);

    /// <summary>Φ, the distribution function of the standard normal distribution.</summary>
    private static double NormalDistribution(double z) => Erfc(-z / Math.Sqrt(2)) / 2;

    private static double GeluArgument(double z) => RootOfTwoOverPi * (z + (GeluCubic * z * z * z));

    private static double GeluTanhDerivative(double z)
    {
        double slope = SechSquared(GeluArgument(z));
        double bend = slope == 0 ? 0 : z / 2 * slope * RootOfTwoOverPi * (1 + (3 * GeluCubic * z * z));
        return ((1 + Math.Tanh(GeluArgument(z))) / 2) + bend;
    }
}
