using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ReluGen.Numerics;

/// <summary>Turns rows into columns. Called by generated code where samples lie in lanes, on the way in and out.</summary>
public static class Transposition
{
    /// <summary>
    /// Writes element (row, column) of the source to (column, row) of the target, and nothing else. Rows start
    /// <paramref name="sourceStride"/> and <paramref name="targetStride"/> elements apart.
    /// </summary>
    public static void Copy<T>(ref T source, int sourceStride, ref T target, int targetStride, int rows, int columns)
        where T : unmanaged
    {
        int block = Vector128<T>.Count;
        if (rows < block || columns < block)
        {
            CopyOneByOne(ref source, sourceStride, ref target, targetStride, rows, columns);
            return;
        }

        // The last block of a row or column reaches back over the one before it, and writes the same elements again.
        for (int row = 0; row < rows; row += block)
        {
            row = Math.Min(row, rows - block);
            for (int column = 0; column < columns; column += block)
            {
                column = Math.Min(column, columns - block);
                CopyBlock(
                    ref Unsafe.Add(ref source, (row * sourceStride) + column),
                    sourceStride,
                    ref Unsafe.Add(ref target, (column * targetStride) + row),
                    targetStride);
            }
        }
    }

    private static void CopyOneByOne<T>(ref T source, int sourceStride, ref T target, int targetStride, int rows, int columns)
    {
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                Unsafe.Add(ref target, (column * targetStride) + row) = Unsafe.Add(ref source, (row * sourceStride) + column);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CopyBlock<T>(ref T source, int sourceStride, ref T target, int targetStride)
        where T : unmanaged
    {
        if (typeof(T) == typeof(double))
        {
            ref double from = ref Unsafe.As<T, double>(ref source);
            ref double to = ref Unsafe.As<T, double>(ref target);
            Vector128<double> a = Vector128.LoadUnsafe(ref from);
            Vector128<double> b = Vector128.LoadUnsafe(ref from, (nuint)sourceStride);
            Interleaved.Low(a, b).StoreUnsafe(ref to);
            Interleaved.High(a, b).StoreUnsafe(ref to, (nuint)targetStride);
        }
        else
        {
            ref float from = ref Unsafe.As<T, float>(ref source);
            ref float to = ref Unsafe.As<T, float>(ref target);
            Vector128<float> a = Vector128.LoadUnsafe(ref from);
            Vector128<float> b = Vector128.LoadUnsafe(ref from, (nuint)sourceStride);
            Vector128<float> c = Vector128.LoadUnsafe(ref from, (nuint)(2 * sourceStride));
            Vector128<float> d = Vector128.LoadUnsafe(ref from, (nuint)(3 * sourceStride));
            Vector128<float> acLow = Interleaved.Low(a, c);
            Vector128<float> bdLow = Interleaved.Low(b, d);
            Vector128<float> acHigh = Interleaved.High(a, c);
            Vector128<float> bdHigh = Interleaved.High(b, d);
            Interleaved.Low(acLow, bdLow).StoreUnsafe(ref to);
            Interleaved.High(acLow, bdLow).StoreUnsafe(ref to, (nuint)targetStride);
            Interleaved.Low(acHigh, bdHigh).StoreUnsafe(ref to, (nuint)(2 * targetStride));
            Interleaved.High(acHigh, bdHigh).StoreUnsafe(ref to, (nuint)(3 * targetStride));
        }
    }
}
