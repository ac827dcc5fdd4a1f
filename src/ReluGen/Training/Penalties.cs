using System.Numerics;
using System.Runtime.CompilerServices;

namespace ReluGen.Training;

/// <summary>
/// Penalties on parameters: their value, which belongs to the objective, and their gradient, which is added to the objective's.
/// Definitions are Keras' (<c>regularizers.L1</c>, <c>L2</c>): sums, not means.
/// </summary>
public static unsafe class Penalties
{
    /// <summary>L1: <c>strength · Σ |p|</c>, gradient <c>strength · sign(p)</c>, 0 where p is 0.</summary>
    /// <param name="parameters">The parameters, or those of them that are penalised.</param>
    /// <param name="gradient">The penalty's gradient is added to it; as long as <paramref name="parameters"/>, or empty.</param>
    /// <param name="strength">The factor.</param>
    /// <returns>The penalty.</returns>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static T AddL1<T>(ReadOnlySpan<T> parameters, Span<T> gradient, T strength)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => AddL1(parameters, gradient, strength, VectorWidths.Widest);

    /// <summary>
    /// L2: <c>strength · Σ p²</c>, gradient <c>2 · strength · p</c>. An optimiser's weight decay w is the L2 penalty of strength w / 2.
    /// </summary>
    /// <param name="parameters">The parameters, or those of them that are penalised.</param>
    /// <param name="gradient">The penalty's gradient is added to it; as long as <paramref name="parameters"/>, or empty.</param>
    /// <param name="strength">The factor.</param>
    /// <returns>The penalty.</returns>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static T AddL2<T>(ReadOnlySpan<T> parameters, Span<T> gradient, T strength)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => AddL2(parameters, gradient, strength, VectorWidths.Widest);

    internal static T AddL1<T>(ReadOnlySpan<T> parameters, Span<T> gradient, T strength, VectorWidth width)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Check(parameters, gradient);
        fixed (T* p = parameters, g = gradient)
        {
            return strength * ChainSum.Of<L1<T>, T>(new L1<T>(p, g, strength), parameters.Length, width);
        }
    }

    internal static T AddL2<T>(ReadOnlySpan<T> parameters, Span<T> gradient, T strength, VectorWidth width)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Check(parameters, gradient);
        fixed (T* p = parameters, g = gradient)
        {
            return strength * ChainSum.Of<L2<T>, T>(new L2<T>(p, g, strength + strength), parameters.Length, width);
        }
    }

    private static void Check<T>(ReadOnlySpan<T> parameters, Span<T> gradient)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        VectorWidths.CheckNumber<T>();
        if (!gradient.IsEmpty)
        {
            SpanArguments.CheckLength(gradient.Length, parameters.Length, nameof(gradient));
            SpanArguments.CheckApart(gradient, parameters, nameof(gradient), nameof(parameters));
        }
    }

    private readonly struct L1<T>(T* parameters, T* gradient, T strength) : ITerms<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TRegister At<TRegister>(nint index)
            where TRegister : struct, IRegister<TRegister, T>
        {
            TRegister p = TRegister.Load(parameters + index);
            if (gradient != null)
            {
                TRegister change = TRegister.Splat(strength) * Signs.Of<TRegister, T>(p);
                TRegister.Store(TRegister.Load(gradient + index) + change, gradient + index);
            }

            return TRegister.Abs(p);
        }
    }

    private readonly struct L2<T>(T* parameters, T* gradient, T factor) : ITerms<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TRegister At<TRegister>(nint index)
            where TRegister : struct, IRegister<TRegister, T>
        {
            TRegister p = TRegister.Load(parameters + index);
            if (gradient != null)
            {
                TRegister.Store(TRegister.Load(gradient + index) + (TRegister.Splat(factor) * p), gradient + index);
            }

            return p * p;
        }
    }
}
