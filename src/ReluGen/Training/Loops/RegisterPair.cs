using System.Numerics;
using System.Runtime.CompilerServices;

namespace ReluGen.Training;

/// <summary>Two registers as one of twice the lanes: what makes sixteen lanes, one a chain of a sum, of any width.</summary>
internal readonly unsafe struct RegisterPair<TRegister, T>(TRegister low, TRegister high) : IRegister<RegisterPair<TRegister, T>, T>
    where TRegister : struct, IRegister<TRegister, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public readonly TRegister Low = low;
    public readonly TRegister High = high;

    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 2 * TRegister.Count;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static RegisterPair<TRegister, T> Splat(T value) => new(TRegister.Splat(value), TRegister.Splat(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static RegisterPair<TRegister, T> Load(T* source) =>
        new(TRegister.Load(source), TRegister.Load(source + TRegister.Count));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(RegisterPair<TRegister, T> value, T* target)
    {
        TRegister.Store(value.Low, target);
        TRegister.Store(value.High, target + TRegister.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static RegisterPair<TRegister, T> LoadFirst(T* source, nint count, T padding) => count <= TRegister.Count
        ? new(
            count == TRegister.Count ? TRegister.Load(source) : TRegister.LoadFirst(source, count, padding),
            TRegister.Splat(padding))
        : new(TRegister.Load(source), TRegister.LoadFirst(source + TRegister.Count, count - TRegister.Count, padding));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreFirst(RegisterPair<TRegister, T> value, T* target, nint count)
    {
        if (count < TRegister.Count)
        {
            TRegister.StoreFirst(value.Low, target, count);
            return;
        }

        TRegister.Store(value.Low, target);
        if (count > TRegister.Count)
        {
            TRegister.StoreFirst(value.High, target + TRegister.Count, count - TRegister.Count);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static RegisterPair<TRegister, T> operator +(RegisterPair<TRegister, T> left, RegisterPair<TRegister, T> right) =>
        new(left.Low + right.Low, left.High + right.High);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static RegisterPair<TRegister, T> operator -(RegisterPair<TRegister, T> left, RegisterPair<TRegister, T> right) =>
        new(left.Low - right.Low, left.High - right.High);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static RegisterPair<TRegister, T> operator *(RegisterPair<TRegister, T> left, RegisterPair<TRegister, T> right) =>
        new(left.Low * right.Low, left.High * right.High);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static RegisterPair<TRegister, T> operator /(RegisterPair<TRegister, T> left, RegisterPair<TRegister, T> right) =>
        new(left.Low / right.Low, left.High / right.High);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static RegisterPair<TRegister, T> Sqrt(RegisterPair<TRegister, T> value) =>
        new(TRegister.Sqrt(value.Low), TRegister.Sqrt(value.High));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static RegisterPair<TRegister, T> Abs(RegisterPair<TRegister, T> value) =>
        new(TRegister.Abs(value.Low), TRegister.Abs(value.High));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static RegisterPair<TRegister, T> SelectLess(
        RegisterPair<TRegister, T> left,
        RegisterPair<TRegister, T> right,
        RegisterPair<TRegister, T> yes,
        RegisterPair<TRegister, T> no) => new(
        TRegister.SelectLess(left.Low, right.Low, yes.Low, no.Low),
        TRegister.SelectLess(left.High, right.High, yes.High, no.High));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static RegisterPair<TRegister, T> Exp(RegisterPair<TRegister, T> value) =>
        new(TRegister.Exp(value.Low), TRegister.Exp(value.High));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static RegisterPair<TRegister, T> Log1p(RegisterPair<TRegister, T> value) =>
        new(TRegister.Log1p(value.Low), TRegister.Log1p(value.High));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Fold(RegisterPair<TRegister, T> value) => TRegister.Fold(value.Low + value.High);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Largest(RegisterPair<TRegister, T> value) =>
        TRegister.Largest(TRegister.SelectLess(value.Low, value.High, value.High, value.Low));
}
