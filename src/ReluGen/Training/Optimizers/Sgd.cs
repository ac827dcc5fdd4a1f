using System.Numerics;
using System.Runtime.CompilerServices;

namespace ReluGen.Training;

/// <summary>Gradient descent: <c>p −= learningRate · (g + weightDecay · p)</c>.</summary>
/// <remarks>As <c>torch.optim.SGD</c> without momentum. No state.</remarks>
/// <typeparam name="T">The number type: <see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed unsafe class Sgd<T> : Optimizer<T>, ISettings
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T _weightDecay;

    /// <summary>Creates the optimiser.</summary>
    /// <param name="parameterCount">The number of parameters, at least 1.</param>
    /// <param name="weightDecay">The factor of the parameters in the gradient, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public Sgd(int parameterCount, double weightDecay = 0)
        : base(parameterCount, 0)
    {
        _weightDecay = T.CreateTruncating(SpanArguments.CheckRange(weightDecay, 0, double.PositiveInfinity, nameof(weightDecay)));
    }

    /// <inheritdoc/>
    string ISettings.Settings => FormattableString.Invariant(
        $"weight decay {_weightDecay}");

    /// <inheritdoc/>
    protected override void Update(Span<T> parameters, ReadOnlySpan<T> gradient, T learningRate)
    {
        fixed (T* p = parameters, g = gradient)
        {
            ElementLoop.Run<Kernel, T>(new Kernel(p, g, learningRate, _weightDecay), ParameterCount, Width);
        }
    }

    private readonly struct Kernel(T* parameters, T* gradient, T learningRate, T weightDecay) : IElementKernel<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void At<TRegister>(nint index)
            where TRegister : struct, IRegister<TRegister, T>
        {
            TRegister p = TRegister.Load(parameters + index);
            TRegister g = TRegister.Load(gradient + index) + (TRegister.Splat(weightDecay) * p);
            TRegister.Store(p - (TRegister.Splat(learningRate) * g), parameters + index);
        }
    }
}
