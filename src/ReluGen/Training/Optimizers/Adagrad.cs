using System.Numerics;
using System.Runtime.CompilerServices;

namespace ReluGen.Training;

/// <summary>
/// Adagrad (Duchi, Hazan, Singer 2011): <c>g += weightDecay · p</c>, <c>s += g²</c>,
/// <c>p −= learningRate / (1 + (step − 1) · rateDecay) · g / (√s + epsilon)</c>.
/// </summary>
/// <remarks>As <c>torch.optim.Adagrad</c>, defaults included; its learning rate is 0.01. State: s.</remarks>
/// <typeparam name="T">The number type: <see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed unsafe class Adagrad<T> : Optimizer<T>, ISettings
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly double _rateDecay;
    private readonly T _epsilon;
    private readonly T _weightDecay;

    /// <summary>Creates the optimiser.</summary>
    /// <param name="parameterCount">The number of parameters, at least 1.</param>
    /// <param name="rateDecay">How fast the learning rate falls, 0 or more.</param>
    /// <param name="weightDecay">The factor of the parameters in the gradient, 0 or more.</param>
    /// <param name="initialAccumulator">The first value of s, 0 or more.</param>
    /// <param name="epsilon">What is added to the divisor, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public Adagrad(
        int parameterCount, double rateDecay = 0, double weightDecay = 0, double initialAccumulator = 0, double epsilon = 1e-10)
        : base(parameterCount, 1)
    {
        _rateDecay = SpanArguments.CheckRange(rateDecay, 0, double.PositiveInfinity, nameof(rateDecay));
        _weightDecay = T.CreateTruncating(SpanArguments.CheckRange(weightDecay, 0, double.PositiveInfinity, nameof(weightDecay)));
        _epsilon = T.CreateTruncating(SpanArguments.CheckRange(epsilon, 0, double.PositiveInfinity, nameof(epsilon)));
        State(0).Fill(T.CreateTruncating(
            SpanArguments.CheckRange(initialAccumulator, 0, double.PositiveInfinity, nameof(initialAccumulator))));
    }

    /// <inheritdoc/>
    string ISettings.Settings => FormattableString.Invariant(
        $"rate decay {_rateDecay}, weight decay {_weightDecay}, epsilon {_epsilon}");

    /// <inheritdoc/>
    protected override void Update(Span<T> parameters, ReadOnlySpan<T> gradient, T learningRate)
    {
        T rate = learningRate / T.CreateTruncating(1 + ((StepCount - 1) * _rateDecay));
        fixed (T* p = parameters, g = gradient, s = State(0))
        {
            ElementLoop.Run<Kernel, T>(new Kernel(p, g, s, rate, _epsilon, _weightDecay), ParameterCount, Width);
        }
    }

    private readonly struct Kernel(T* parameters, T* gradient, T* squares, T rate, T epsilon, T weightDecay) : IElementKernel<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void At<TRegister>(nint index)
            where TRegister : struct, IRegister<TRegister, T>
        {
            TRegister p = TRegister.Load(parameters + index);
            TRegister g = TRegister.Load(gradient + index) + (TRegister.Splat(weightDecay) * p);
            TRegister s = TRegister.Load(squares + index) + (g * g);
            TRegister.Store(s, squares + index);
            TRegister divisor = TRegister.Sqrt(s) + TRegister.Splat(epsilon);
            TRegister.Store(p - (TRegister.Splat(rate) * (g / divisor)), parameters + index);
        }
    }
}
