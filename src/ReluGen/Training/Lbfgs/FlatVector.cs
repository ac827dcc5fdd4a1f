using System.Numerics;
using System.Runtime.CompilerServices;

namespace ReluGen.Training;

/// <summary>The vector operations of L-BFGS.</summary>
internal static unsafe class FlatVector
{
    /// <summary>The sum of products, across sixteen chains.</summary>
    public static T Dot<T>(ReadOnlySpan<T> left, ReadOnlySpan<T> right, VectorWidth width)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        fixed (T* a = left, b = right)
        {
            return ChainSum.Of<Products<T>, T>(new Products<T>(a, b), left.Length, width);
        }
    }

    /// <summary>The sum of magnitudes, across sixteen chains.</summary>
    public static T SumOfMagnitudes<T>(ReadOnlySpan<T> values, VectorWidth width)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        fixed (T* v = values)
        {
            return ChainSum.Of<Magnitudes<T>, T>(new Magnitudes<T>(v), values.Length, width);
        }
    }

    /// <summary><c>target += factor · source</c>.</summary>
    public static void AddScaled<T>(Span<T> target, ReadOnlySpan<T> source, T factor, VectorWidth width)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        fixed (T* t = target, s = source)
        {
            ElementLoop.Run<Addition<T>, T>(new Addition<T>(t, s, factor), target.Length, width);
        }
    }

    /// <summary><c>target = factor · source</c>.</summary>
    public static void Scale<T>(Span<T> target, ReadOnlySpan<T> source, T factor, VectorWidth width)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        fixed (T* t = target, s = source)
        {
            ElementLoop.Run<Scaling<T>, T>(new Scaling<T>(t, s, factor), target.Length, width);
        }
    }

    /// <summary>The largest magnitude; NaN when there is one.</summary>
    public static double LargestMagnitude<T>(ReadOnlySpan<T> values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T largest = T.Zero;
        foreach (T value in values)
        {
            T magnitude = T.Abs(value);
            largest = magnitude <= largest ? largest : magnitude;
            if (T.IsNaN(largest))
            {
                return double.NaN;
            }
        }

        return double.CreateTruncating(largest);
    }

    private readonly struct Products<T>(T* left, T* right) : ITerms<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TRegister At<TRegister>(nint index)
            where TRegister : struct, IRegister<TRegister, T> => TRegister.Load(left + index) * TRegister.Load(right + index);
    }

    private readonly struct Magnitudes<T>(T* values) : ITerms<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TRegister At<TRegister>(nint index)
            where TRegister : struct, IRegister<TRegister, T> => TRegister.Abs(TRegister.Load(values + index));
    }

    private readonly struct Addition<T>(T* target, T* source, T factor) : IElementKernel<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void At<TRegister>(nint index)
            where TRegister : struct, IRegister<TRegister, T> => TRegister.Store(
            TRegister.Load(target + index) + (TRegister.Splat(factor) * TRegister.Load(source + index)), target + index);
    }

    private readonly struct Scaling<T>(T* target, T* source, T factor) : IElementKernel<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void At<TRegister>(nint index)
            where TRegister : struct, IRegister<TRegister, T> =>
            TRegister.Store(TRegister.Splat(factor) * TRegister.Load(source + index), target + index);
    }
}
