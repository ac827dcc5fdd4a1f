using System.Numerics;
using System.Runtime.CompilerServices;

namespace ReluGen.Training;

/// <summary>What may happen to a gradient between backward pass and step: clipping, and a search for what is no number.</summary>
public static unsafe class Gradients
{
    /// <summary>Limits every element to −<paramref name="bound"/> … <paramref name="bound"/>; NaN stays. <c>clip_grad_value_</c> of PyTorch.</summary>
    /// <param name="gradient">Changed in place.</param>
    /// <param name="bound">The largest magnitude, above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="bound"/> is not above 0.</exception>
    public static void ClipByValue<T>(Span<T> gradient, T bound)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => ClipByValue(gradient, bound, VectorWidths.Widest);

    /// <summary>
    /// Shrinks the gradient to the Euclidean norm <paramref name="maximum"/> where it is longer: multiplies with
    /// <c>maximum / (norm + 1e-6)</c> where that is below 1. <c>clip_grad_norm_</c> of PyTorch.
    /// </summary>
    /// <param name="gradient">Changed in place.</param>
    /// <param name="maximum">The largest norm, above 0.</param>
    /// <returns>The norm before.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maximum"/> is not above 0.</exception>
    public static T ClipByNorm<T>(Span<T> gradient, T maximum)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => ClipByNorm(gradient, maximum, VectorWidths.Widest);

    /// <summary>The Euclidean norm: the root of the squares' sum, which is taken in <typeparamref name="T"/> across sixteen chains.</summary>
    /// <param name="values">The vector.</param>
    public static T Norm<T>(ReadOnlySpan<T> values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Norm(values, VectorWidths.Widest);

    /// <summary>The index of the first element that is NaN or infinite, or −1.</summary>
    /// <param name="values">The vector.</param>
    public static int IndexOfNonFinite<T>(ReadOnlySpan<T> values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => IndexOfNonFinite(values, VectorWidths.Widest);

    internal static void ClipByValue<T>(Span<T> gradient, T bound, VectorWidth width)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        CheckPositive(bound, nameof(bound));
        fixed (T* g = gradient)
        {
            ElementLoop.Run<Limit<T>, T>(new Limit<T>(g, bound), gradient.Length, width);
        }
    }

    internal static T ClipByNorm<T>(Span<T> gradient, T maximum, VectorWidth width)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        CheckPositive(maximum, nameof(maximum));
        T norm = Norm<T>(gradient, width);
        T factor = maximum / (norm + T.CreateTruncating(1e-6));
        if (factor < T.One)
        {
            fixed (T* g = gradient)
            {
                ElementLoop.Run<Scale<T>, T>(new Scale<T>(g, factor), gradient.Length, width);
            }
        }

        return norm;
    }

    internal static T Norm<T>(ReadOnlySpan<T> values, VectorWidth width)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        fixed (T* v = values)
        {
            return T.Sqrt(ChainSum.Of<Squares<T>, T>(new Squares<T>(v), values.Length, width));
        }
    }

    internal static int IndexOfNonFinite<T>(ReadOnlySpan<T> values, VectorWidth width)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        fixed (T* v = values)
        {
            // x − x is 0 for finite x and NaN otherwise, and so is a sum of such terms.
            if (!T.IsNaN(ChainSum.Of<Differences<T>, T>(new Differences<T>(v), values.Length, width)))
            {
                return -1;
            }
        }

        int index = 0;
        while (T.IsFinite(values[index]))
        {
            index++;
        }

        return index;
    }

    private static void CheckPositive<T>(T value, string name)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        VectorWidths.CheckNumber<T>();
        if (!(value > T.Zero))
        {
            throw new ArgumentOutOfRangeException(name, value, FormattableString.Invariant($"'{name}' must be above 0, but is {value}."));
        }
    }

    private readonly struct Limit<T>(T* values, T bound) : IElementKernel<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void At<TRegister>(nint index)
            where TRegister : struct, IRegister<TRegister, T>
        {
            TRegister low = TRegister.Splat(-bound);
            TRegister high = TRegister.Splat(bound);
            TRegister value = TRegister.Load(values + index);
            value = TRegister.SelectLess(value, low, low, value);
            TRegister.Store(TRegister.SelectLess(high, value, high, value), values + index);
        }
    }

    private readonly struct Scale<T>(T* values, T factor) : IElementKernel<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void At<TRegister>(nint index)
            where TRegister : struct, IRegister<TRegister, T> =>
            TRegister.Store(TRegister.Load(values + index) * TRegister.Splat(factor), values + index);
    }

    private readonly struct Squares<T>(T* values) : ITerms<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TRegister At<TRegister>(nint index)
            where TRegister : struct, IRegister<TRegister, T>
        {
            TRegister value = TRegister.Load(values + index);
            return value * value;
        }
    }

    private readonly struct Differences<T>(T* values) : ITerms<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TRegister At<TRegister>(nint index)
            where TRegister : struct, IRegister<TRegister, T>
        {
            TRegister value = TRegister.Load(values + index);
            return value - value;
        }
    }
}
