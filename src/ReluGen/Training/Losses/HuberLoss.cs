using System.Numerics;
using System.Runtime.CompilerServices;

namespace ReluGen.Training;

/// <summary>
/// Squared near the target, linear far from it (Huber 1964): <c>d = y − t</c>, loss <c>½d²</c> for <c>|d| ≤ delta</c>, else
/// <c>delta · (|d| − ½delta)</c>; gradient d between −delta and delta. The mean is over all outputs of all rows.
/// </summary>
/// <remarks>As <c>torch.nn.HuberLoss</c>, its delta of 1 included.</remarks>
/// <typeparam name="T">The number type: <see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class HuberLoss<T> : DifferenceLoss<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T _delta;

    /// <summary>Creates the loss.</summary>
    /// <param name="delta">Where the loss becomes linear, above 0.</param>
    /// <param name="reduction">Mean or sum.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="delta"/> is not above 0.</exception>
    public HuberLoss(double delta = 1, LossReduction reduction = LossReduction.Mean)
        : base(reduction) =>
        _delta = T.CreateTruncating(SpanArguments.CheckRange(delta, double.Epsilon, double.PositiveInfinity, nameof(delta)));

    private protected override string Settings => FormattableString.Invariant($"{base.Settings}, delta {_delta}");

    private protected override unsafe T Sum(T* outputs, T* targets, T* gradients, int count, T scale) =>
        ChainSum.Of<Terms, T>(new Terms(outputs, targets, gradients, scale, _delta), count, Width);

    private readonly unsafe struct Terms(T* outputs, T* targets, T* gradients, T scale, T delta) : ITerms<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TRegister At<TRegister>(nint index)
            where TRegister : struct, IRegister<TRegister, T>
        {
            TRegister high = TRegister.Splat(delta);
            TRegister low = TRegister.Splat(-delta);
            TRegister half = TRegister.Splat(T.CreateTruncating(0.5));
            TRegister difference = TRegister.Load(outputs + index) - TRegister.Load(targets + index);
            if (gradients != null)
            {
                TRegister slope = TRegister.SelectLess(difference, low, low, difference);
                TRegister.Store(TRegister.Splat(scale) * TRegister.SelectLess(high, slope, high, slope), gradients + index);
            }

            TRegister distance = TRegister.Abs(difference);
            TRegister linear = high * (distance - (half * high));
            return TRegister.SelectLess(high, distance, linear, half * difference * difference);
        }
    }
}
