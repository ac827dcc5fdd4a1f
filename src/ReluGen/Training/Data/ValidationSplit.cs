namespace ReluGen.Training;

/// <summary>The rows of a data set in two parts: some to learn from, some to judge by.</summary>
/// <param name="Training">The rows to learn from, in ascending order.</param>
/// <param name="Validation">The rows to judge by, in ascending order.</param>
public sealed record ValidationSplit(int[] Training, int[] Validation)
{
    /// <summary>Draws the validation rows at random.</summary>
    /// <param name="count">The number of rows, at least 2.</param>
    /// <param name="share">The share for validation, above 0 and below 1; rounded to the nearest number of rows that leaves both parts one.</param>
    /// <param name="seed">The seed.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public static ValidationSplit Random(int count, double share, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 2);
        SpanArguments.CheckRange(share, double.Epsilon, 1, nameof(share));
        var rows = new int[count];
        for (int row = 0; row < count; row++)
        {
            rows[row] = row;
        }

        RandomSource.ForStream(seed, "validation").Shuffle(rows.AsSpan());
        int validation = Math.Clamp((int)double.Round(count * share), 1, count - 1);
        Array.Sort(rows, 0, validation);
        Array.Sort(rows, validation, count - validation);
        return new ValidationSplit(rows[validation..], rows[..validation]);
    }
}
