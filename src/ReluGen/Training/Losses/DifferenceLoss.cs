using System.Numerics;

namespace ReluGen.Training;

/// <summary>A loss that treats every output alike and on its own: one target an output.</summary>
/// <typeparam name="T">The number type: <see cref="float"/> or <see cref="double"/>.</typeparam>
public abstract class DifferenceLoss<T> : ILoss<T, T>, ISettings
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly LossReduction _reduction;

    private protected DifferenceLoss(LossReduction reduction)
    {
        VectorWidths.CheckNumber<T>();
        _reduction = reduction;
    }

    /// <summary>The width of the vectors, for tests: it cannot show in a result.</summary>
    internal VectorWidth Width { get; set; } = VectorWidths.Widest;

    /// <inheritdoc/>
    string ISettings.Settings => Settings;

    /// <summary>What the loss was created with, as text.</summary>
    private protected virtual string Settings => $"reduction {_reduction}";

    /// <inheritdoc/>
    public int TargetSize(int outputSize) => outputSize;

    /// <inheritdoc/>
    public T Divisor(ReadOnlySpan<T> targets, int outputSize) =>
        _reduction == LossReduction.Mean ? T.CreateTruncating(targets.Length) : T.One;

    /// <inheritdoc/>
    public unsafe T Sum(ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets, Span<T> outputGradients, int outputSize, T divisor)
    {
        SpanArguments.CheckLength(targets.Length, outputs.Length, nameof(targets));
        if (!outputGradients.IsEmpty)
        {
            SpanArguments.CheckLength(outputGradients.Length, outputs.Length, nameof(outputGradients));
        }

        fixed (T* y = outputs, t = targets, g = outputGradients)
        {
            return Sum(y, t, g, outputs.Length, T.One / divisor);
        }
    }

    /// <summary>The sum over all elements; writes gradients where the pointer is not null.</summary>
    /// <param name="outputs">The outputs.</param>
    /// <param name="targets">The targets.</param>
    /// <param name="gradients">The gradients, or null.</param>
    /// <param name="count">The number of elements.</param>
    /// <param name="scale">The factor of the gradients: 1 / divisor.</param>
    private protected abstract unsafe T Sum(T* outputs, T* targets, T* gradients, int count, T scale);
}
