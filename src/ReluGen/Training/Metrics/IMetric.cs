using System.Numerics;

namespace ReluGen.Training;

/// <summary>A number that says how good outputs are, over any number of batches.</summary>
/// <typeparam name="T">The number type of outputs.</typeparam>
/// <typeparam name="TTarget">The type of a target.</typeparam>
public interface IMetric<T, TTarget>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The number, of all that was added.</summary>
    double Value { get; }

    /// <summary>Adds rows.</summary>
    /// <param name="outputs">Rows of outputs.</param>
    /// <param name="targets">Their targets.</param>
    void Add(ReadOnlySpan<T> outputs, ReadOnlySpan<TTarget> targets);

    /// <summary>Starts again.</summary>
    void Reset();
}

/// <summary>The metrics that a trainer can report.</summary>
public static class Metric
{
    /// <summary>The share of rows whose largest output is at their label; see <see cref="Training.Accuracy"/>.</summary>
    public static IMetric<T, int> Accuracy<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => new LabelAccuracy<T>();

    /// <summary>The share of outputs on the right side of a threshold; see <see cref="Training.Accuracy"/>.</summary>
    /// <param name="threshold">An output of at least this says yes: 0 for logits, ½ for probabilities.</param>
    public static IMetric<T, T> BinaryAccuracy<T>(T threshold)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => new ThresholdAccuracy<T>(threshold);

    /// <summary>R²; see <see cref="CoefficientOfDetermination"/>.</summary>
    /// <param name="outputSize">The number of outputs of a row.</param>
    public static IMetric<T, T> RSquared<T>(int outputSize)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => new Determination<T>(outputSize);

    private sealed class LabelAccuracy<T> : IMetric<T, int>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly Accuracy _accuracy = new();

        public double Value => _accuracy.Value;

        public void Add(ReadOnlySpan<T> outputs, ReadOnlySpan<int> targets) => _accuracy.Add(outputs, targets);

        public void Reset() => _accuracy.Reset();
    }

    private sealed class ThresholdAccuracy<T>(T threshold) : IMetric<T, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly Accuracy _accuracy = new();

        public double Value => _accuracy.Value;

        public void Add(ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets) => _accuracy.AddBinary(outputs, targets, threshold);

        public void Reset() => _accuracy.Reset();
    }

    private sealed class Determination<T>(int outputSize) : IMetric<T, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly CoefficientOfDetermination _determination = new(outputSize);

        public double Value => _determination.Value;

        public void Add(ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets) => _determination.Add(outputs, targets);

        public void Reset() => _determination.Reset();
    }
}
