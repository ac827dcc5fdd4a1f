using System.Numerics;

namespace ReluGen.Training;

/// <summary>Evaluates losses over whole batches.</summary>
public static class Loss
{
    /// <summary>The number of rows in a chunk: a batch's value is the sum of its chunks' sums, from left to right.</summary>
    public const int ChunkRows = 32;

    /// <summary>The loss of a batch and its gradient with respect to the outputs. Allocates nothing.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="outputs">One or more rows of <paramref name="outputSize"/> outputs.</param>
    /// <param name="targets">The targets of as many rows.</param>
    /// <param name="outputGradients">Receives the gradient, as long as <paramref name="outputs"/>; or empty, when it is not wanted.</param>
    /// <param name="outputSize">The number of outputs of a row, at least 1.</param>
    /// <returns>The loss of the batch.</returns>
    /// <exception cref="ArgumentException">A length is wrong, spans overlap, or a label is out of range.</exception>
    public static T Evaluate<T, TTarget>(
        this ILoss<T, TTarget> loss,
        ReadOnlySpan<T> outputs,
        ReadOnlySpan<TTarget> targets,
        Span<T> outputGradients,
        int outputSize)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(loss);
        ArgumentOutOfRangeException.ThrowIfLessThan(outputSize, 1);
        int rows = SpanArguments.CountRows(outputs.Length, outputSize, nameof(outputs));
        int targetSize = loss.TargetSize(outputSize);
        SpanArguments.CheckRows(targets.Length, rows, targetSize, nameof(targets));
        if (!outputGradients.IsEmpty)
        {
            SpanArguments.CheckRows(outputGradients.Length, rows, outputSize, nameof(outputGradients));
            SpanArguments.CheckApart(outputGradients, outputs, nameof(outputGradients), nameof(outputs));
        }

        T divisor = loss.Divisor(targets, outputSize);
        T sum = T.NegativeZero;
        for (int first = 0; first < rows; first += ChunkRows)
        {
            int count = Math.Min(ChunkRows, rows - first);
            sum += loss.Sum(
                outputs.Slice(first * outputSize, count * outputSize),
                targets.Slice(first * targetSize, count * targetSize),
                outputGradients.IsEmpty ? [] : outputGradients.Slice(first * outputSize, count * outputSize),
                outputSize,
                divisor);
        }

        return sum / divisor;
    }
}
