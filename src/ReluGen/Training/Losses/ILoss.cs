using System.Numerics;

namespace ReluGen.Training;

/// <summary>
/// What training makes small: a number for a batch of outputs and their targets, with its gradient for the outputs.
/// The value is a sum over rows, divided by <see cref="Divisor"/>. Implement it for a loss of your own.
/// </summary>
/// <remarks>
/// A batch goes through <see cref="Sum"/> in chunks of <see cref="Loss.ChunkRows"/> rows, on any number of threads, and the chunks' sums
/// are added from left to right: so the value has the same bits for every number of threads. Implementations are therefore
/// thread-safe, allocate nothing and keep no state between calls.
/// </remarks>
/// <typeparam name="T">The number type of outputs and gradients: <see cref="float"/> or <see cref="double"/>.</typeparam>
/// <typeparam name="TTarget">The type of a target: the number type, or <see cref="int"/> for labels.</typeparam>
public interface ILoss<T, TTarget>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The number of targets that belong to a row of <paramref name="outputSize"/> outputs.</summary>
    /// <param name="outputSize">The number of outputs of a row, at least 1.</param>
    int TargetSize(int outputSize);

    /// <summary>What the sum over all rows is divided by: the number of rows, outputs or weights for a mean, 1 for a sum.</summary>
    /// <param name="targets">The targets of the whole batch.</param>
    /// <param name="outputSize">The number of outputs of a row.</param>
    T Divisor(ReadOnlySpan<TTarget> targets, int outputSize);

    /// <summary>The sum over a chunk of rows, undivided, and the gradient of the divided sum.</summary>
    /// <param name="outputs">One to <see cref="Loss.ChunkRows"/> rows of <paramref name="outputSize"/> outputs.</param>
    /// <param name="targets">Their targets.</param>
    /// <param name="outputGradients">Receives the gradient, as many elements as there are outputs; or empty, when it is not wanted.</param>
    /// <param name="outputSize">The number of outputs of a row.</param>
    /// <param name="divisor">What <see cref="Divisor"/> gave for the whole batch.</param>
    T Sum(ReadOnlySpan<T> outputs, ReadOnlySpan<TTarget> targets, Span<T> outputGradients, int outputSize, T divisor);
}

/// <summary>How the losses of a batch become one number.</summary>
public enum LossReduction
{
    /// <summary>Their mean: what "mean" is in PyTorch, for each loss.</summary>
    Mean,

    /// <summary>Their sum.</summary>
    Sum,
}
