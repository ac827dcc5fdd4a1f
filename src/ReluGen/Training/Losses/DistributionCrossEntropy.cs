using System.Numerics;

namespace ReluGen.Training;

/// <summary>
/// Cross-entropy of the softmax of a row of logits and a distribution t over the C classes: <c>Σ w · ((1 − ε) · t + ε / C) · −ln softmax(z)</c> with
/// class weights w and label smoothing ε. The mean divides by the number of rows.
/// </summary>
/// <remarks>As <c>torch.nn.CrossEntropyLoss</c> with class probabilities. Fused with the softmax, as <see cref="SoftmaxCrossEntropy{T}"/>.</remarks>
/// <typeparam name="T">The number type: <see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class DistributionCrossEntropy<T> : ILoss<T, T>, ISettings
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly LossReduction _reduction;
    private readonly ClassWeights<T> _weights;
    private readonly T _smoothing;

    /// <summary>Creates the loss.</summary>
    /// <param name="classWeights">One weight a class, or none for weights of 1.</param>
    /// <param name="labelSmoothing">ε, 0 to 1.</param>
    /// <param name="reduction">Mean or sum.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="labelSmoothing"/> is not from 0 to 1.</exception>
    public DistributionCrossEntropy(
        ReadOnlySpan<T> classWeights = default, double labelSmoothing = 0, LossReduction reduction = LossReduction.Mean)
    {
        VectorWidths.CheckNumber<T>();
        _reduction = reduction;
        _weights = new ClassWeights<T>(classWeights);
        _smoothing = T.CreateTruncating(SpanArguments.CheckRange(labelSmoothing, 0, double.BitIncrement(1), nameof(labelSmoothing)));
    }

    /// <summary>The width of the vectors, for tests: it cannot show in a result.</summary>
    internal VectorWidth Width { get; set; } = VectorWidths.Widest;

    /// <inheritdoc/>
    string ISettings.Settings => FormattableString.Invariant(
        $"reduction {_reduction}, class weights {_weights.Text}, label smoothing {_smoothing}");

    /// <inheritdoc/>
    public int TargetSize(int outputSize)
    {
        _weights.Check(outputSize);
        return outputSize;
    }

    /// <inheritdoc/>
    public T Divisor(ReadOnlySpan<T> targets, int outputSize) =>
        _reduction == LossReduction.Mean ? T.CreateTruncating(targets.Length / outputSize) : T.One;

    /// <inheritdoc/>
    public unsafe T Sum(ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets, Span<T> outputGradients, int outputSize, T divisor)
    {
        SpanArguments.CheckLength(targets.Length, outputs.Length, nameof(targets));
        if (!outputGradients.IsEmpty)
        {
            SpanArguments.CheckLength(outputGradients.Length, outputs.Length, nameof(outputGradients));
        }

        fixed (T* logits = outputs, t = targets, gradients = outputGradients, weights = _weights.Values)
        {
            T scale = T.One / divisor;
            T keep = T.One - _smoothing;
            T uniform = _smoothing / T.CreateTruncating(outputSize);
            T sum = T.NegativeZero;
            for (nint first = 0; first < outputs.Length; first += outputSize)
            {
                var target = new SoftmaxTarget<T>(t + first, weights, keep, uniform, -1, T.Zero);
                T* g = gradients == null ? null : gradients + first;
                sum += SixteenLanes.Run<SoftmaxRow<T>, T>(new SoftmaxRow<T>(logits + first, g, outputSize, target, scale), Width);
            }

            return sum;
        }
    }
}
