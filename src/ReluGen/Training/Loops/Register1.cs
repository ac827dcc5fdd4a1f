using System.Numerics;
using System.Runtime.CompilerServices;
using ReluGen.Numerics;

namespace ReluGen.Training;

/// <summary>One number: what is left at the end of a span.</summary>
internal readonly unsafe struct Register1<T>(T value) : IRegister<Register1<T>, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public readonly T Value = value;

    public static int Count => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register1<T> Splat(T value) => new(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register1<T> Load(T* source) => new(*source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Register1<T> value, T* target) => *target = value.Value;

    public static Register1<T> LoadFirst(T* source, nint count, T padding) => new(*source);

    public static void StoreFirst(Register1<T> value, T* target, nint count) => *target = value.Value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register1<T> operator +(Register1<T> left, Register1<T> right) => new(left.Value + right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register1<T> operator -(Register1<T> left, Register1<T> right) => new(left.Value - right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register1<T> operator *(Register1<T> left, Register1<T> right) => new(left.Value * right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register1<T> operator /(Register1<T> left, Register1<T> right) => new(left.Value / right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register1<T> Sqrt(Register1<T> value) => new(T.Sqrt(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register1<T> Abs(Register1<T> value) => new(T.Abs(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register1<T> SelectLess(Register1<T> left, Register1<T> right, Register1<T> yes, Register1<T> no) =>
        left.Value < right.Value ? yes : no;

    public static Register1<T> Exp(Register1<T> value) => typeof(T) == typeof(float)
        ? new(Unsafe.BitCast<float, T>(VectorMath.Exp(Unsafe.BitCast<T, float>(value.Value))))
        : new(Unsafe.BitCast<double, T>(VectorMath.Exp(Unsafe.BitCast<T, double>(value.Value))));

    public static Register1<T> Log1p(Register1<T> value) => typeof(T) == typeof(float)
        ? new(Unsafe.BitCast<float, T>(VectorMath.Log1p(Unsafe.BitCast<T, float>(value.Value))))
        : new(Unsafe.BitCast<double, T>(VectorMath.Log1p(Unsafe.BitCast<T, double>(value.Value))));

    public static T Fold(Register1<T> value) => value.Value;

    public static T Largest(Register1<T> value) => value.Value;
}
