using System.Numerics;
using System.Runtime.CompilerServices;

namespace ReluGen.Training;

/// <summary>
/// Lion (Chen et al., "Symbolic Discovery of Optimization Algorithms", 2023, algorithm 2):
/// <c>c = beta1 · m + (1 − beta1) · g</c>, <c>p −= learningRate · (sign(c) + weightDecay · p)</c>,
/// <c>m = beta2 · m + (1 − beta2) · g</c>. The sign of 0 is 0.
/// </summary>
/// <remarks>PyTorch has no Lion; the defaults are the paper's. Its learning rates are three to ten times smaller than Adam's. State: m.</remarks>
/// <typeparam name="T">The number type: <see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed unsafe class Lion<T> : Optimizer<T>, ISettings
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Constants _constants;

    /// <summary>Creates the optimiser.</summary>
    /// <param name="parameterCount">The number of parameters, at least 1.</param>
    /// <param name="beta1">The share of m in the direction of a step, 0 to below 1.</param>
    /// <param name="beta2">The share of m that is kept, 0 to below 1.</param>
    /// <param name="weightDecay">The decoupled weight decay, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public Lion(int parameterCount, double beta1 = 0.9, double beta2 = 0.99, double weightDecay = 0)
        : base(parameterCount, 1)
    {
        SpanArguments.CheckRange(beta1, 0, 1, nameof(beta1));
        SpanArguments.CheckRange(beta2, 0, 1, nameof(beta2));
        SpanArguments.CheckRange(weightDecay, 0, double.PositiveInfinity, nameof(weightDecay));
        _constants = new Constants(
            T.CreateTruncating(beta1),
            T.CreateTruncating(1 - beta1),
            T.CreateTruncating(beta2),
            T.CreateTruncating(1 - beta2),
            T.CreateTruncating(weightDecay));
    }

    /// <inheritdoc/>
    string ISettings.Settings => FormattableString.Invariant(
        $"beta1 {_constants.Beta1}, beta2 {_constants.Beta2}, weight decay {_constants.WeightDecay}");

    /// <inheritdoc/>
    protected override void Update(Span<T> parameters, ReadOnlySpan<T> gradient, T learningRate)
    {
        fixed (T* p = parameters, g = gradient, m = State(0))
        {
            ElementLoop.Run<Kernel, T>(new Kernel(p, g, m, learningRate, _constants), ParameterCount, Width);
        }
    }

    private readonly record struct Constants(T Beta1, T Share1, T Beta2, T Share2, T WeightDecay);

    private readonly struct Kernel(T* parameters, T* gradient, T* mean, T learningRate, Constants constants) : IElementKernel<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void At<TRegister>(nint index)
            where TRegister : struct, IRegister<TRegister, T>
        {
            TRegister p = TRegister.Load(parameters + index);
            TRegister g = TRegister.Load(gradient + index);
            TRegister m = TRegister.Load(mean + index);
            TRegister c = (TRegister.Splat(constants.Beta1) * m) + (TRegister.Splat(constants.Share1) * g);
            TRegister change = Signs.Of<TRegister, T>(c) + (TRegister.Splat(constants.WeightDecay) * p);
            TRegister.Store(p - (TRegister.Splat(learningRate) * change), parameters + index);
            TRegister.Store((TRegister.Splat(constants.Beta2) * m) + (TRegister.Splat(constants.Share2) * g), mean + index);
        }
    }
}
