using System.Numerics;

namespace ReluGen.Training;

/// <summary>
/// Cross-entropy of the softmax of a row of logits and a label y: <c>w_y · −ln softmax(z)_y</c>. With label smoothing ε over C classes the
/// target is <c>1 − ε</c> at the label, plus <c>ε / C</c> everywhere, each times its class weight. The mean divides by the number of rows, or by the sum of
/// their labels' weights.
/// </summary>
/// <remarks>
/// As <c>torch.nn.CrossEntropyLoss</c> with class indices. Fused with the softmax: the gradient is for the logits, <c>Q · softmax(z) − q</c> with q the
/// weighted target and Q its sum, and the value is taken from the logarithm of Σ e^(z − largest z), so nothing overflows.
/// </remarks>
/// <typeparam name="T">The number type: <see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class SoftmaxCrossEntropy<T> : ILoss<T, int>, ILabelLoss, ISettings
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly LossReduction _reduction;
    private readonly ClassWeights<T> _weights;
    private readonly T _smoothing;
    private readonly int _ignoredLabel;

    /// <summary>Creates the loss.</summary>
    /// <param name="classWeights">One weight a class, or none for weights of 1.</param>
    /// <param name="labelSmoothing">ε, 0 to 1.</param>
    /// <param name="reduction">Mean or sum.</param>
    /// <param name="ignoredLabel">Rows with this label count for nothing.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="labelSmoothing"/> is not from 0 to 1.</exception>
    public SoftmaxCrossEntropy(
        ReadOnlySpan<T> classWeights = default,
        double labelSmoothing = 0,
        LossReduction reduction = LossReduction.Mean,
        int ignoredLabel = -100)
    {
        VectorWidths.CheckNumber<T>();
        _reduction = reduction;
        _weights = new ClassWeights<T>(classWeights);
        _smoothing = T.CreateTruncating(SpanArguments.CheckRange(labelSmoothing, 0, double.BitIncrement(1), nameof(labelSmoothing)));
        _ignoredLabel = ignoredLabel;
    }

    /// <summary>The width of the vectors, for tests: it cannot show in a result.</summary>
    internal VectorWidth Width { get; set; } = VectorWidths.Widest;

    /// <inheritdoc/>
    string ISettings.Settings => FormattableString.Invariant(
        $"reduction {_reduction}, class weights {_weights.Text}, label smoothing {_smoothing}, ignored label {_ignoredLabel}");

    /// <inheritdoc/>
    public int TargetSize(int outputSize)
    {
        _weights.Check(outputSize);
        return 1;
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">A label is out of range.</exception>
    public T Divisor(ReadOnlySpan<int> targets, int outputSize)
    {
        int bad = IndexOfBadLabel(targets, outputSize);
        if (bad >= 0)
        {
            throw new ArgumentException(
                $"The label of row {bad} is {targets[bad]}; with {outputSize} outputs labels go from 0 to {outputSize - 1}.", nameof(targets));
        }

        // In double: thousands of weights, one after the other, would cost a float sum its last digits.
        double divisor = 0;
        foreach (int label in targets)
        {
            divisor += label == _ignoredLabel ? 0 : double.CreateTruncating(_weights[label]);
        }

        return _reduction == LossReduction.Mean ? T.CreateTruncating(divisor) : T.One;
    }

    /// <inheritdoc/>
    public unsafe T Sum(ReadOnlySpan<T> outputs, ReadOnlySpan<int> targets, Span<T> outputGradients, int outputSize, T divisor)
    {
        SpanArguments.CheckRows(outputs.Length, targets.Length, outputSize, nameof(outputs));
        if (!outputGradients.IsEmpty)
        {
            SpanArguments.CheckLength(outputGradients.Length, outputs.Length, nameof(outputGradients));
        }

        fixed (T* logits = outputs, gradients = outputGradients, weights = _weights.Values)
        {
            T scale = T.One / divisor;
            T uniform = _smoothing / T.CreateTruncating(outputSize);
            T sum = T.NegativeZero;
            for (int row = 0; row < targets.Length; row++)
            {
                T* z = logits + ((nint)row * outputSize);
                T* g = gradients == null ? null : gradients + ((nint)row * outputSize);
                int label = targets[row];
                if (label == _ignoredLabel)
                {
                    new Span<T>(g, g == null ? 0 : outputSize).Clear();
                    continue;
                }

                ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)label, (uint)outputSize, nameof(targets));
                T share = (T.One - _smoothing) * _weights[label];
                var target = new SoftmaxTarget<T>(null, weights, T.Zero, uniform, label, share);
                sum += SixteenLanes.Run<SoftmaxRow<T>, T>(new SoftmaxRow<T>(z, g, outputSize, target, scale), Width);
            }

            return sum;
        }
    }

    /// <inheritdoc/>
    int ILabelLoss.IndexOfBadLabel(ReadOnlySpan<int> labels, int outputSize) => IndexOfBadLabel(labels, outputSize);

    private int IndexOfBadLabel(ReadOnlySpan<int> labels, int outputSize)
    {
        for (int row = 0; row < labels.Length; row++)
        {
            if ((uint)labels[row] >= (uint)outputSize && labels[row] != _ignoredLabel)
            {
                return row;
            }
        }

        return -1;
    }
}
