using System.Numerics;

namespace ReluGen.Training;

/// <summary>
/// R²: <c>1 − Σ (t − y)² / Σ (t − mean t)²</c> for each output, averaged over the outputs. 1 is perfect, 0 as good as the mean, below 0 worse.
/// </summary>
/// <remarks>
/// As <c>r2_score</c> of scikit-learn with uniform average. Means and squares are updated row by row in double (Welford 1962), so it takes
/// any number of batches. An output whose targets are all equal counts as 1 when it is met exactly, else as 0.
/// </remarks>
public sealed class CoefficientOfDetermination
{
    private readonly double[] _means;
    private readonly double[] _spreads;
    private readonly double[] _errors;

    /// <summary>Starts without rows.</summary>
    /// <param name="outputSize">The number of outputs of a row, at least 1.</param>
    public CoefficientOfDetermination(int outputSize)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(outputSize, 1);
        _means = new double[outputSize];
        _spreads = new double[outputSize];
        _errors = new double[outputSize];
    }

    /// <summary>The number of rows so far.</summary>
    public long Count { get; private set; }

    /// <summary>R²; NaN before the first row.</summary>
    public double Value
    {
        get
        {
            double sum = Count == 0 ? double.NaN : 0;
            for (int index = 0; index < _means.Length; index++)
            {
                sum += _spreads[index] > 0 ? 1 - (_errors[index] / _spreads[index]) : _errors[index] == 0 ? 1 : 0;
            }

            return sum / _means.Length;
        }
    }

    /// <summary>Adds rows.</summary>
    /// <param name="outputs">Rows of outputs.</param>
    /// <param name="targets">As many targets.</param>
    /// <exception cref="ArgumentException">The lengths differ or are no whole number of rows.</exception>
    public void Add<T>(ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int rows = SpanArguments.CountRows(outputs.Length, _means.Length, nameof(outputs));
        SpanArguments.CheckLength(targets.Length, outputs.Length, nameof(targets));
        for (int row = 0; row < rows; row++)
        {
            Count++;
            for (int index = 0; index < _means.Length; index++)
            {
                double target = double.CreateTruncating(targets[(row * _means.Length) + index]);
                double error = target - double.CreateTruncating(outputs[(row * _means.Length) + index]);
                double distance = target - _means[index];
                _means[index] += distance / Count;
                _spreads[index] += distance * (target - _means[index]);
                _errors[index] += error * error;
            }
        }
    }

    /// <summary>Starts again.</summary>
    public void Reset()
    {
        Count = 0;
        Array.Clear(_means);
        Array.Clear(_spreads);
        Array.Clear(_errors);
    }
}
