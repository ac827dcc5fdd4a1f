using System.Numerics;

namespace ReluGen.Training;

/// <summary>
/// Trains a network: epochs of shuffled mini-batches, validation, early stopping, checkpoints. Everything is a function of seeds and data, whatever
/// the number of threads and however often training was interrupted and resumed.
/// </summary>
/// <remarks>
/// Allocates nothing after the first step and epoch but for checkpoints and a changed plateau rate. Not thread-safe; while it runs, nobody else uses the network.
/// </remarks>
/// <typeparam name="TNetwork">The network.</typeparam>
/// <typeparam name="T">Its number type.</typeparam>
/// <typeparam name="TTarget">The type of a target: the number type, or <see cref="int"/> for labels.</typeparam>
public sealed class Trainer<TNetwork, T, TTarget> : IDisposable
    where TNetwork : class, ITrainableNetwork<TNetwork, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TTarget : unmanaged
{
    private readonly ILoss<T, TTarget> _loss;
    private readonly TrainerOptions _options;
    private readonly TrainingStep<T> _step;
    private readonly GradientPass<TNetwork, T> _pass;
    private readonly Evaluation<TNetwork, T, TTarget> _evaluation;
    private readonly T[] _inputs;
    private readonly TTarget[] _targets;
    private readonly RunningMean _mean = new();
    private TrainingProgress<T> _progress;

    /// <summary>Joins the parts and takes memory for a batch.</summary>
    /// <param name="network">The network; its parameters are where training starts.</param>
    /// <param name="loss">The loss.</param>
    /// <param name="optimizer">The optimiser, for as many parameters.</param>
    /// <param name="options">How to go about it.</param>
    /// <exception cref="ArgumentException">The optimiser is for another number of parameters.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    public Trainer(TNetwork network, ILoss<T, TTarget> loss, Optimizer<T> optimizer, TrainerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(loss);
        ArgumentNullException.ThrowIfNull(optimizer);
        _options = options ?? new TrainerOptions();
        _options.Check();
        if (optimizer.ParameterCount != TNetwork.ParameterCount)
        {
            throw new ArgumentException(
                $"The optimiser is for {optimizer.ParameterCount} parameters; the network has {TNetwork.ParameterCount}.", nameof(optimizer));
        }

        Network = network;
        _loss = loss;
        _step = new TrainingStep<T>(
            optimizer, _options.Plateau is { } plateau ? LearningRateSchedule.Constant(plateau.Rate) : _options.Schedule, _options.Step);
        _pass = new GradientPass<TNetwork, T>(network, _options.Threads);
        _evaluation = new Evaluation<TNetwork, T, TTarget>(network, loss);
        _inputs = new T[checked(_options.BatchSize * TNetwork.InputSize)];
        _targets = new TTarget[checked(_options.BatchSize * loss.TargetSize(TNetwork.OutputSize))];
        _progress = new TrainingProgress<T>(new T[TNetwork.ParameterCount]);
    }

    /// <summary>The network.</summary>
    public TNetwork Network { get; }

    /// <summary>The epoch that comes next or is under way, from 0.</summary>
    public long Epoch => _progress.Epoch;

    /// <summary>The number of steps taken since training began.</summary>
    public long StepCount => _step.Optimizer.StepCount;

    /// <summary>Trains from where it is, the beginning or a checkpoint, to the last epoch.</summary>
    /// <param name="data">The rows to learn from.</param>
    /// <param name="validation">The rows to judge by, or <see langword="null"/>.</param>
    /// <param name="metric">A number to report of the validation data, or <see langword="null"/>.</param>
    /// <param name="progress">Hears of every epoch, and of steps where the options say so.</param>
    /// <param name="cancellation">Stops between two steps; a checkpoint is written first where the options name a file.</param>
    /// <returns>What has become of it.</returns>
    /// <exception cref="ArgumentException">The data has other sizes than the network.</exception>
    /// <exception cref="TrainingDivergedException">Loss or gradient is NaN or infinite.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled; calling again goes on.</exception>
    public TrainingOutcome Fit(
        ITrainingData<T, TTarget> data,
        ITrainingData<T, TTarget>? validation = null,
        IMetric<T, TTarget>? metric = null,
        IProgress<TrainingReport>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        _evaluation.Check(data, nameof(data));
        var sampler = new BatchSampler(data.Count, _options.BatchSize, _options.Seed, _options.IsShuffled);
        sampler.Seek(_progress.Epoch, _progress.Batch);
        TrainingReport report = default;
        bool isStopped = _options.EarlyStopping is { ShouldStop: true };
        while (_progress.Epoch < _options.Epochs && !isStopped)
        {
            double rate = RunEpoch(data, sampler, progress, cancellation);
            report = EndEpoch(validation, metric, rate, sampler.BatchCount);
            isStopped = _options.EarlyStopping is { ShouldStop: true };
            progress?.Report(report);
            if (_options.CheckpointPath is { } path && (isStopped || _progress.Epoch == _options.Epochs || _progress.Epoch % _options.CheckpointInterval == 0))
            {
                Save(path);
            }

            sampler.Seek(_progress.Epoch);
        }

        if (_options.RestoresBest && _progress.BestEpoch >= 0)
        {
            _progress.Best.CopyTo(Network.Parameters);
        }

        return new TrainingOutcome(_progress.Epoch, _progress.BestEpoch, _progress.BestLoss, isStopped, report);
    }

    /// <summary>Writes all that <see cref="Resume"/> needs into one file, which takes its name when it is complete.</summary>
    /// <param name="path">The file.</param>
    public void Save(string path) => Checkpoint.Write(path, Network, _step.Optimizer, _options, _progress with { Mean = _mean.State });

    /// <summary>Reads a checkpoint of the same network, optimiser and options: what follows has the same bits as if training had never stopped.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">It is no checkpoint, or one of something else.</exception>
    public void Resume(string path)
    {
        _progress = Checkpoint.Read(path, Network, _step.Optimizer, _options);
        _mean.State = _progress.Mean;
        SetRate();
    }

    /// <summary>Ends the threads and gives memory back. The network stays as it is.</summary>
    public void Dispose() => _pass.Dispose();

    private double RunEpoch(
        ITrainingData<T, TTarget> data, BatchSampler sampler, IProgress<TrainingReport>? progress, CancellationToken cancellation)
    {
        double rate = double.NaN;
        while (true)
        {
            if (cancellation.IsCancellationRequested && _options.CheckpointPath is { } path)
            {
                Save(path);
            }

            cancellation.ThrowIfCancellationRequested();
            if (!sampler.Next(out ReadOnlySpan<int> rows))
            {
                return rate;
            }

            Span<T> inputs = _inputs.AsSpan(0, rows.Length * TNetwork.InputSize);
            Span<TTarget> targets = _targets.AsSpan(0, _targets.Length / _options.BatchSize * rows.Length);
            data.Gather(rows, inputs, targets);
            T loss = _pass.Run<TTarget>(_loss, inputs, targets, DropoutKey.ForStep(_options.Seed, StepCount));
            TrainingStepResult<T> result = _step.Take(Network.Parameters, Network.Gradient, loss);
            if (!result.IsTaken)
            {
                throw new TrainingDivergedException(
                    StepCount + 1, LayerOf(result.BadParameter), double.CreateTruncating(result.Loss), result.LearningRate);
            }

            rate = result.LearningRate;
            _mean.Add(double.CreateTruncating(result.Loss), rows.Length);
            _progress = _progress with { Batch = sampler.Batch };
            if (_options.ReportInterval > 0 && sampler.Batch % _options.ReportInterval == 0 && sampler.Batch < sampler.BatchCount)
            {
                progress?.Report(new TrainingReport(
                    _progress.Epoch, sampler.Batch, sampler.BatchCount, StepCount, _mean.Value, rate, double.NaN, double.NaN, false));
            }
        }
    }

    private TrainingReport EndEpoch(ITrainingData<T, TTarget>? validation, IMetric<T, TTarget>? metric, double rate, int batches)
    {
        metric?.Reset();
        double validationLoss = validation is null ? double.NaN : _evaluation.Run(validation, metric);
        double judged = validation is null ? _mean.Value : validationLoss;
        bool isBest = _options.EarlyStopping is { } stopping ? stopping.Report(judged) : judged < _progress.BestLoss;
        if (isBest)
        {
            Network.ParameterValues.CopyTo(_progress.Best);
            _progress = _progress with { BestEpoch = _progress.Epoch, BestLoss = judged };
        }

        _options.Plateau?.Report(judged);
        SetRate();
        var report = new TrainingReport(
            _progress.Epoch, batches, batches, StepCount, _mean.Value, rate, validationLoss, validation is null ? double.NaN : metric?.Value ?? double.NaN, isBest);
        _progress = _progress with { Epoch = _progress.Epoch + 1, Batch = 0 };
        _mean.Reset();
        return report;
    }

    private void SetRate()
    {
        if (_options.Plateau is { } plateau && plateau.Rate != _step.Schedule.At(StepCount))
        {
            _step.Schedule = LearningRateSchedule.Constant(plateau.Rate);
        }
    }

    private static string? LayerOf(int parameter)
    {
        foreach (LayerParameters layer in TNetwork.Layers)
        {
            // Of layers with tied weights, the first is the one that owns them.
            bool isWeight = parameter >= layer.WeightsOffset && parameter < layer.WeightsOffset + layer.WeightCount;
            if (isWeight || (layer.HasBias && parameter >= layer.BiasOffset && parameter < layer.BiasOffset + layer.Units))
            {
                return layer.Name;
            }
        }

        return null;
    }
}

/// <summary>Where training is, beside parameters and optimiser.</summary>
/// <param name="Best">The parameters of the best epoch.</param>
internal readonly record struct TrainingProgress<T>(T[] Best)
{
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
