using ReluGen.Model;

namespace ReluGen.Tests.Shared;

/// <summary>How strongly an activation and its derivative react to a change of the pre-activation.</summary>
/// <param name="Slope">The largest |derivative|.</param>
/// <param name="Curvature">The largest |second derivative| away from bends.</param>
/// <param name="IsPiecewiseLinear">Whether value and derivative are straight pieces, computed with at most two roundings.</param>
/// <param name="Bends">Where the derivative jumps.</param>
public sealed record ActivationBounds(double Slope, double Curvature, bool IsPiecewiseLinear, double[] Bends)
{
    /// <summary>The bounds of <paramref name="function"/>, from its derivatives, rounded up.</summary>
    public static ActivationBounds For(ActivationFunction function) => function.Kind switch
    {
        ActivationKind.Identity => new(1, 0, true, []),
        ActivationKind.Relu => new(1, 0, true, [0]),
        ActivationKind.LeakyRelu => new(Math.Max(1, Math.Abs(function.Slope)), 0, true, [0]),
        ActivationKind.ClippedRelu => new(1, 0, true, [0, function.Maximum]),
        ActivationKind.Elu => new(Math.Max(1, function.Alpha), function.Alpha, false, [0]),
        ActivationKind.Selu => new(1.7581, 1.7581, false, [0]),
        ActivationKind.Celu => new(1, 1 / function.Alpha, false, []),
        ActivationKind.SoftPlus => new(1, 0.25, false, []),
        ActivationKind.SoftSign => new(1, 2, false, []),
        ActivationKind.Sigmoid => new(0.25, 0.1, false, []),
        ActivationKind.HardSigmoid => new(
            Math.Abs(function.Slope), 0, true, [-function.Offset / function.Slope, (1 - function.Offset) / function.Slope]),
        ActivationKind.Tanh => new(1, 0.77, false, []),
        ActivationKind.HardTanh => new(1, 0, true, [function.Minimum, function.Maximum]),
        ActivationKind.Gelu => new(1.13, 0.8, false, []),
        ActivationKind.GeluTanh => new(1.13, 1, false, []),
        ActivationKind.Silu => new(1.1, 0.5, false, []),
        ActivationKind.HardSwish => new(1.5, 0.34, false, [-3, 3]),
        ActivationKind.Mish => new(1.09, 1, false, []),
        _ => throw new ArgumentOutOfRangeException(nameof(function), function.Kind, "Not an elementwise activation."),
    };

    /// <summary>The largest jump of the derivative that an error of the pre-activation can cause.</summary>
    public double Jump(double z, double error) => Bends.Any(bend => Math.Abs(z - bend) <= error) ? 2 * Slope : 0;
}
