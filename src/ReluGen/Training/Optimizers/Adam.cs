using System.Numerics;

namespace ReluGen.Training;

/// <summary>
/// Adam (Kingma, Ba 2015): <c>g += weightDecay · p</c>, <c>m += (1 − beta1) · (g − m)</c>, <c>v = beta2 · v + (1 − beta2) · g²</c>,
/// <c>p −= learningRate / (1 − beta1ᵗ) · m / (√v / √(1 − beta2ᵗ) + epsilon)</c>, where t counts the steps from 1.
/// </summary>
/// <remarks>As <c>torch.optim.Adam</c>, defaults included; its learning rate is 0.001. State: m, v.</remarks>
/// <typeparam name="T">The number type: <see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class Adam<T> : Optimizer<T>, ISettings
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly AdamMoments _moments;
    private readonly T _weightDecay;

    /// <summary>Creates the optimiser.</summary>
    /// <param name="parameterCount">The number of parameters, at least 1.</param>
    /// <param name="beta1">The share of m that is kept, 0 to below 1.</param>
    /// <param name="beta2">The share of v that is kept, 0 to below 1.</param>
    /// <param name="epsilon">What is added to the divisor, 0 or more.</param>
    /// <param name="weightDecay">The factor of the parameters in the gradient, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public Adam(int parameterCount, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8, double weightDecay = 0)
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
        parameters, gradient, State(0), State(1), _moments.ConstantsAt(StepCount, learningRate), _weightDecay, T.One, Width);
}
