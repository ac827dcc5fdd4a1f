using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ReluGen.Numerics;

/// <summary>Turns rows into columns. Called by generated code where samples lie in lanes, on the way in and out.</summary>
public static class Transposition
{
    /// <summary>The rows of a tall block and the columns of a wide one: the lanes of 512 bit.</summary>
    private const int LongSide = 16;

    /// <summary>
    /// Writes element (row, column) of the source to (column, row) of the target, and nothing else. Rows start
    /// <paramref name="sourceStride"/> and <paramref name="targetStride"/> elements apart.
    /// </summary>
    public static void Copy<T>(ref T source, int sourceStride, ref T target, int targetStride, int rows, int columns)
        where T : unmanaged
    {
        int side = Vector128<T>.Count;
        if (rows < side || columns < side)
        {
            CopyOneByOne(ref source, sourceStride, ref target, targetStride, rows, columns);
            return;
        }

        bool isTall = typeof(T) == typeof(float) && Avx512F.IsSupported && rows >= LongSide;
        bool isWide = typeof(T) == typeof(float) && Avx512F.IsSupported && columns >= LongSide && !isTall;
        (int height, int width) = (isTall ? LongSide : side, isWide ? LongSide : side);

        // The last block of a row or column reaches back over the one before it, and writes the same elements again.
        for (int row = 0; row < rows; row += height)
        {
            row = Math.Min(row, rows - height);
            for (int column = 0; column < columns; column += width)
            {
                column = Math.Min(column, columns - width);
                ref T from = ref Unsafe.Add(ref source, (row * sourceStride) + column);
                ref T to = ref Unsafe.Add(ref target, (column * targetStride) + row);
                if (isTall)
                {
                    CopyTallBlock(ref Unsafe.As<T, float>(ref from), sourceStride, ref Unsafe.As<T, float>(ref to), targetStride);
                }
                else if (isWide)
                {
                    CopyWideBlock(ref Unsafe.As<T, float>(ref from), sourceStride, ref Unsafe.As<T, float>(ref to), targetStride);
                }
                else
                {
                    CopyBlock(ref from, sourceStride, ref to, targetStride);
                }
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

    /// <summary>16 rows of 4: each vector takes rows a quarter apart, so that a turn within 128 bit puts all rows in order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CopyTallBlock(ref float source, int sourceStride, ref float target, int targetStride)
    {
        Turn(
            Rows(ref source, sourceStride),
            Rows(ref Unsafe.Add(ref source, sourceStride), sourceStride),
            Rows(ref Unsafe.Add(ref source, 2 * sourceStride), sourceStride),
            Rows(ref Unsafe.Add(ref source, 3 * sourceStride), sourceStride),
            out Vector512<float> a,
            out Vector512<float> b,
            out Vector512<float> c,
            out Vector512<float> d);
        a.StoreUnsafe(ref target);
        b.StoreUnsafe(ref target, (nuint)targetStride);
        c.StoreUnsafe(ref target, (nuint)(2 * targetStride));
        d.StoreUnsafe(ref target, (nuint)(3 * targetStride));

        static Vector512<float> Rows(ref float first, int stride) => Vector512.Create(
            Vector256.Create(Vector128.LoadUnsafe(ref first), Vector128.LoadUnsafe(ref first, (nuint)(4 * stride))),
            Vector256.Create(Vector128.LoadUnsafe(ref first, (nuint)(8 * stride)), Vector128.LoadUnsafe(ref first, (nuint)(12 * stride))));
    }

    /// <summary>4 rows of 16: the same the other way round.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CopyWideBlock(ref float source, int sourceStride, ref float target, int targetStride)
    {
        Turn(
            Vector512.LoadUnsafe(ref source),
            Vector512.LoadUnsafe(ref source, (nuint)sourceStride),
            Vector512.LoadUnsafe(ref source, (nuint)(2 * sourceStride)),
            Vector512.LoadUnsafe(ref source, (nuint)(3 * sourceStride)),
            out Vector512<float> a,
            out Vector512<float> b,
            out Vector512<float> c,
            out Vector512<float> d);
        StoreRows(a, ref target, targetStride);
        StoreRows(b, ref Unsafe.Add(ref target, targetStride), targetStride);
        StoreRows(c, ref Unsafe.Add(ref target, 2 * targetStride), targetStride);
        StoreRows(d, ref Unsafe.Add(ref target, 3 * targetStride), targetStride);

        static void StoreRows(Vector512<float> rows, ref float first, int stride)
        {
            rows.GetLower().GetLower().StoreUnsafe(ref first);
            rows.GetLower().GetUpper().StoreUnsafe(ref first, (nuint)(4 * stride));
            rows.GetUpper().GetLower().StoreUnsafe(ref first, (nuint)(8 * stride));
            rows.GetUpper().GetUpper().StoreUnsafe(ref first, (nuint)(12 * stride));
        }
    }

    /// <summary>Turns the four by four elements in each 128 bit of four vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Turn(
        Vector512<float> a,
        Vector512<float> b,
        Vector512<float> c,
        Vector512<float> d,
        out Vector512<float> first,
        out Vector512<float> second,
        out Vector512<float> third,
        out Vector512<float> fourth)
    {
        Vector512<double> abLow = Avx512F.UnpackLow(a, b).AsDouble();
        Vector512<double> abHigh = Avx512F.UnpackHigh(a, b).AsDouble();
        Vector512<double> cdLow = Avx512F.UnpackLow(c, d).AsDouble();
        Vector512<double> cdHigh = Avx512F.UnpackHigh(c, d).AsDouble();
        first = Avx512F.UnpackLow(abLow, cdLow).AsSingle();
        second = Avx512F.UnpackHigh(abLow, cdLow).AsSingle();
        third = Avx512F.UnpackLow(abHigh, cdHigh).AsSingle();
        fourth = Avx512F.UnpackHigh(abHigh, cdHigh).AsSingle();
    }
}
