using System.Numerics;

namespace ReluGen.Training;

/// <summary>How a trainer's epochs are cut into steps, and what takes them.</summary>
internal abstract class EpochSteps<T, TTarget>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TTarget : unmanaged
{
    /// <summary>What a checkpoint must agree with to be resumed.</summary>
    public abstract IReadOnlyList<(string Key, string Text)> Identity { get; }

    /// <summary>The learning rate of a step.</summary>
    public abstract double RateAt(long step);

    /// <summary>The number of the optimiser's steps since training began.</summary>
    public abstract long StepCount { get; }

    /// <summary>The number of batches in an epoch of the data.</summary>
    public abstract int BatchCount { get; }

    /// <summary>The number of the epoch's batches that are done.</summary>
    public abstract int Batch { get; }

    /// <summary>Takes data to learn from. Parameters and optimiser may have changed.</summary>
    public abstract void Begin(ITrainingData<T, TTarget> data);

    /// <summary>Goes to a batch of an epoch.</summary>
    public abstract void Seek(long epoch, int batch);

    /// <summary>Computes the next batch of the epoch and changes the parameters; not where training diverges.</summary>
    /// <param name="result">What was done.</param>
    /// <param name="rows">The number of rows in the batch.</param>
    /// <returns>Whether there was a batch left.</returns>
    public abstract bool Next(out TrainingStepResult<T> result, out int rows);

    /// <summary>Adds the optimiser's state to a checkpoint.</summary>
    public abstract void Save(SafetensorsWriter writer);

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    /// <param name="file">The checkpoint.</param>
    /// <param name="step">The number of steps taken.</param>
    /// <returns>Restores what was read.</returns>
    /// <exception cref="KeyNotFoundException">Something is missing.</exception>
    /// <exception cref="InvalidDataException">Something is of another shape.</exception>
    public abstract Action Read(SafetensorsFile file, long step);
}
