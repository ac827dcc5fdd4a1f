using System.Globalization;
using System.Numerics;

namespace ReluGen.Training;

/// <summary>Shuffled mini-batches, one step of an optimiser for each.</summary>
internal sealed class MiniBatchSteps<TNetwork, T, TTarget> : EpochSteps<T, TTarget>
    where TNetwork : class, ITrainableNetwork<TNetwork, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TTarget : unmanaged
{
    private readonly GradientPass<TNetwork, T> _pass;
    private readonly ILoss<T, TTarget> _loss;
    private readonly TrainerOptions _options;
    private readonly TrainingStep<T> _step;
    private readonly int _targetSize;
    private readonly T[] _inputs;
    private readonly TTarget[] _targets;
    private ITrainingData<T, TTarget>? _data;
    private BatchSampler? _sampler;

    /// <summary>Joins the parts and takes memory for a batch.</summary>
    public MiniBatchSteps(GradientPass<TNetwork, T> pass, ILoss<T, TTarget> loss, Optimizer<T> optimizer, LearningRateSchedule schedule, TrainerOptions options)
    {
        _pass = pass;
        _loss = loss;
        _options = options;
        _step = new TrainingStep<T>(optimizer, schedule, options.Step);
        _targetSize = loss.TargetSize(TNetwork.OutputSize);
        int largest = Math.Max(TNetwork.InputSize, _targetSize);
        if ((long)options.BatchSize * largest > Array.MaxLength)
        {
            throw new ArgumentOutOfRangeException(
                nameof(options.BatchSize),
                options.BatchSize,
                $"A batch of {options.BatchSize} rows of {largest} elements is larger than an array, which has at most {Array.MaxLength} elements; BatchSize can be at most {Array.MaxLength / largest}.");
        }

        _inputs = new T[options.BatchSize * TNetwork.InputSize];
        _targets = new TTarget[options.BatchSize * _targetSize];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<(string Key, string Text)> Identity =>
    [
        .. SettingsText.Parts(_step.Optimizer, _loss, _options.Step),
        ("batch size", _options.BatchSize.ToString(CultureInfo.InvariantCulture)),
        ("seed", _options.Seed.ToString(CultureInfo.InvariantCulture)),
        ("shuffled", _options.IsShuffled ? "yes" : "no"),
    ];

    /// <inheritdoc/>
    public override double RateAt(long step) => _step.Schedule.At(step);

    /// <inheritdoc/>
    public override long StepCount => _step.Optimizer.StepCount;

    /// <inheritdoc/>
    public override int BatchCount => _sampler!.BatchCount;

    /// <inheritdoc/>
    public override int Batch => _sampler!.Batch;

    /// <inheritdoc/>
    public override void Begin(ITrainingData<T, TTarget> data)
    {
        _data = data;
        _sampler = new BatchSampler(data.Count, _options.BatchSize, _options.Seed, _options.IsShuffled);
    }

    /// <inheritdoc/>
    public override void Seek(long epoch, int batch) => _sampler!.Seek(epoch, batch);

    /// <inheritdoc/>
    public override bool Next(out TrainingStepResult<T> result, out int rows)
    {
        bool isLeft = _sampler!.Next(out ReadOnlySpan<int> batch);
        rows = batch.Length;
        if (!isLeft)
        {
            result = default;
            return false;
        }

        Span<T> inputs = _inputs.AsSpan(0, rows * TNetwork.InputSize);
        Span<TTarget> targets = _targets.AsSpan(0, rows * _targetSize);
        _data!.Gather(batch, inputs, targets);
        T loss;
        try
        {
            loss = _pass.Run<TTarget>(_loss, inputs, targets, DropoutKey.ForStep(_options.Seed, StepCount));
        }
        catch (ArgumentException) when (BadLabel.In<T, TTarget>(_loss, targets, batch, TNetwork.OutputSize, "data") is not null)
        {
            throw BadLabel.In<T, TTarget>(_loss, targets, batch, TNetwork.OutputSize, "data")!;
        }

        result = _step.Take(_pass.Network.Parameters, _pass.Network.Gradient, loss);
        return true;
    }

    /// <inheritdoc/>
    public override void Save(SafetensorsWriter writer)
    {
        Optimizer<T> optimizer = _step.Optimizer;
        for (int vector = 0; vector < optimizer.StateVectorCount; vector++)
        {
            writer.Add(VectorName(vector), [optimizer.ParameterCount], optimizer.GetState(vector));
        }
    }

    /// <inheritdoc/>
    public override Action Read(SafetensorsFile file, long step)
    {
        int count = _step.Optimizer.ParameterCount;
        var state = new T[_step.Optimizer.StateLength];
        for (int vector = 0; vector < _step.Optimizer.StateVectorCount; vector++)
        {
            file.CopyTo(VectorName(vector), [count], state.AsSpan(vector * count, count));
        }

        return () => _step.Optimizer.LoadState(state, step);
    }

    private static string VectorName(int vector) => FormattableString.Invariant($"optimizer.{vector}");
}
