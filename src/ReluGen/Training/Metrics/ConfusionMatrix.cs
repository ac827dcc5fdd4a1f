using System.Numerics;

namespace ReluGen.Training;

/// <summary>How often each class was taken for each: rows are labels, columns answers, as in scikit-learn.</summary>
public sealed class ConfusionMatrix
{
    private readonly long[] _counts;

    /// <summary>Starts with zeros.</summary>
    /// <param name="classes">The number of classes, at least 1.</param>
    public ConfusionMatrix(int classes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 1);
        Classes = classes;
        _counts = new long[checked(classes * classes)];
    }

    /// <summary>The number of classes.</summary>
    public int Classes { get; }

    /// <summary>The number of rows so far.</summary>
    public long Count { get; private set; }

    /// <summary>The share of right answers; NaN before the first.</summary>
    public double Accuracy
    {
        get
        {
            long right = 0;
            for (int label = 0; label < Classes; label++)
            {
                right += this[label, label];
            }

            return (double)right / Count;
        }
    }

    /// <summary>How often <paramref name="label"/> was taken for <paramref name="answer"/>.</summary>
    /// <param name="label">The right class.</param>
    /// <param name="answer">The class of the largest output.</param>
    public long this[int label, int answer] => _counts[Position(label, nameof(label)) * Classes + Position(answer, nameof(answer))];

    /// <summary>The share of a class's rows that was found; NaN without such rows.</summary>
    /// <param name="label">The class.</param>
    public double Recall(int label)
    {
        long rows = 0;
        for (int answer = 0; answer < Classes; answer++)
        {
            rows += this[label, answer];
        }

        return (double)this[label, label] / rows;
    }

    /// <summary>The share of the answers for a class that was right; NaN without such answers.</summary>
    /// <param name="answer">The class.</param>
    public double Precision(int answer)
    {
        long answers = 0;
        for (int label = 0; label < Classes; label++)
        {
            answers += this[label, answer];
        }

        return (double)this[answer, answer] / answers;
    }

    /// <summary>Adds rows of outputs whose largest is the answer.</summary>
    /// <param name="outputs">Rows of as many outputs as there are classes.</param>
    /// <param name="labels">One label a row.</param>
    /// <exception cref="ArgumentException">The lengths do not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A label is out of range.</exception>
    public void Add<T>(ReadOnlySpan<T> outputs, ReadOnlySpan<int> labels)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        SpanArguments.CheckRows(outputs.Length, labels.Length, Classes, nameof(outputs));
        for (int row = 0; row < labels.Length; row++)
        {
            int answer = ReluGen.Training.Accuracy.IndexOfLargest(outputs.Slice(row * Classes, Classes));
            _counts[(Position(labels[row], nameof(labels)) * Classes) + answer]++;
            Count++;
        }
    }

    /// <summary>Starts again.</summary>
    public void Reset()
    {
        Count = 0;
        Array.Clear(_counts);
    }

    private int Position(int label, string name) => (uint)label < (uint)Classes
        ? label
        : throw new ArgumentOutOfRangeException(name, label, $"There are {Classes} classes, from 0 to {Classes - 1}; {label} is none of them.");
}
