namespace ReluGen.Training;

/// <summary>A weighted mean of values that come one by one, such as the losses of an epoch's batches.</summary>
public sealed class RunningMean
{
    private double _sum;

    /// <summary>The sum of the weights so far.</summary>
    public double Weight { get; private set; }

    /// <summary>The mean; NaN before the first value.</summary>
    public double Value => _sum / Weight;

    /// <summary>Adds a value.</summary>
    /// <param name="value">The value, such as the mean loss of a batch.</param>
    /// <param name="weight">Its weight, such as the number of rows in the batch.</param>
    public void Add(double value, double weight = 1)
    {
        _sum += value * weight;
        Weight += weight;
    }

    /// <summary>Starts again.</summary>
    public void Reset() => (_sum, Weight) = (0, 0);
}
