namespace ReluGen.Training;

/// <summary>Copies chosen rows next to each other: a batch out of a data set.</summary>
public static class RowGather
{
    /// <summary>Copies the rows of <paramref name="source"/> that <paramref name="rows"/> names, in that order.</summary>
    /// <param name="source">Rows of <paramref name="rowSize"/> elements.</param>
    /// <param name="rowSize">The number of elements of a row, at least 1.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="target">Receives the rows; may be longer.</param>
    /// <returns>The part of <paramref name="target"/> that was written.</returns>
    /// <exception cref="ArgumentException"><paramref name="target"/> is too short.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public static Span<T> Copy<T>(ReadOnlySpan<T> source, int rowSize, ReadOnlySpan<int> rows, Span<T> target)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rowSize, 1);
        long length = (long)rows.Length * rowSize;
        if (target.Length < length)
        {
            throw new ArgumentException(
                $"'target' has {target.Length} elements; {rows.Length} rows of {rowSize} need {length}.", nameof(target));
        }

        int count = source.Length / rowSize;
        for (int index = 0; index < rows.Length; index++)
        {
            if ((uint)rows[index] >= (uint)count)
            {
                throw new ArgumentOutOfRangeException(
                    nameof(rows), rows[index], $"The source has {count} rows of {rowSize}; there is no row {rows[index]}.");
            }

            source.Slice(rows[index] * rowSize, rowSize).CopyTo(target.Slice(index * rowSize, rowSize));
        }

        return target[..(int)length];
    }
}
