namespace ReluGen.Training;

/// <summary>How a <see cref="Trainer{TNetwork, T, TTarget}"/> goes about it. Parts with a state of their own belong to one trainer.</summary>
public sealed record TrainerOptions
{
    /// <summary>The number of epochs, at least 1.</summary>
    public int Epochs { get; init; } = 10;

    /// <summary>The number of rows in a batch, at least 1; the last batch of an epoch may have fewer.</summary>
    public int BatchSize { get; init; } = 32;

    /// <summary>The seed of the order of rows, and of what dropout drops.</summary>
    public ulong Seed { get; init; }

    /// <summary>Whether every epoch has an order of its own.</summary>
    public bool IsShuffled { get; init; } = true;

    /// <summary>The number of threads that compute a batch. It cannot show in the results.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>The learning rate of every step; <see langword="null"/> for PyTorch's: 0.001, its for Adam, and 1 for L-BFGS.</summary>
    public LearningRateSchedule? Schedule { get; init; }

    /// <summary>Learning rates in place of a <see cref="Schedule"/>, which may then not be given, or <see langword="null"/>: hears of every epoch's validation loss, or training loss where there is no validation.</summary>
    public ReduceOnPlateau? Plateau { get; init; }

    /// <summary>Penalties and clipping.</summary>
    public TrainingStepOptions Step { get; init; } = new();

    /// <summary>Says when to stop early, by the same loss; <see langword="null"/> to go through all epochs.</summary>
    public EarlyStopping? EarlyStopping { get; init; }

    /// <summary>Whether the parameters of the best epoch, by the same loss, are what training ends with.</summary>
    public bool RestoresBest { get; init; } = true;

    /// <summary>The file that checkpoints go to, in a folder that exists, or <see langword="null"/>.</summary>
    public string? CheckpointPath { get; init; }

    /// <summary>The number of epochs from one checkpoint to the next, at least 1.</summary>
    public int CheckpointInterval { get; init; } = 1;

    /// <summary>The number of steps from one report within an epoch to the next; 0 to report epochs alone.</summary>
    public int ReportInterval { get; init; }

    /// <summary>The learning rates, or a constant one where none are given.</summary>
    internal LearningRateSchedule RateOf(double otherwise) =>
        Plateau is not null ? new PlateauSchedule(Plateau) : Schedule ?? LearningRateSchedule.Constant(otherwise);

    /// <summary>Checks the ranges.</summary>
    /// <param name="allowsClipping">Whether the optimiser can do with clipped gradients.</param>
    /// <returns>The options.</returns>
    internal TrainerOptions Check(bool allowsClipping)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Epochs, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(BatchSize, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(CheckpointInterval, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(ReportInterval);
        ArgumentNullException.ThrowIfNull(Step);
        Step.Check();
        if (Schedule is not null && Plateau is not null)
        {
            throw new ArgumentException("Schedule and Plateau both say what the learning rate is; leave one of them out.", nameof(Schedule));
        }

        if (!allowsClipping && (Step.ClipNorm is not null || Step.ClipValue is not null))
        {
            throw new ArgumentException(
                "L-BFGS learns the curvature from gradients, and cannot from clipped ones; leave ClipNorm and ClipValue out, or take another optimiser.", nameof(Step));
        }

        return this;
    }
}

/// <summary>How far training is.</summary>
/// <param name="Epoch">The epoch, from 0.</param>
/// <param name="Batch">The number of batches of the epoch that are done.</param>
/// <param name="BatchCount">The number of batches in an epoch.</param>
/// <param name="Step">The number of steps taken since training began.</param>
/// <param name="Loss">The mean loss of the epoch so far, each batch's before its step, with penalties; of L-BFGS the loss that the epoch came to.</param>
/// <param name="LearningRate">The learning rate of the last step.</param>
/// <param name="ValidationLoss">At an epoch's end the loss over the validation data; else, or without any, NaN.</param>
/// <param name="Metric">At an epoch's end the metric over the validation data; else, or without any, NaN.</param>
/// <param name="IsBest">Whether an epoch has ended with the lowest loss so far.</param>
public readonly record struct TrainingReport(
    long Epoch, int Batch, int BatchCount, long Step, double Loss, double LearningRate, double ValidationLoss, double Metric, bool IsBest)
{
    /// <summary>Whether the epoch has ended.</summary>
    public bool IsEpochEnd => Batch == BatchCount;
}

/// <summary>What has become of training.</summary>
/// <param name="Epochs">The number of epochs that were trained, those before a checkpoint included.</param>
/// <param name="BestEpoch">The epoch with the lowest loss, from 0; −1 where no loss was a number.</param>
/// <param name="BestLoss">Its validation loss, or training loss where there is no validation.</param>
/// <param name="IsStoppedEarly">Whether it ended before all epochs.</param>
/// <param name="Last">
/// The report of the last epoch that this trainer has trained; <see langword="null"/> where it has trained none, because a checkpoint left nothing to do.
/// </param>
public readonly record struct TrainingOutcome(long Epochs, long BestEpoch, double BestLoss, bool IsStoppedEarly, TrainingReport? Last);
