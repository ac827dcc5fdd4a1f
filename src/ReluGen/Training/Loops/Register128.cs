using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using ReluGen.Numerics;

namespace ReluGen.Training;

/// <summary>Four or two numbers in 128 bits.</summary>
internal readonly unsafe struct Register128<T>(Vector128<T> value) : IRegister<Register128<T>, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public readonly Vector128<T> Value = value;

    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector128<T>.Count;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register128<T> Splat(T value) => new(Vector128.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register128<T> Load(T* source) => new(Vector128.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Register128<T> value, T* target) => value.Value.Store(target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register128<T> LoadFirst(T* source, nint count, T padding)
    {
        if (Avx.IsSupported)
        {
            Vector128<T> mask = First(count);
            Vector128<T> numbers = typeof(T) == typeof(float)
                ? Avx.MaskLoad((float*)source, mask.AsSingle()).As<float, T>()
                : Avx.MaskLoad((double*)source, mask.AsDouble()).As<double, T>();
            return new(Vector128.ConditionalSelect(mask, numbers, Vector128.Create(padding)));
        }

        Vector128<T> value = Vector128.Create(padding);
        for (int lane = 0; lane < count; lane++)
        {
            value = value.WithElement(lane, source[lane]);
        }

        return new(value);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreFirst(Register128<T> value, T* target, nint count)
    {
        if (Avx.IsSupported)
        {
            Vector128<T> mask = First(count);
            if (typeof(T) == typeof(float))
            {
                Avx.MaskStore((float*)target, mask.AsSingle(), value.Value.AsSingle());
            }
            else
            {
                Avx.MaskStore((double*)target, mask.AsDouble(), value.Value.AsDouble());
            }

            return;
        }

        for (int lane = 0; lane < count; lane++)
        {
            target[lane] = value.Value.GetElement(lane);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register128<T> operator +(Register128<T> left, Register128<T> right) => new(left.Value + right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register128<T> operator -(Register128<T> left, Register128<T> right) => new(left.Value - right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register128<T> operator *(Register128<T> left, Register128<T> right) => new(left.Value * right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register128<T> operator /(Register128<T> left, Register128<T> right) => new(left.Value / right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register128<T> Sqrt(Register128<T> value) => new(Vector128.Sqrt(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register128<T> Abs(Register128<T> value) => new(Vector128.Abs(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register128<T> SelectLess(Register128<T> left, Register128<T> right, Register128<T> yes, Register128<T> no) =>
        new(Vector128.ConditionalSelect(Vector128.LessThan(left.Value, right.Value), yes.Value, no.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register128<T> Exp(Register128<T> value) => typeof(T) == typeof(float)
        ? new(VectorMath.Exp(value.Value.AsSingle()).As<float, T>())
        : new(VectorMath.Exp(value.Value.AsDouble()).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register128<T> Log1p(Register128<T> value) => typeof(T) == typeof(float)
        ? new(VectorMath.Log1p(value.Value.AsSingle()).As<float, T>())
        : new(VectorMath.Log1p(value.Value.AsDouble()).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Fold(Register128<T> value) => typeof(T) == typeof(float)
        ? Unsafe.BitCast<float, T>(LaneSums.Fold(value.Value.AsSingle()))
        : Unsafe.BitCast<double, T>(LaneSums.Fold(value.Value.AsDouble()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Largest(Register128<T> value)
    {
        T largest = value.Value.GetElement(0);
        for (int lane = 1; lane < Count; lane++)
        {
            T other = value.Value.GetElement(lane);
            largest = largest < other ? other : largest;
        }

        return largest;
    }

    /// <summary>All bits set in the first <paramref name="count"/> lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<T> First(nint count) =>
        Vector128.LessThan(Vector128<T>.Indices, Vector128.Create(T.CreateTruncating(count)));
}
