using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using ReluGen.Numerics;

namespace ReluGen.Training;

/// <summary>Sixteen or eight numbers in 512 bits.</summary>
internal readonly unsafe struct Register512<T>(Vector512<T> value) : IRegister<Register512<T>, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public readonly Vector512<T> Value = value;

    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512<T>.Count;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register512<T> Splat(T value) => new(Vector512.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register512<T> Load(T* source) => new(Vector512.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Register512<T> value, T* target) => value.Value.Store(target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register512<T> LoadFirst(T* source, nint count, T padding)
    {
        if (Avx512F.IsSupported)
        {
            Vector512<T> mask = First(count);
            return typeof(T) == typeof(float)
                ? new(Avx512F.MaskLoad((float*)source, mask.AsSingle(), Vector512.Create(padding).AsSingle()).As<float, T>())
                : new(Avx512F.MaskLoad((double*)source, mask.AsDouble(), Vector512.Create(padding).AsDouble()).As<double, T>());
        }

        Vector512<T> value = Vector512.Create(padding);
        for (int lane = 0; lane < count; lane++)
        {
            value = value.WithElement(lane, source[lane]);
        }

        return new(value);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreFirst(Register512<T> value, T* target, nint count)
    {
        if (Avx512F.IsSupported)
        {
            Vector512<T> mask = First(count);
            if (typeof(T) == typeof(float))
            {
                Avx512F.MaskStore((float*)target, mask.AsSingle(), value.Value.AsSingle());
            }
            else
            {
                Avx512F.MaskStore((double*)target, mask.AsDouble(), value.Value.AsDouble());
            }

            return;
        }

        for (int lane = 0; lane < count; lane++)
        {
            target[lane] = value.Value.GetElement(lane);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register512<T> operator +(Register512<T> left, Register512<T> right) => new(left.Value + right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register512<T> operator -(Register512<T> left, Register512<T> right) => new(left.Value - right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register512<T> operator *(Register512<T> left, Register512<T> right) => new(left.Value * right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register512<T> operator /(Register512<T> left, Register512<T> right) => new(left.Value / right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register512<T> Sqrt(Register512<T> value) => new(Vector512.Sqrt(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register512<T> Abs(Register512<T> value) => new(Vector512.Abs(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register512<T> SelectLess(Register512<T> left, Register512<T> right, Register512<T> yes, Register512<T> no) =>
        new(Vector512.ConditionalSelect(Vector512.LessThan(left.Value, right.Value), yes.Value, no.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register512<T> Exp(Register512<T> value) => typeof(T) == typeof(float)
        ? new(VectorMath.Exp(value.Value.AsSingle()).As<float, T>())
        : new(VectorMath.Exp(value.Value.AsDouble()).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register512<T> Log1p(Register512<T> value) => typeof(T) == typeof(float)
        ? new(VectorMath.Log1p(value.Value.AsSingle()).As<float, T>())
        : new(VectorMath.Log1p(value.Value.AsDouble()).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Fold(Register512<T> value) => typeof(T) == typeof(float)
        ? Unsafe.BitCast<float, T>(LaneSums.Fold(value.Value.AsSingle()))
        : Unsafe.BitCast<double, T>(LaneSums.Fold(value.Value.AsDouble()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Largest(Register512<T> value)
    {
        var low = new Register256<T>(value.Value.GetLower());
        var high = new Register256<T>(value.Value.GetUpper());
        return Register256<T>.Largest(Register256<T>.SelectLess(low, high, high, low));
    }

    /// <summary>All bits set in the first <paramref name="count"/> lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> First(nint count) =>
        Vector512.LessThan(Vector512<T>.Indices, Vector512.Create(T.CreateTruncating(count)));
}
