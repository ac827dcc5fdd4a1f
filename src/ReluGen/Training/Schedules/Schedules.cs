namespace ReluGen.Training;

/// <summary><see cref="LearningRateSchedule.Constant"/>.</summary>
internal sealed class ConstantSchedule(double rate) : LearningRateSchedule
{
    /// <inheritdoc/>
    public override double At(long step) => rate;
}

/// <summary><see cref="LearningRateSchedule.Step"/> and <see cref="LearningRateSchedule.Exponential"/>.</summary>
internal sealed class StepSchedule(double rate, long interval, double factor) : LearningRateSchedule
{
    /// <inheritdoc/>
    public override double At(long step) => rate * IntegerPower.Of(factor, step / interval);
}

/// <summary><see cref="LearningRateSchedule.Cosine"/>.</summary>
internal sealed class CosineSchedule(double rate, long length, double minimum) : LearningRateSchedule
{
    /// <inheritdoc/>
    public override double At(long step) => minimum + ((rate - minimum) * ((1 + CosinePi.Of((double)step / length)) / 2));
}

/// <summary><see cref="LearningRateSchedule.WarmUp"/>.</summary>
internal sealed class WarmUpSchedule(long length, LearningRateSchedule next, double startFactor) : LearningRateSchedule
{
    /// <inheritdoc/>
    public override double At(long step) => step < length
        ? next.At(0) * (startFactor + ((1 - startFactor) * step / length))
        : next.At(step - length);
}

/// <summary><see cref="LearningRateSchedule.OneCycle"/>.</summary>
internal sealed class OneCycleSchedule(double maximum, long length, double riseShare, double divisor, double finalDivisor)
    : LearningRateSchedule
{
    /// <inheritdoc/>
    public override double At(long step)
    {
        double first = maximum / divisor;
        double last = first / finalDivisor;

        // PyTorch ends the rise at the fractional step riseShare · length − 1, and the fall at length − 1.
        double top = (riseShare * length) - 1;
        double end = length - 1;
        return step >= end ? last
            : step <= top && top > 0 ? Between(first, maximum, step / top)
            : Between(maximum, last, (step - top) / (end - top));
    }

    private static double Between(double from, double to, double share) => to + ((from - to) / 2 * (1 + CosinePi.Of(share)));
}

/// <summary>The rate that a plateau has come to, whatever the step.</summary>
internal sealed class PlateauSchedule(ReduceOnPlateau plateau) : LearningRateSchedule
{
    /// <inheritdoc/>
    public override double At(long step) => plateau.Rate;
}
