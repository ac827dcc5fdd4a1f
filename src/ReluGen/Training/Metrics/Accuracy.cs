using System.Numerics;

namespace ReluGen.Training;

/// <summary>The share of right answers, over any number of batches.</summary>
public sealed class Accuracy
{
    /// <summary>The number of rows, or of outputs for <see cref="AddBinary"/>, so far.</summary>
    public long Count { get; private set; }

    /// <summary>The number of right ones among them.</summary>
    public long Right { get; private set; }

    /// <summary>The share of right ones; NaN before the first.</summary>
    public double Value => (double)Right / Count;

    /// <summary>The index of the largest element; the first of equals, as <c>torch.argmax</c> on a CPU; a NaN counts as largest.</summary>
    /// <param name="row">One or more numbers.</param>
    public static int IndexOfLargest<T>(ReadOnlySpan<T> row)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int largest = 0;
        for (int index = 1; index < row.Length; index++)
        {
            if (row[index] > row[largest] || (T.IsNaN(row[index]) && !T.IsNaN(row[largest])))
            {
                largest = index;
            }
        }

        return largest;
    }

    /// <summary>Adds rows of outputs, one a class, whose largest is the answer.</summary>
    /// <param name="outputs">Rows of outputs; logits and probabilities give the same.</param>
    /// <param name="labels">One label a row.</param>
    /// <exception cref="ArgumentException">The outputs are no whole number of rows for the labels.</exception>
    public void Add<T>(ReadOnlySpan<T> outputs, ReadOnlySpan<int> labels)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (labels.IsEmpty)
        {
            SpanArguments.CheckLength(outputs.Length, 0, nameof(outputs));
            return;
        }

        int size = outputs.Length / labels.Length;
        SpanArguments.CheckRows(outputs.Length, labels.Length, Math.Max(size, 1), nameof(outputs));
        for (int row = 0; row < labels.Length; row++)
        {
            Right += IndexOfLargest(outputs.Slice(row * size, size)) == labels[row] ? 1 : 0;
        }

        Count += labels.Length;
    }

    /// <summary>Adds outputs that each say yes or no.</summary>
    /// <param name="outputs">The outputs.</param>
    /// <param name="targets">As many targets: yes is ½ or more.</param>
    /// <param name="threshold">An output of at least this says yes: 0 for logits, ½ for probabilities.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public void AddBinary<T>(ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets, T threshold)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        SpanArguments.CheckLength(targets.Length, outputs.Length, nameof(targets));
        T half = T.CreateTruncating(0.5);
        for (int index = 0; index < outputs.Length; index++)
        {
            Right += (outputs[index] >= threshold) == (targets[index] >= half) ? 1 : 0;
        }

        Count += outputs.Length;
    }

    /// <summary>Starts again.</summary>
    public void Reset() => (Count, Right) = (0, 0);
}
