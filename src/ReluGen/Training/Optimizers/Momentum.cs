using System.Numerics;
using System.Runtime.CompilerServices;

namespace ReluGen.Training;

/// <summary>
/// Gradient descent with momentum: <c>v = momentum · v + (1 − dampening) · (g + weightDecay · p)</c>,
/// <c>p −= learningRate · v</c>. The first step has no dampening.
/// </summary>
/// <remarks>As <c>torch.optim.SGD</c> with momentum. State: v.</remarks>
/// <typeparam name="T">The number type: <see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed unsafe class Momentum<T> : Optimizer<T>, ISettings
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T _momentum;
    private readonly T _share;
    private readonly T _weightDecay;

    /// <summary>Creates the optimiser.</summary>
    /// <param name="parameterCount">The number of parameters, at least 1.</param>
    /// <param name="momentum">The share of v that is kept, 0 to below 1.</param>
    /// <param name="dampening">What is left out of each gradient but the first, 0 to below 1.</param>
    /// <param name="weightDecay">The factor of the parameters in the gradient, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public Momentum(int parameterCount, double momentum, double dampening = 0, double weightDecay = 0)
        : base(parameterCount, 1)
    {
        _momentum = T.CreateTruncating(SpanArguments.CheckRange(momentum, 0, 1, nameof(momentum)));
        _share = T.CreateTruncating(1 - SpanArguments.CheckRange(dampening, 0, 1, nameof(dampening)));
        _weightDecay = T.CreateTruncating(SpanArguments.CheckRange(weightDecay, 0, double.PositiveInfinity, nameof(weightDecay)));
    }

    /// <inheritdoc/>
    string ISettings.Settings => FormattableString.Invariant(
        $"momentum {_momentum}, share {_share}, weight decay {_weightDecay}");

    /// <inheritdoc/>
    protected override void Update(Span<T> parameters, ReadOnlySpan<T> gradient, T learningRate)
    {
        T share = StepCount == 1 ? T.One : _share;
        fixed (T* p = parameters, g = gradient, v = State(0))
        {
            ElementLoop.Run<Kernel, T>(new Kernel(p, g, v, learningRate, _momentum, share, _weightDecay), ParameterCount, Width);
        }
    }

    private readonly struct Kernel(T* parameters, T* gradient, T* velocity, T learningRate, T momentum, T share, T weightDecay)
        : IElementKernel<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void At<TRegister>(nint index)
            where TRegister : struct, IRegister<TRegister, T>
        {
            TRegister p = TRegister.Load(parameters + index);
            TRegister g = TRegister.Load(gradient + index) + (TRegister.Splat(weightDecay) * p);
            TRegister v = (TRegister.Splat(momentum) * TRegister.Load(velocity + index)) + (TRegister.Splat(share) * g);
            TRegister.Store(v, velocity + index);
            TRegister.Store(p - (TRegister.Splat(learningRate) * v), parameters + index);
        }
    }
}
