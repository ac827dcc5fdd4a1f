using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace ReluGen.Numerics;

/// <summary>Checks the arguments of generated members. Called by generated code.</summary>
/// <remarks>A failed check throws <see cref="ArgumentException"/> with the argument's name and both numbers.</remarks>
public static class NetworkArguments
{
    /// <summary>The most rows of a chunk, whose parameter gradients are summed in one chain.</summary>
    private const int ChunkRows = 32;

    /// <summary>Checks one sample's spans.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void CheckForward<T>(ReadOnlySpan<T> input, Span<T> output, int inputSize, int outputSize)
    {
        CheckLength(input.Length, inputSize, nameof(input));
        CheckLength(output.Length, outputSize, nameof(output));
        CheckApart(output, input, nameof(output), nameof(input));
    }

    /// <summary>Checks a batch's spans.</summary>
    /// <returns>The number of rows.</returns>
    public static int CheckForwardBatch<T>(ReadOnlySpan<T> inputs, Span<T> outputs, int inputSize, int outputSize)
    {
        int count = CountRows(inputs.Length, inputSize, nameof(inputs), outputs.Length, outputSize, nameof(outputs));
        CheckApart(outputs, inputs, nameof(outputs), nameof(inputs));
        return count;
    }

    /// <summary>Checks one sample's spans.</summary>
    public static void CheckBackward<T>(
        ReadOnlySpan<T> input, ReadOnlySpan<T> outputGradient, Span<T> inputGradient, int inputSize, int outputSize)
    {
        CheckLength(input.Length, inputSize, nameof(input));
        CheckLength(outputGradient.Length, outputSize, nameof(outputGradient));
        CheckLength(inputGradient.Length, inputSize, nameof(inputGradient));
        CheckApart(inputGradient, input, nameof(inputGradient), nameof(input));
        CheckApart(inputGradient, outputGradient, nameof(inputGradient), nameof(outputGradient));
    }

    /// <summary>Checks one sample's spans; the input gradient may be empty.</summary>
    public static void CheckBackward<T>(
        ReadOnlySpan<T> input,
        ReadOnlySpan<T> outputGradient,
        Span<T> inputGradient,
        Span<T> parameterGradient,
        int inputSize,
        int outputSize,
        int parameterCount)
    {
        CheckLength(input.Length, inputSize, nameof(input));
        CheckLength(outputGradient.Length, outputSize, nameof(outputGradient));
        if (!inputGradient.IsEmpty)
        {
            CheckLength(inputGradient.Length, inputSize, nameof(inputGradient));
        }

        CheckLength(parameterGradient.Length, parameterCount, nameof(parameterGradient));
        CheckApart(inputGradient, input, nameof(inputGradient), nameof(input));
        CheckApart(inputGradient, outputGradient, nameof(inputGradient), nameof(outputGradient));
        CheckApart(parameterGradient, input, nameof(parameterGradient), nameof(input));
        CheckApart(parameterGradient, outputGradient, nameof(parameterGradient), nameof(outputGradient));
        CheckApart<T>(parameterGradient, inputGradient, nameof(parameterGradient), nameof(inputGradient));
    }

    /// <summary>Checks a batch's spans.</summary>
    /// <returns>The number of rows.</returns>
    public static int CheckBackwardBatch<T>(
        ReadOnlySpan<T> inputs, ReadOnlySpan<T> outputGradients, Span<T> inputGradients, int inputSize, int outputSize)
    {
        int count = CountRows(inputs.Length, inputSize, nameof(inputs), outputGradients.Length, outputSize, nameof(outputGradients));
        CheckRows(inputGradients.Length, count, inputSize, nameof(inputGradients));
        CheckApart(inputGradients, inputs, nameof(inputGradients), nameof(inputs));
        CheckApart(inputGradients, outputGradients, nameof(inputGradients), nameof(outputGradients));
        return count;
    }

    /// <summary>Checks a batch's spans; the input gradients may be empty.</summary>
    /// <returns>The number of rows.</returns>
    public static int CheckBackwardBatch<T>(
        ReadOnlySpan<T> inputs,
        ReadOnlySpan<T> outputGradients,
        Span<T> inputGradients,
        Span<T> parameterGradient,
        int inputSize,
        int outputSize,
        int parameterCount)
    {
        int count = CountRows(inputs.Length, inputSize, nameof(inputs), outputGradients.Length, outputSize, nameof(outputGradients));
        if (!inputGradients.IsEmpty)
        {
            CheckRows(inputGradients.Length, count, inputSize, nameof(inputGradients));
        }

        CheckLength(parameterGradient.Length, parameterCount, nameof(parameterGradient));
        CheckApart(inputGradients, inputs, nameof(inputGradients), nameof(inputs));
        CheckApart(inputGradients, outputGradients, nameof(inputGradients), nameof(outputGradients));
        CheckApart(parameterGradient, inputs, nameof(parameterGradient), nameof(inputs));
        CheckApart(parameterGradient, outputGradients, nameof(parameterGradient), nameof(outputGradients));
        CheckApart<T>(parameterGradient, inputGradients, nameof(parameterGradient), nameof(inputGradients));
        return count;
    }

