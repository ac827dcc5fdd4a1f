using System.Numerics;
using System.Runtime.CompilerServices;
using ReluGen.Numerics;

namespace ReluGen.Training;

/// <summary>
/// Binary cross-entropy from logits: for logit z and target t (a probability, mostly 0 or 1) the loss is
/// <c>−(w · t · ln σ(z) + (1 − t) · ln(1 − σ(z)))</c> with σ the logistic function and w the output's positive weight; the gradient is
/// <c>(1 − t) · σ(z) − w · t · σ(−z)</c>. The mean is over all outputs of all rows.
/// </summary>
/// <remarks>
/// As <c>torch.nn.BCEWithLogitsLoss</c> with <c>pos_weight</c>. Calculated as
/// <c>(1 − t) · z + (1 + (w − 1) · t) · (max(−z, 0) + log1p(e^−|z|))</c>, which neither overflows nor takes the logarithm of 0.
/// </remarks>
/// <typeparam name="T">The number type: <see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class BinaryCrossEntropy<T> : ILoss<T, T>, ISettings
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly LossReduction _reduction;
    private readonly AlignedBuffer<T>? _weights;
    private readonly int _outputSize;

    /// <summary>Creates the loss without positive weights.</summary>
    /// <param name="reduction">Mean or sum.</param>
    public BinaryCrossEntropy(LossReduction reduction = LossReduction.Mean)
    {
        VectorWidths.CheckNumber<T>();
        _reduction = reduction;
    }

    /// <summary>Creates the loss with positive weights.</summary>
    /// <param name="positiveWeights">One factor an output for the share of positive targets: above 1 favours recall.</param>
    /// <param name="reduction">Mean or sum.</param>
    /// <exception cref="ArgumentException"><paramref name="positiveWeights"/> is empty.</exception>
    public BinaryCrossEntropy(ReadOnlySpan<T> positiveWeights, LossReduction reduction = LossReduction.Mean)
        : this(reduction)
    {
        _outputSize = SpanArguments.CountRows(positiveWeights.Length, 1, nameof(positiveWeights));

        // Repeated for all rows of a chunk, so that the pass over a chunk is one over flat memory.
        _weights = new AlignedBuffer<T>(checked(_outputSize * Loss.ChunkRows));
        for (int row = 0; row < Loss.ChunkRows; row++)
        {
            positiveWeights.CopyTo(_weights.Span[(row * _outputSize)..]);
        }
    }

    /// <summary>The width of the vectors, for tests: it cannot show in a result.</summary>
    internal VectorWidth Width { get; set; } = VectorWidths.Widest;

    /// <inheritdoc/>
    string ISettings.Settings => FormattableString.Invariant(
        $"reduction {_reduction}, positive weights {new ClassWeights<T>(_weights is null ? [] : _weights.Span[.._outputSize]).Text}");

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">There is another number of positive weights.</exception>
    public int TargetSize(int outputSize)
    {
        if (_weights is not null && outputSize != _outputSize)
        {
            throw new ArgumentException(
                $"The loss has {_outputSize} positive weights, but a row has {outputSize} outputs; give one weight an output.", nameof(outputSize));
        }

        return outputSize;
    }

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

        if (_weights is not null)
        {
            TargetSize(outputSize);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(outputs.Length, _weights.Length, nameof(outputs));
        }

        fixed (T* z = outputs, t = targets, g = outputGradients, w = _weights is null ? [] : _weights.Span)
        {
            T sum = ChainSum.Of<Terms, T>(new Terms(z, t, g, w, T.One / divisor), outputs.Length, Width);
            GC.KeepAlive(this);
            return sum;
        }
    }

    private readonly unsafe struct Terms(T* logits, T* targets, T* gradients, T* weights, T scale) : ITerms<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TRegister At<TRegister>(nint index)
            where TRegister : struct, IRegister<TRegister, T>
        {
            TRegister zero = TRegister.Splat(T.Zero);
            TRegister one = TRegister.Splat(T.One);
            TRegister z = TRegister.Load(logits + index);
            TRegister positive = TRegister.Load(targets + index);
            TRegister negative = one - positive;
            TRegister weight = weights == null ? one : TRegister.Load(weights + index);
            TRegister exponential = TRegister.Exp(zero - TRegister.Abs(z));
            if (gradients != null)
            {
                TRegister sum = one + exponential;
                TRegister near = one / sum;
                TRegister far = exponential / sum;
                TRegister sigmoid = TRegister.SelectLess(z, zero, far, near);
                TRegister complement = TRegister.SelectLess(z, zero, near, far);
                TRegister slope = (negative * sigmoid) - (weight * positive * complement);
                TRegister.Store(TRegister.Splat(scale) * slope, gradients + index);
            }

            TRegister softplus = TRegister.SelectLess(z, zero, zero - z, zero) + TRegister.Log1p(exponential);
            return (negative * z) + ((one + ((weight - one) * positive)) * softplus);
        }
    }
}
