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
}
