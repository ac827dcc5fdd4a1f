using System.Diagnostics.CodeAnalysis;

namespace ReluGen.Training;

/// <summary>Checks the arguments of the training members. A failed check names the argument and both numbers.</summary>
internal static class SpanArguments
{
    /// <summary>Checks a span's length.</summary>
    public static void CheckLength(long length, long expected, string name)
    {
        if (length != expected)
        {
            ThrowLength(length, expected, name);
        }
    }

    /// <summary>Counts the rows of a span.</summary>
    /// <exception cref="ArgumentException">The length is no whole number of rows, or there is no row.</exception>
    public static int CountRows(int length, int rowSize, string name)
    {
        (int count, int rest) = Math.DivRem(length, rowSize);
        if (rest != 0 || count == 0)
        {
            ThrowRows(length, rowSize, name);
        }

        return count;
    }

    /// <summary>Checks that a span holds a given number of rows.</summary>
    public static void CheckRows(int length, int count, int rowSize, string name)
    {
        if (length != (long)count * rowSize)
        {
            ThrowRowCount(length, count, rowSize, name);
        }
    }

    /// <summary>Checks that a result does not overlap what is read.</summary>
    public static void CheckApart<T>(Span<T> result, ReadOnlySpan<T> other, string resultName, string otherName)
    {
        if (other.Overlaps(result))
        {
            ThrowOverlap(resultName, otherName);
        }
    }

    /// <summary>Checks that a number lies in a half-open interval, as NaN does in none.</summary>
    public static double CheckRange(double value, double least, double below, string name) =>
        value >= least && value < below
            ? value
            : throw new ArgumentOutOfRangeException(name, value, FormattableString.Invariant(
                $"'{name}' must be {Lower(least)} and {Upper(below)}, but is {value}."));

    private static string Lower(double least) => least == double.Epsilon ? "above 0" : FormattableString.Invariant($"at least {least}");

    private static string Upper(double below) => double.IsPositiveInfinity(below) ? "finite"
        : below == double.BitIncrement(1) ? "at most 1"
        : FormattableString.Invariant($"less than {below}");

    [DoesNotReturn]
    private static void ThrowLength(long length, long expected, string name) =>
        throw new ArgumentException($"'{name}' has {length} elements; {expected} are needed.", name);

    [DoesNotReturn]
    private static void ThrowRows(int length, int rowSize, string name) => throw new ArgumentException(
        $"'{name}' has {length} elements, which is not one or more whole rows of {rowSize}; pass a multiple of {rowSize}.", name);

    [DoesNotReturn]
    private static void ThrowRowCount(int length, int count, int rowSize, string name) => throw new ArgumentException(
        $"'{name}' has {length} elements; {count} rows of {rowSize} need {(long)count * rowSize}.", name);

    [DoesNotReturn]
    private static void ThrowOverlap(string resultName, string otherName) => throw new ArgumentException(
        $"'{resultName}' overlaps '{otherName}', which is still read while the result is written; pass separate memory.",
        resultName);
}
