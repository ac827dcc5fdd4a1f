using System.Runtime.InteropServices;
using ReluGen.Numerics;

namespace ReluGen.Tests.Parity.Numerics;

/// <summary>Rows into columns, for every size around the blocks, in strides of their own; what lies between rows stays.</summary>
public sealed class TranspositionTests
{
    [Fact]
    public void Every_size_is_turned_and_nothing_else_is_written()
    {
        for (int rows = 1; rows <= 34; rows++)
        {
            for (int columns = 1; columns <= 34; columns++)
            {
                Check(rows, columns, i => (float)i, -1f);
                Check(rows, columns, i => (double)i, -1.0);
            }
        }
    }

    private static void Check<T>(int rows, int columns, Func<int, T> number, T untouched)
        where T : unmanaged
    {
        (int sourceStride, int targetStride) = (columns + 3, rows + 5);
        T[] source = Enumerable.Range(0, rows * sourceStride).Select(number).ToArray();
        T[] target = Enumerable.Repeat(untouched, columns * targetStride).ToArray();

        Transposition.Copy(
            ref MemoryMarshal.GetArrayDataReference(source), sourceStride, ref MemoryMarshal.GetArrayDataReference(target), targetStride, rows, columns);

        for (int column = 0; column < columns; column++)
        {
            for (int row = 0; row < targetStride; row++)
            {
                T expected = row < rows ? source[(row * sourceStride) + column] : untouched;
                Assert.True(
                    EqualityComparer<T>.Default.Equals(expected, target[(column * targetStride) + row]),
                    $"{rows} × {columns} {typeof(T).Name}, row {row}, column {column}: {expected} expected, {target[(column * targetStride) + row]} found");
            }
        }
    }
}