    /// <summary>Checks the spans of a forward pass over a chunk of samples.</summary>
    /// <returns>The number of rows.</returns>
    public static int CheckChunk<T>(
        ReadOnlySpan<T> inputs, Span<T> outputs, Span<T> workspace, int inputSize, int outputSize, int workspaceLength)
    {
        int count = CountChunkRows(inputs.Length, inputSize);
        CheckRows(outputs.Length, count, outputSize, nameof(outputs));
        CheckLength(workspace.Length, workspaceLength, nameof(workspace));
        CheckApart(outputs, inputs, nameof(outputs), nameof(inputs));
        CheckApart(workspace, inputs, nameof(workspace), nameof(inputs));
        CheckApart<T>(workspace, outputs, nameof(workspace), nameof(outputs));
        return count;
    }

    /// <summary>Checks the spans of a backward pass over a chunk of samples.</summary>
    /// <returns>The number of rows.</returns>
    public static int CheckChunk<T>(
        ReadOnlySpan<T> inputs,
        ReadOnlySpan<T> outputGradients,
        Span<T> workspace,
        Span<T> parameterGradient,
        int inputSize,
        int outputSize,
        int workspaceLength,
        int parameterCount)
    {
        int count = CountChunkRows(inputs.Length, inputSize);
        CheckRows(outputGradients.Length, count, outputSize, nameof(outputGradients));
        CheckLength(workspace.Length, workspaceLength, nameof(workspace));
        CheckLength(parameterGradient.Length, parameterCount, nameof(parameterGradient));
        CheckApart(workspace, inputs, nameof(workspace), nameof(inputs));
        CheckApart(workspace, outputGradients, nameof(workspace), nameof(outputGradients));
        CheckApart(parameterGradient, inputs, nameof(parameterGradient), nameof(inputs));
        CheckApart(parameterGradient, outputGradients, nameof(parameterGradient), nameof(outputGradients));
        CheckApart<T>(parameterGradient, workspace, nameof(parameterGradient), nameof(workspace));
        return count;
    }

    /// <summary>Checks the length of one of several inputs or outputs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void CheckPart<T>(ReadOnlySpan<T> part, int size, string name) => CheckLength(part.Length, size, name);

    /// <inheritdoc cref="CheckPart{T}(ReadOnlySpan{T}, int, string)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void CheckPart<T>(Span<T> part, int size, string name) => CheckLength(part.Length, size, name);

    /// <summary>Checks that one of several outputs does not overlap another part.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void CheckParts<T>(Span<T> output, ReadOnlySpan<T> other, string outputName, string otherName) =>
        CheckApart(output, other, outputName, otherName);

    /// <inheritdoc cref="CheckParts{T}(Span{T}, ReadOnlySpan{T}, string, string)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void CheckParts<T>(Span<T> output, Span<T> other, string outputName, string otherName) =>
        CheckApart(output, other, outputName, otherName);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CheckLength(int length, int expected, string name)
    {
        if (length != expected)
        {
            ThrowLength(length, expected, name);
        }
    }

    /// <summary>The rows of the inputs or, where an input has no elements, of the outputs; both must have as many.</summary>
    private static int CountRows(int inputs, int inputSize, string inputsName, int outputs, int outputSize, string outputsName)
    {
        int count = inputSize > 0 ? CountRows(inputs, inputSize, inputsName) : outputSize > 0 ? CountRows(outputs, outputSize, outputsName) : 0;
        CheckRows(inputs, count, inputSize, inputsName);
        CheckRows(outputs, count, outputSize, outputsName);
        return count;
    }

    private static int CountRows(int length, int rowSize, string name)
    {
        (int count, int rest) = Math.DivRem(length, rowSize);
        if (rest != 0)
        {
            throw new ArgumentException(
                $"'{name}' has {length} elements, which is not a whole number of rows of {rowSize}; pass {(long)count * rowSize} or {((long)count + 1) * rowSize}.",
                name);
        }

        return count;
    }

    private static int CountChunkRows(int length, int rowSize)
    {
        int count = CountRows(length, rowSize, "inputs");
        return count is >= 1 and <= ChunkRows
            ? count
            : throw new ArgumentException($"'inputs' has {count} rows; a chunk has 1 to {ChunkRows}.", "inputs");
    }

    private static void CheckRows(int length, int count, int rowSize, string name)
    {
        long expected = (long)count * rowSize;
        if (length != expected)
        {
            throw new ArgumentException(
                $"'{name}' has {length} elements; {count} rows of {rowSize} need {expected}.", name);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CheckApart<T>(Span<T> result, ReadOnlySpan<T> other, string resultName, string otherName)
    {
        if (other.Overlaps(result))
        {
            ThrowOverlap(resultName, otherName);
        }
    }

    [DoesNotReturn]
    private static void ThrowLength(int length, int expected, string name) =>
        throw new ArgumentException($"'{name}' has {length} elements; the network needs {expected}.", name);

    [DoesNotReturn]
    private static void ThrowOverlap(string resultName, string otherName) => throw new ArgumentException(
        $"'{resultName}' overlaps '{otherName}', which is still read while the result is written; pass separate memory.",
        resultName);
}
