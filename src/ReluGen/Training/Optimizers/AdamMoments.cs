using System.Numerics;

namespace ReluGen.Training;

/// <summary>The constants of Adam and AdamW, and what they come to in a given step.</summary>
internal readonly struct AdamMoments
{
    private readonly double _beta1;
    private readonly double _beta2;
    private readonly double _epsilon;

    /// <summary>Checks and keeps the constants.</summary>
    public AdamMoments(double beta1, double beta2, double epsilon)
    {
        _beta1 = SpanArguments.CheckRange(beta1, 0, 1, nameof(beta1));
        _beta2 = SpanArguments.CheckRange(beta2, 0, 1, nameof(beta2));
        _epsilon = SpanArguments.CheckRange(epsilon, 0, double.PositiveInfinity, nameof(epsilon));
    }

    /// <summary>The constants as text.</summary>
    public string Settings => FormattableString.Invariant($"beta1 {_beta1}, beta2 {_beta2}, epsilon {_epsilon}");

    /// <summary>The constants of step <paramref name="step"/>, counted from 1: calculated in double, each rounded once.</summary>
    public AdamConstants<T> ConstantsAt<T>(long step, T learningRate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double correction1 = 1 - IntegerPower.Of(_beta1, step);
        double correction2 = 1 - IntegerPower.Of(_beta2, step);
        return new AdamConstants<T>(
            T.CreateTruncating(1 - _beta1),
            T.CreateTruncating(_beta2),
            T.CreateTruncating(1 - _beta2),
            T.CreateTruncating(double.CreateTruncating(learningRate) / correction1),
            T.CreateTruncating(1 / double.Sqrt(correction2)),
            T.CreateTruncating(_epsilon));
    }
}

/// <summary>What Adam multiplies with in one step.</summary>
/// <param name="Share1">1 − beta1.</param>
/// <param name="Beta2">beta2.</param>
/// <param name="Share2">1 − beta2.</param>
/// <param name="StepSize">The learning rate, corrected for m's start from 0.</param>
/// <param name="RootFactor">The factor of √v that corrects for v's start from 0.</param>
/// <param name="Epsilon">What is added to the divisor.</param>
internal readonly record struct AdamConstants<T>(T Share1, T Beta2, T Share2, T StepSize, T RootFactor, T Epsilon);
