namespace ReluGen.Training;

/// <summary>Where training is, beside parameters and optimiser.</summary>
/// <param name="Best">The parameters of the best epoch.</param>
internal readonly record struct TrainingProgress<T>(T[] Best)
{
    /// <summary>The number of rows that are learned from; 0 where none are known yet.</summary>
    public int Rows { get; init; }

    /// <summary>The number of rows that are judged by, 0 without validation.</summary>
    public int ValidationRows { get; init; }

    /// <summary>The epoch under way, from 0.</summary>
    public long Epoch { get; init; }

    /// <summary>The number of its batches that are done.</summary>
    public int Batch { get; init; }

    /// <summary>The epoch with the lowest loss, or −1.</summary>
    public long BestEpoch { get; init; } = -1;

    /// <summary>Its loss.</summary>
    public double BestLoss { get; init; } = double.PositiveInfinity;

    /// <summary>The mean loss of the epoch under way.</summary>
    public RunningMeanState Mean { get; init; }
}
