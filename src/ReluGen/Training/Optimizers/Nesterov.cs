using System.Numerics;
using System.Runtime.CompilerServices;

namespace ReluGen.Training;

/// <summary>
/// Gradient descent with Nesterov's momentum: <c>g += weightDecay · p</c>, <c>v = momentum · v + g</c>,
/// <c>p −= learningRate · (g + momentum · v)</c>.
/// </summary>
/// <remarks>As <c>torch.optim.SGD</c> with <c>nesterov=True</c>. State: v.</remarks>
/// <typeparam name="T">The number type: <see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed unsafe class Nesterov<T> : Optimizer<T>, ISettings
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T _momentum;
    private readonly T _weightDecay;

    /// <summary>Creates the optimiser.</summary>
    /// <param name="parameterCount">The number of parameters, at least 1.</param>
    /// <param name="momentum">The share of v that is kept, 0 to below 1.</param>
    /// <param name="weightDecay">The factor of the parameters in the gradient, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public Nesterov(int parameterCount, double momentum, double weightDecay = 0)
        : base(parameterCount, 1)
    {
        _momentum = T.CreateTruncating(SpanArguments.CheckRange(momentum, 0, 1, nameof(momentum)));
        _weightDecay = T.CreateTruncating(SpanArguments.CheckRange(weightDecay, 0, double.PositiveInfinity, nameof(weightDecay)));
    }

    /// <inheritdoc/>
    string ISettings.Settings => FormattableString.Invariant(
        $"momentum {_momentum}, weight decay {_weightDecay}");

    /// <inheritdoc/>
    protected override void Update(Span<T> parameters, ReadOnlySpan<T> gradient, T learningRate)
    {
        fixed (T* p = parameters, g = gradient, v = State(0))
        {
            ElementLoop.Run<Kernel, T>(new Kernel(p, g, v, learningRate, _momentum, _weightDecay), ParameterCount, Width);
        }
    }

    private readonly struct Kernel(T* parameters, T* gradient, T* velocity, T learningRate, T momentum, T weightDecay) : IElementKernel<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void At<TRegister>(nint index)
            where TRegister : struct, IRegister<TRegister, T>
        {
            TRegister p = TRegister.Load(parameters + index);
            TRegister g = TRegister.Load(gradient + index) + (TRegister.Splat(weightDecay) * p);
            TRegister v = (TRegister.Splat(momentum) * TRegister.Load(velocity + index)) + g;
            TRegister.Store(v, velocity + index);
            TRegister.Store(p - (TRegister.Splat(learningRate) * (g + (TRegister.Splat(momentum) * v))), parameters + index);
        }
    }
}
