using System.Numerics;

namespace ReluGen.Training;

/// <summary>Loss and metric of a network over data that it does not learn from.</summary>
internal sealed class Evaluation<TNetwork, T, TTarget>(TNetwork network, ILoss<T, TTarget> loss)
    where TNetwork : class, ITrainableNetwork<TNetwork, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TTarget : unmanaged
{
    private const int BatchSize = 256;

    private readonly int _targetSize = loss.TargetSize(TNetwork.OutputSize);
    private int[] _rows = [];
    private T[] _inputs = [];
    private T[] _outputs = [];
    private TTarget[] _targets = [];

    /// <summary>Checks the sizes of data.</summary>
    /// <exception cref="ArgumentException">They are not the network's, or there is no row.</exception>
    public void Check(ITrainingData<T, TTarget> data, string name)
    {
        if (data.Count < 1)
        {
            throw new ArgumentException($"'{name}' has {data.Count} rows; at least 1 is needed.", name);
        }

        if (data.InputSize != TNetwork.InputSize || data.TargetSize != _targetSize)
        {
            throw new ArgumentException(
                $"'{name}' has rows of {data.InputSize} inputs and {data.TargetSize} targets; network and loss need {TNetwork.InputSize} and {_targetSize}.", name);
        }
    }

    /// <summary>The mean over batches of the loss, weighted by their rows; adds all rows to <paramref name="metric"/>.</summary>
    public double Run(ITrainingData<T, TTarget> data, IMetric<T, TTarget>? metric)
    {
        if (_rows.Length == 0)
        {
            _rows = new int[BatchSize];
            _inputs = new T[BatchSize * TNetwork.InputSize];
            _outputs = new T[BatchSize * TNetwork.OutputSize];
            _targets = new TTarget[BatchSize * _targetSize];
        }

        double sum = 0;
        for (int first = 0; first < data.Count; first += BatchSize)
        {
            int count = Math.Min(BatchSize, data.Count - first);
            for (int index = 0; index < count; index++)
            {
                _rows[index] = first + index;
            }

            Span<T> inputs = _inputs.AsSpan(0, count * TNetwork.InputSize);
            Span<T> outputs = _outputs.AsSpan(0, count * TNetwork.OutputSize);
            Span<TTarget> targets = _targets.AsSpan(0, count * _targetSize);
            data.Gather(_rows.AsSpan(0, count), inputs, targets);
            network.ForwardBatch(inputs, outputs);
            try
            {
                sum += count * double.CreateTruncating(loss.Evaluate<T, TTarget>(outputs, targets, [], TNetwork.OutputSize));
            }
            catch (ArgumentException) when (BadLabel.In<T, TTarget>(loss, targets, _rows, TNetwork.OutputSize, "validation") is not null)
            {
                throw BadLabel.In<T, TTarget>(loss, targets, _rows, TNetwork.OutputSize, "validation")!;
            }

            metric?.Add(outputs, targets);
        }

        return sum / data.Count;
    }
}
