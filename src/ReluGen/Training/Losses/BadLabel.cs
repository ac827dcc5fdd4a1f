using System.Numerics;
using System.Runtime.InteropServices;

namespace ReluGen.Training;

/// <summary>A loss whose targets are labels.</summary>
internal interface ILabelLoss
{
    /// <summary>The first label that is out of range, or −1.</summary>
    /// <param name="labels">The labels.</param>
    /// <param name="outputSize">The number of outputs of a row.</param>
    int IndexOfBadLabel(ReadOnlySpan<int> labels, int outputSize);
}

/// <summary>Labels that are out of range, in the rows of a data set instead of those of a batch.</summary>
internal static class BadLabel
{
    /// <summary>What is wrong with the labels of a batch.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="targets">The batch's targets.</param>
    /// <param name="rows">The rows of the data that they are of.</param>
    /// <param name="outputSize">The number of outputs of a row.</param>
    /// <param name="name">What the data is called.</param>
    /// <returns>The fault; <see langword="null"/> where targets are no labels, or none is out of range.</returns>
    public static ArgumentException? In<T, TTarget>(ILoss<T, TTarget> loss, ReadOnlySpan<TTarget> targets, ReadOnlySpan<int> rows, int outputSize, string name)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TTarget : unmanaged
    {
        if (loss is not ILabelLoss labelLoss || typeof(TTarget) != typeof(int))
        {
            return null;
        }

        ReadOnlySpan<int> labels = MemoryMarshal.Cast<TTarget, int>(targets);
        int index = labelLoss.IndexOfBadLabel(labels, outputSize);
        return index < 0
            ? null
            : new ArgumentException(
                $"The label of row {rows[index]} of '{name}' is {labels[index]}; with {outputSize} outputs labels go from 0 to {outputSize - 1}.", name);
    }
}
