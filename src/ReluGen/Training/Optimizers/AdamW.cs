using System.Numerics;

namespace ReluGen.Training;

/// <summary>
/// Adam with decoupled weight decay (Loshchilov, Hutter 2019): <c>p −= learningRate · weightDecay · p</c>, then Adam's step without weight decay.
/// </summary>
/// <remarks>As <c>torch.optim.AdamW</c>, defaults included; its learning rate is 0.001. State: m, v, as <see cref="Adam{T}"/>.</remarks>
/// <typeparam name="T">The number type: <see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class AdamW<T> : Optimizer<T>, ISettings
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly AdamMoments _moments;
    private readonly T _weightDecay;

    /// <summary>Creates the optimiser.</summary>
    /// <param name="parameterCount">The number of parameters, at least 1.</param>
    /// <param name="beta1">The share of m that is kept, 0 to below 1.</param>
    /// <param name="beta2">The share of v that is kept, 0 to below 1.</param>
    /// <param name="epsilon">What is added to the divisor, 0 or more.</param>
    /// <param name="weightDecay">The share of a parameter that a step takes away, for each unit of the learning rate, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public AdamW(int parameterCount, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8, double weightDecay = 0.01)
        : base(parameterCount, 2)
    {
        _moments = new AdamMoments(beta1, beta2, epsilon);
        _weightDecay = T.CreateTruncating(SpanArguments.CheckRange(weightDecay, 0, double.PositiveInfinity, nameof(weightDecay)));
    }

    /// <inheritdoc/>
    string ISettings.Settings => FormattableString.Invariant(
        $"{_moments.Settings}, weight decay {_weightDecay}");

    /// <inheritdoc/>
    protected override void Update(Span<T> parameters, ReadOnlySpan<T> gradient, T learningRate) => AdamUpdate.Run(
        parameters,
        gradient,
        State(0),
        State(1),
        _moments.ConstantsAt(StepCount, learningRate),
        T.Zero,
        T.One - (learningRate * _weightDecay),
        Width);
}
