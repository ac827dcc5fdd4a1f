namespace ReluGen.Training;

/// <summary>A learning rate for every step: a function of the step alone, so that a resumed run needs no state.</summary>
/// <remarks>
/// A step is whatever the caller counts, an update or an epoch, from 0. The values are PyTorch's closed forms; calculated in double from
/// products and quotients, they are the same everywhere.
/// </remarks>
public abstract class LearningRateSchedule
{
    /// <summary>The learning rate of a step.</summary>
    /// <param name="step">The step, from 0.</param>
    public abstract double At(long step);

    /// <summary>Always the same.</summary>
    /// <param name="rate">The learning rate.</param>
    public static LearningRateSchedule Constant(double rate) => new ConstantSchedule(Checked(rate, nameof(rate)));

    /// <summary><c>rate · factor^⌊step / interval⌋</c>. <c>torch.optim.lr_scheduler.StepLR</c>.</summary>
    /// <param name="rate">The first learning rate.</param>
    /// <param name="interval">The number of steps between changes, at least 1.</param>
    /// <param name="factor">What each change multiplies with.</param>
    public static LearningRateSchedule Step(double rate, long interval, double factor = 0.1) =>
        new StepSchedule(Checked(rate, nameof(rate)), AtLeastOne(interval, nameof(interval)), Checked(factor, nameof(factor)));

    /// <summary><c>rate · factor^step</c>. <c>torch.optim.lr_scheduler.ExponentialLR</c>.</summary>
    /// <param name="rate">The first learning rate.</param>
    /// <param name="factor">What each step multiplies with.</param>
    public static LearningRateSchedule Exponential(double rate, double factor) =>
        new StepSchedule(Checked(rate, nameof(rate)), 1, Checked(factor, nameof(factor)));

    /// <summary>
    /// Half a cosine from <paramref name="rate"/> at step 0 to <paramref name="minimum"/> at step <paramref name="length"/>:
    /// <c>minimum + (rate − minimum) · (1 + cos(π · step / length)) / 2</c>. <c>torch.optim.lr_scheduler.CosineAnnealingLR</c>; past its end it
    /// rises again, as there.
    /// </summary>
    /// <param name="rate">The first learning rate.</param>
    /// <param name="length">The number of steps to the minimum, at least 1.</param>
    /// <param name="minimum">The lowest learning rate.</param>
    public static LearningRateSchedule Cosine(double rate, long length, double minimum = 0) =>
        new CosineSchedule(Checked(rate, nameof(rate)), AtLeastOne(length, nameof(length)), Checked(minimum, nameof(minimum)));

    /// <summary>
    /// A linear rise to the first rate of another schedule, which then begins:
    /// <c>next(0) · (startFactor + (1 − startFactor) · step / length)</c> while step &lt; length, then <c>next(step − length)</c>.
    /// <c>LinearLR</c> and the next scheduler in a <c>SequentialLR</c>.
    /// </summary>
    /// <param name="length">The number of steps of the rise, at least 1.</param>
    /// <param name="next">What comes then.</param>
    /// <param name="startFactor">The first learning rate as a share of the next schedule's first, 0 to 1.</param>
    public static LearningRateSchedule WarmUp(long length, LearningRateSchedule next, double startFactor = 1.0 / 3)
    {
        ArgumentNullException.ThrowIfNull(next);
        SpanArguments.CheckRange(startFactor, 0, double.BitIncrement(1), nameof(startFactor));
        return new WarmUpSchedule(AtLeastOne(length, nameof(length)), next, startFactor);
    }

    /// <summary>
    /// One cycle (Smith, Topin 2018): half a cosine up from <c>maximum / divisor</c> to <paramref name="maximum"/>, then one down to the first
    /// rate divided by <paramref name="finalDivisor"/> in the last step. <c>torch.optim.lr_scheduler.OneCycleLR</c> with cosine annealing and two
    /// phases; the momentum is left alone.
    /// </summary>
    /// <param name="maximum">The highest learning rate.</param>
    /// <param name="length">The number of steps, at least 2; past them the last rate stays.</param>
    /// <param name="riseShare">The share of the steps that rise, 0 to below 1.</param>
    /// <param name="divisor">Maximum divided by first rate.</param>
    /// <param name="finalDivisor">First divided by last rate.</param>
    public static LearningRateSchedule OneCycle(
        double maximum, long length, double riseShare = 0.3, double divisor = 25, double finalDivisor = 1e4)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 2);
        SpanArguments.CheckRange(riseShare, 0, 1, nameof(riseShare));
        return new OneCycleSchedule(Checked(maximum, nameof(maximum)), length, riseShare, divisor, finalDivisor);
    }

    /// <summary>A rate, or what one is multiplied with.</summary>
    private static double Checked(double value, string name) => SpanArguments.CheckRange(value, 0, double.PositiveInfinity, name);

    private static long AtLeastOne(long value, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, name);
        return value;
    }
}
