using System.Numerics;
using System.Runtime.CompilerServices;

namespace ReluGen.Training;

/// <summary>
/// RMSProp (Hinton 2012): <c>g += weightDecay · p</c>, <c>s = smoothing · s + (1 − smoothing) · g²</c>,
/// <c>d = √s + epsilon</c>, <c>p −= learningRate · g / d</c>.
/// </summary>
/// <remarks>
/// As <c>torch.optim.RMSprop</c>, defaults included; its learning rate is 0.01. With a momentum: <c>b = momentum · b + g / d</c>,
/// <c>p −= learningRate · b</c>. Centred: <c>a += (1 − smoothing) · (g − a)</c>, <c>d = √(s − a²) + epsilon</c>, where a difference that
/// rounding has made negative counts as 0. State: s; then b, with a momentum; then a, when centred.
/// </remarks>
/// <typeparam name="T">The number type: <see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed unsafe class RmsProp<T> : Optimizer<T>, ISettings
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Constants _constants;

    /// <summary>Creates the optimiser.</summary>
    /// <param name="parameterCount">The number of parameters, at least 1.</param>
    /// <param name="smoothing">The share of s that is kept (PyTorch's <c>alpha</c>), 0 to below 1.</param>
    /// <param name="epsilon">What is added to the divisor, 0 or more.</param>
    /// <param name="weightDecay">The factor of the parameters in the gradient, 0 or more.</param>
    /// <param name="momentum">The share of b that is kept, 0 to below 1.</param>
    /// <param name="centered">Whether the gradient's mean is taken out of s.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public RmsProp(
        int parameterCount, double smoothing = 0.99, double epsilon = 1e-8, double weightDecay = 0, double momentum = 0, bool centered = false)
        : base(parameterCount, 1 + (momentum > 0 ? 1 : 0) + (centered ? 1 : 0))
    {
        SpanArguments.CheckRange(smoothing, 0, 1, nameof(smoothing));
        _constants = new Constants(
            T.CreateTruncating(smoothing),
            T.CreateTruncating(1 - smoothing),
            T.CreateTruncating(SpanArguments.CheckRange(epsilon, 0, double.PositiveInfinity, nameof(epsilon))),
            T.CreateTruncating(SpanArguments.CheckRange(weightDecay, 0, double.PositiveInfinity, nameof(weightDecay))),
            T.CreateTruncating(SpanArguments.CheckRange(momentum, 0, 1, nameof(momentum))),
            momentum > 0,
            centered);
    }

    /// <inheritdoc/>
    string ISettings.Settings => FormattableString.Invariant(
        $"smoothing {_constants.Smoothing}, epsilon {_constants.Epsilon}, weight decay {_constants.WeightDecay}, momentum {_constants.Momentum}, centered {_constants.IsCentered}");

    /// <inheritdoc/>
    protected override void Update(Span<T> parameters, ReadOnlySpan<T> gradient, T learningRate)
    {
        // A vector that is not there is an empty span, whose address is null.
        Span<T> velocity = _constants.HasMomentum ? State(1) : [];
        Span<T> mean = _constants.IsCentered ? State(StateVectorCount - 1) : [];
        fixed (T* p = parameters, g = gradient, s = State(0), b = velocity, a = mean)
        {
            ElementLoop.Run<Kernel, T>(new Kernel(p, g, s, b, a, learningRate, _constants), ParameterCount, Width);
        }
    }

    private readonly record struct Constants(
        T Smoothing, T Share, T Epsilon, T WeightDecay, T Momentum, bool HasMomentum, bool IsCentered);

    private readonly struct Kernel(T* parameters, T* gradient, T* squares, T* velocity, T* mean, T learningRate, Constants constants)
        : IElementKernel<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void At<TRegister>(nint index)
            where TRegister : struct, IRegister<TRegister, T>
        {
            TRegister share = TRegister.Splat(constants.Share);
            TRegister p = TRegister.Load(parameters + index);
            TRegister g = TRegister.Load(gradient + index) + (TRegister.Splat(constants.WeightDecay) * p);
            TRegister s = (TRegister.Splat(constants.Smoothing) * TRegister.Load(squares + index)) + (share * g * g);
            TRegister.Store(s, squares + index);
            if (constants.IsCentered)
            {
                TRegister a = TRegister.Load(mean + index);
                a += share * (g - a);
                TRegister.Store(a, mean + index);
                s -= a * a;
                s = TRegister.SelectLess(s, TRegister.Splat(T.Zero), TRegister.Splat(T.Zero), s);
            }

            TRegister change = g / (TRegister.Sqrt(s) + TRegister.Splat(constants.Epsilon));
            if (constants.HasMomentum)
            {
                change = (TRegister.Splat(constants.Momentum) * TRegister.Load(velocity + index)) + change;
                TRegister.Store(change, velocity + index);
            }

            TRegister.Store(p - (TRegister.Splat(learningRate) * change), parameters + index);
        }
    }
}
