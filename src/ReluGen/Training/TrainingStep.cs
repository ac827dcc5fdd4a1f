using System.Numerics;

namespace ReluGen.Training;

/// <summary>
/// What happens between a backward pass and the next forward pass: penalties, clipping, learning rate, the optimiser's step. Where loss or gradient is no
/// finite number, or the step would make a parameter so, nothing is changed but the gradient: parameters, optimiser state and step count are as before.
/// </summary>
/// <remarks>Allocates nothing after construction. The learning rate is the schedule's at <see cref="Optimizer{T}.StepCount"/>, so a loaded optimiser goes on where it was.</remarks>
/// <typeparam name="T">The number type: <see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class TrainingStep<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly TrainingStepOptions _options;
    private readonly T[] _parametersBefore;
    private readonly T[] _stateBefore;

    /// <summary>Joins the parts.</summary>
    /// <param name="optimizer">The optimiser.</param>
    /// <param name="schedule">The learning rate of every step.</param>
    /// <param name="options">Penalties and clipping; none when omitted.</param>
    /// <exception cref="ArgumentOutOfRangeException">A penalty is negative or no finite number, or a bound of clipping not above 0.</exception>
    public TrainingStep(Optimizer<T> optimizer, LearningRateSchedule schedule, TrainingStepOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        ArgumentNullException.ThrowIfNull(schedule);
        Optimizer = optimizer;
        Schedule = schedule;
        _options = (options ?? new TrainingStepOptions()).Check();
        _parametersBefore = new T[optimizer.ParameterCount];
        _stateBefore = new T[optimizer.StateLength];
    }

    /// <summary>The optimiser.</summary>
    public Optimizer<T> Optimizer { get; }

    /// <summary>The learning rate of every step; may be exchanged between steps.</summary>
    public LearningRateSchedule Schedule { get; set; }

    /// <summary>Takes one step.</summary>
    /// <param name="parameters">The parameters; changed in place.</param>
    /// <param name="gradient">The gradient of the loss; changed by penalties and clipping.</param>
    /// <param name="loss">The loss that belongs to it.</param>
    /// <returns>What was done.</returns>
    /// <exception cref="ArgumentException">A length is wrong, or the spans overlap.</exception>
    /// <exception cref="InvalidOperationException">The schedule's learning rate is negative or no finite number.</exception>
    public TrainingStepResult<T> Take(Span<T> parameters, Span<T> gradient, T loss)
    {
        SpanArguments.CheckLength(parameters.Length, Optimizer.ParameterCount, nameof(parameters));
        SpanArguments.CheckLength(gradient.Length, Optimizer.ParameterCount, nameof(gradient));
        double rate = Schedule.At(Optimizer.StepCount);
        T length = RateOf(rate);
        if (_options.L1 != 0)
        {
            loss += Penalties.AddL1<T>(parameters, gradient, T.CreateTruncating(_options.L1));
        }

        if (_options.L2 != 0)
        {
            loss += Penalties.AddL2<T>(parameters, gradient, T.CreateTruncating(_options.L2));
        }

        int bad = Gradients.IndexOfNonFinite<T>(gradient);
        if (bad >= 0 || !T.IsFinite(loss))
        {
            return new TrainingStepResult<T>(loss, rate, IsTaken: false, bad);
        }

        if (_options.ClipValue is { } bound)
        {
            Gradients.ClipByValue(gradient, T.CreateTruncating(bound));
        }

        if (_options.ClipNorm is { } maximum)
        {
            Gradients.ClipByNorm(gradient, T.CreateTruncating(maximum));
        }

        bad = Step(parameters, gradient, length);
        return new TrainingStepResult<T>(loss, rate, IsTaken: bad < 0, bad);
    }

    /// <summary>Takes the optimiser's step, and takes it back where it has made a parameter NaN or infinite.</summary>
    /// <returns>The first such parameter, or −1.</returns>
    private int Step(Span<T> parameters, Span<T> gradient, T length)
    {
        // A finite gradient and state can overflow in the step, and no bound on both would hold for every optimiser.
        long stepCount = Optimizer.StepCount;
        parameters.CopyTo(_parametersBefore);
        Optimizer.SaveState(_stateBefore);
        Optimizer.Step(parameters, gradient, length);
        int bad = Gradients.IndexOfNonFinite<T>(parameters);
        if (bad >= 0)
        {
            _parametersBefore.CopyTo(parameters);
            Optimizer.LoadState(_stateBefore, stepCount);
        }

        return bad;
    }

    /// <summary>A rate that is no finite number would make all parameters so, and nothing could bring them back.</summary>
    private T RateOf(double rate)
    {
        T length = T.CreateTruncating(rate);
        return length >= T.Zero && T.IsFinite(length)
            ? length
            : throw new InvalidOperationException(FormattableString.Invariant(
                $"The learning rate of step {Optimizer.StepCount + 1} is {rate}; it must be at least 0 and a finite number of type {typeof(T).Name}. Correct the schedule."));
    }
}

/// <summary>What <see cref="TrainingStep{T}"/> does with a gradient before the optimiser gets it.</summary>
public sealed record TrainingStepOptions
{
    /// <summary>The strength of the L1 penalty on all parameters; see <see cref="Penalties.AddL1{T}(ReadOnlySpan{T}, Span{T}, T)"/>.</summary>
    public double L1 { get; init; }

    /// <summary>The strength of the L2 penalty on all parameters; see <see cref="Penalties.AddL2{T}(ReadOnlySpan{T}, Span{T}, T)"/>.</summary>
    public double L2 { get; init; }

    /// <summary>The bound of <see cref="Gradients.ClipByValue{T}(Span{T}, T)"/>, above 0, or <see langword="null"/>.</summary>
    public double? ClipValue { get; init; }

    /// <summary>The norm of <see cref="Gradients.ClipByNorm{T}(Span{T}, T)"/>, above 0, which comes after clipping by value, or <see langword="null"/>.</summary>
    public double? ClipNorm { get; init; }

    /// <summary>Checks the ranges: a negative penalty would reward large parameters without end.</summary>
    /// <returns>The options.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A penalty is negative or no finite number, or a bound not above 0.</exception>
    internal TrainingStepOptions Check()
    {
        SpanArguments.CheckRange(L1, 0, double.PositiveInfinity, nameof(L1));
        SpanArguments.CheckRange(L2, 0, double.PositiveInfinity, nameof(L2));
        SpanArguments.CheckRange(ClipValue ?? 1, double.Epsilon, double.PositiveInfinity, nameof(ClipValue));
        SpanArguments.CheckRange(ClipNorm ?? 1, double.Epsilon, double.PositiveInfinity, nameof(ClipNorm));
        return this;
    }
}

/// <summary>What a step did.</summary>
/// <param name="Loss">The loss with its penalties.</param>
/// <param name="LearningRate">The learning rate.</param>
/// <param name="IsTaken">Whether the parameters were changed: not when training has diverged.</param>
/// <param name="BadParameter">The first parameter whose gradient is NaN or infinite or which the step would make so, or −1.</param>
public readonly record struct TrainingStepResult<T>(T Loss, double LearningRate, bool IsTaken, int BadParameter);
