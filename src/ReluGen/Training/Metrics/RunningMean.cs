namespace ReluGen.Training;

/// <summary>A weighted mean of values that come one by one, such as the losses of an epoch's batches.</summary>
public sealed class RunningMean
{
    /// <summary>All that changes, to be saved and restored.</summary>
    public RunningMeanState State { get; set; }

    /// <summary>The sum of the weights so far.</summary>
    public double Weight => State.Weight;

    /// <summary>The mean; NaN before the first value.</summary>
    public double Value => State.Sum / State.Weight;

    /// <summary>Adds a value.</summary>
    /// <param name="value">The value, such as the mean loss of a batch.</param>
    /// <param name="weight">Its weight, such as the number of rows in the batch.</param>
    public void Add(double value, double weight = 1) => State = new RunningMeanState(State.Sum + (value * weight), State.Weight + weight);

    /// <summary>Starts again.</summary>
    public void Reset() => State = default;
}

/// <summary>What <see cref="RunningMean"/> keeps from value to value.</summary>
/// <param name="Sum">The sum of the values, each times its weight.</param>
/// <param name="Weight">The sum of the weights.</param>
public readonly record struct RunningMeanState(double Sum, double Weight);
