using System.Numerics;
using System.Runtime.CompilerServices;

namespace ReluGen.Training;

/// <summary>
/// What a row's softmax is compared with: <c>q_k = w_k · (keep · t_k + uniform)</c>, plus <c>share</c> at the label.
/// </summary>
/// <param name="distribution">t, or null for zeros.</param>
/// <param name="weights">w, or null for ones.</param>
/// <param name="keep">The factor of t.</param>
/// <param name="uniform">What every class has.</param>
/// <param name="label">The label, or −1.</param>
/// <param name="share">What the label has beyond that.</param>
internal readonly unsafe struct SoftmaxTarget<T>(T* distribution, T* weights, T keep, T uniform, int label, T share)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The label, or −1.</summary>
    public int Label { get; } = label;

    /// <summary>What the label has beyond the other part.</summary>
    public T Share { get; } = share;

    /// <summary>Whether there is anything but the label.</summary>
    public bool IsDense => distribution != null || uniform != T.Zero;

    /// <summary>q without the label's share, from <paramref name="index"/> on; 0 in lanes beyond <paramref name="rest"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TRegister At<TRegister>(nint index, nint rest)
        where TRegister : struct, IRegister<TRegister, T>
    {
        TRegister weight = weights == null
            ? PartialRegister.Load<TRegister, T>(ClassWeights<T>.SixteenOnes, rest, T.Zero)
            : PartialRegister.Load<TRegister, T>(weights + index, rest, T.Zero);
        TRegister target = TRegister.Splat(uniform);
        if (distribution != null)
        {
            target = (TRegister.Splat(keep) * PartialRegister.Load<TRegister, T>(distribution + index, rest, T.Zero)) + target;
        }

        return weight * target;
    }
}

/// <summary>
/// Cross-entropy of one row: its value, undivided, and where wanted its gradient. Sums go across sixteen lanes; a row that does
/// not fill them is padded with terms of 0.
/// </summary>
internal readonly unsafe struct SoftmaxRow<T>(T* logits, T* gradients, int size, SoftmaxTarget<T> target, T scale) : ISixteenLanes<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.NoInlining)]
    public T Run<TRegister>()
        where TRegister : struct, IRegister<TRegister, T>
    {
        T largest = Largest<TRegister>();
        T exponentials = Exponentials<TRegister>(largest);
        T logarithm = Register1<T>.Log1p(new Register1<T>(exponentials - T.One)).Value;
        T value = T.Zero;
        T total = T.Zero;
        if (target.IsDense)
        {
            (value, total) = Dense<TRegister>(largest, logarithm);
        }

        if (target.Label >= 0)
        {
            value += target.Share * (logarithm - (logits[target.Label] - largest));
            total += target.Share;
        }

        if (gradients != null)
        {
            Gradient<TRegister>(scale * total / exponentials);
        }

        return value;
    }

    private T Largest<TRegister>()
        where TRegister : struct, IRegister<TRegister, T>
    {
        TRegister largest = TRegister.Splat(T.NegativeInfinity);
        for (nint index = 0; index < size; index += SixteenLanes.Count)
        {
            TRegister z = PartialRegister.Load<TRegister, T>(logits + index, size - index, T.NegativeInfinity);
            largest = TRegister.SelectLess(largest, z, z, largest);
        }

        return TRegister.Largest(largest);
    }

    /// <summary>Σ e^(z − largest), which is at least 1. The exponentials are left where the gradient goes.</summary>
    private T Exponentials<TRegister>(T largest)
        where TRegister : struct, IRegister<TRegister, T>
    {
        TRegister sum = TRegister.Splat(T.NegativeZero);
        for (nint index = 0; index < size; index += SixteenLanes.Count)
        {
            TRegister z = PartialRegister.Load<TRegister, T>(logits + index, size - index, T.NegativeInfinity);
            TRegister exponential = TRegister.Exp(z - TRegister.Splat(largest));
            sum += exponential;
            if (gradients != null)
            {
                PartialRegister.Store<TRegister, T>(exponential, gradients + index, size - index);
            }
        }

        return TRegister.Fold(sum);
    }

    /// <summary>Σ q · −ln softmax(z) and Σ q, without the label's share.</summary>
    private (T Value, T Total) Dense<TRegister>(T largest, T logarithm)
        where TRegister : struct, IRegister<TRegister, T>
    {
        TRegister value = TRegister.Splat(T.NegativeZero);
        TRegister total = TRegister.Splat(T.NegativeZero);
        for (nint index = 0; index < size; index += SixteenLanes.Count)
        {
            TRegister z = PartialRegister.Load<TRegister, T>(logits + index, size - index, largest);
            TRegister q = target.At<TRegister>(index, size - index);
            value += q * (TRegister.Splat(logarithm) - (z - TRegister.Splat(largest)));
            total += q;
        }

        return (TRegister.Fold(value), TRegister.Fold(total));
    }

    private void Gradient<TRegister>(T factor)
        where TRegister : struct, IRegister<TRegister, T>
    {
        for (nint index = 0; index < size; index += SixteenLanes.Count)
        {
            nint rest = size - index;
            TRegister gradient = PartialRegister.Load<TRegister, T>(gradients + index, rest, T.Zero) * TRegister.Splat(factor);
            if (target.IsDense)
            {
                gradient -= TRegister.Splat(scale) * target.At<TRegister>(index, rest);
            }

            PartialRegister.Store<TRegister, T>(gradient, gradients + index, rest);
        }

        if (target.Label >= 0)
        {
            gradients[target.Label] -= scale * target.Share;
        }
    }
}
