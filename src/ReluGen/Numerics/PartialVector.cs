using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ReluGen.Numerics;

/// <summary>
/// Reads and writes the first elements of a vector and touches nothing behind them. Called by generated code with
/// constant counts, which leave only the moves.
/// </summary>
public static class PartialVector
{
    /// <summary>Writes the first <paramref name="count"/> elements, 1 to all but one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<T>(Vector512<T> value, ref T target, int count)
    {
        int half = Vector256<T>.Count;
        if (count < half)
        {
            Store(value.GetLower(), ref target, count);
            return;
        }

        value.GetLower().StoreUnsafe(ref target);
        if (count > half)
        {
            Store(value.GetUpper(), ref Unsafe.Add(ref target, half), count - half);
        }
    }

    /// <summary>Writes the first <paramref name="count"/> elements, 1 to all but one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<T>(Vector256<T> value, ref T target, int count)
    {
        int half = Vector128<T>.Count;
        if (count < half)
        {
            Store(value.GetLower(), ref target, count);
            return;
        }

        value.GetLower().StoreUnsafe(ref target);
        if (count > half)
        {
            Store(value.GetUpper(), ref Unsafe.Add(ref target, half), count - half);
        }
    }

    /// <summary>Writes the first <paramref name="count"/> elements, 1 to all but one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<T>(Vector128<T> value, ref T target, int count)
    {
        target = value.GetElement(0);
        if (count > 1)
        {
            Unsafe.Add(ref target, 1) = value.GetElement(1);
        }

        if (count > 2)
        {
            Unsafe.Add(ref target, 2) = value.GetElement(2);
        }
    }

    /// <summary>Reads the first <paramref name="count"/> elements, 1 to all but one; the others are zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Load512<T>(ref T source, int count)
    {
        int half = Vector256<T>.Count;
        return count <= half
            ? Vector512.Create(count == half ? Vector256.LoadUnsafe(ref source) : Load256(ref source, count), Vector256<T>.Zero)
            : Vector512.Create(Vector256.LoadUnsafe(ref source), Load256(ref Unsafe.Add(ref source, half), count - half));
    }

    /// <summary>Reads the first <paramref name="count"/> elements, 1 to all but one; the others are zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Load256<T>(ref T source, int count)
    {
        int half = Vector128<T>.Count;
        return count <= half
            ? Vector256.Create(count == half ? Vector128.LoadUnsafe(ref source) : Load128(ref source, count), Vector128<T>.Zero)
            : Vector256.Create(Vector128.LoadUnsafe(ref source), Load128(ref Unsafe.Add(ref source, half), count - half));
    }

    /// <summary>Reads the first <paramref name="count"/> elements, 1 to all but one; the others are zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Load128<T>(ref T source, int count)
    {
        Vector128<T> value = Vector128.CreateScalar(source);
        if (count > 1)
        {
            value = value.WithElement(1, Unsafe.Add(ref source, 1));
        }

        return count > 2 ? value.WithElement(2, Unsafe.Add(ref source, 2)) : value;
    }

    /// <summary>The first <paramref name="count"/> lanes of <paramref name="value"/>, the others of <paramref name="others"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> First<T>(Vector512<T> value, Vector512<T> others, int count) =>
        Vector512.ConditionalSelect(Vector512.LessThan(Vector512<T>.Indices, Vector512.Create(Number<T>(count))), value, others);

    /// <inheritdoc cref="First{T}(Vector512{T}, Vector512{T}, int)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> First<T>(Vector256<T> value, Vector256<T> others, int count) =>
        Vector256.ConditionalSelect(Vector256.LessThan(Vector256<T>.Indices, Vector256.Create(Number<T>(count))), value, others);

    /// <inheritdoc cref="First{T}(Vector512{T}, Vector512{T}, int)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> First<T>(Vector128<T> value, Vector128<T> others, int count) =>
        Vector128.ConditionalSelect(Vector128.LessThan(Vector128<T>.Indices, Vector128.Create(Number<T>(count))), value, others);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Number<T>(int count) =>
        typeof(T) == typeof(double) ? (T)(object)(double)count : (T)(object)(float)count;
}
