using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using ReluGen.Numerics;

namespace ReluGen.Training;

/// <summary>Eight or four numbers in 256 bits.</summary>
internal readonly unsafe struct Register256<T>(Vector256<T> value) : IRegister<Register256<T>, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public readonly Vector256<T> Value = value;

    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector256<T>.Count;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register256<T> Splat(T value) => new(Vector256.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register256<T> Load(T* source) => new(Vector256.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Register256<T> value, T* target) => value.Value.Store(target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register256<T> LoadFirst(T* source, nint count, T padding)
    {
        if (Avx.IsSupported)
        {
            Vector256<T> mask = First(count);
            Vector256<T> numbers = typeof(T) == typeof(float)
                ? Avx.MaskLoad((float*)source, mask.AsSingle()).As<float, T>()
                : Avx.MaskLoad((double*)source, mask.AsDouble()).As<double, T>();
            return new(Vector256.ConditionalSelect(mask, numbers, Vector256.Create(padding)));
        }

        Vector256<T> value = Vector256.Create(padding);
        for (int lane = 0; lane < count; lane++)
        {
            value = value.WithElement(lane, source[lane]);
        }

        return new(value);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreFirst(Register256<T> value, T* target, nint count)
    {
        if (Avx.IsSupported)
        {
            Vector256<T> mask = First(count);
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
    public static Register256<T> operator +(Register256<T> left, Register256<T> right) => new(left.Value + right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register256<T> operator -(Register256<T> left, Register256<T> right) => new(left.Value - right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register256<T> operator *(Register256<T> left, Register256<T> right) => new(left.Value * right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register256<T> operator /(Register256<T> left, Register256<T> right) => new(left.Value / right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register256<T> Sqrt(Register256<T> value) => new(Vector256.Sqrt(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register256<T> Abs(Register256<T> value) => new(Vector256.Abs(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register256<T> SelectLess(Register256<T> left, Register256<T> right, Register256<T> yes, Register256<T> no) =>
        new(Vector256.ConditionalSelect(Vector256.LessThan(left.Value, right.Value), yes.Value, no.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register256<T> Exp(Register256<T> value) => typeof(T) == typeof(float)
        ? new(VectorMath.Exp(value.Value.AsSingle()).As<float, T>())
        : new(VectorMath.Exp(value.Value.AsDouble()).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register256<T> Log1p(Register256<T> value) => typeof(T) == typeof(float)
        ? new(VectorMath.Log1p(value.Value.AsSingle()).As<float, T>())
        : new(VectorMath.Log1p(value.Value.AsDouble()).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Fold(Register256<T> value) => typeof(T) == typeof(float)
        ? Unsafe.BitCast<float, T>(LaneSums.Fold(value.Value.AsSingle()))
        : Unsafe.BitCast<double, T>(LaneSums.Fold(value.Value.AsDouble()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Largest(Register256<T> value)
    {
        var low = new Register128<T>(value.Value.GetLower());
        var high = new Register128<T>(value.Value.GetUpper());
        return Register128<T>.Largest(Register128<T>.SelectLess(low, high, high, low));
    }

    /// <summary>All bits set in the first <paramref name="count"/> lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<T> First(nint count) =>
        Vector256.LessThan(Vector256<T>.Indices, Vector256.Create(T.CreateTruncating(count)));
}
