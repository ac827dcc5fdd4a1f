using System.Numerics;

namespace ReluGen.Training;

/// <summary>
/// Trains a network: epochs of shuffled mini-batches, or of L-BFGS over all rows; validation, early stopping, checkpoints. Everything is a function of seeds and data, whatever
/// the number of threads and however often training was interrupted and resumed.
/// </summary>
/// <remarks>
/// Allocates nothing after the first step and epoch but for checkpoints. Not thread-safe; while it runs, nobody else uses the network.
/// </remarks>
/// <typeparam name="TNetwork">The network.</typeparam>
/// <typeparam name="T">Its number type.</typeparam>
/// <typeparam name="TTarget">The type of a target: the number type, or <see cref="int"/> for labels.</typeparam>
public sealed class Trainer<TNetwork, T, TTarget> : IDisposable
    where TNetwork : class, ITrainableNetwork<TNetwork, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TTarget : unmanaged
{
    private readonly TrainerOptions _options;
    private readonly GradientPass<TNetwork, T> _pass;
    private readonly EpochSteps<T, TTarget> _steps;
    private readonly Evaluation<TNetwork, T, TTarget> _evaluation;
    private readonly RunningMean _mean = new();
    private TrainingProgress<T> _progress;
    private TrainingReport? _last;

    /// <summary>Joins the parts and takes memory for a batch.</summary>
    /// <param name="network">The network; its parameters are where training starts.</param>
    /// <param name="loss">The loss.</param>
    /// <param name="optimizer">The optimiser, for as many parameters; it takes a step for each mini-batch.</param>
    /// <param name="options">How to go about it.</param>
    /// <exception cref="ArgumentException">The optimiser is for another number of parameters.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    public Trainer(TNetwork network, ILoss<T, TTarget> loss, Optimizer<T> optimizer, TrainerOptions? options = null)
        : this(
            network,
            loss,
            optimizer?.ParameterCount ?? throw new ArgumentNullException(nameof(optimizer)),
            (options ?? new TrainerOptions()).Check(allowsClipping: true),
            (pass, all) => new MiniBatchSteps<TNetwork, T, TTarget>(pass, loss, optimizer, all.RateOf(0.001), all))
    {
    }

    /// <summary>
    /// Joins the parts for training over all rows at once. An epoch is one call of <see cref="Lbfgs{T}.Minimize"/>, a step one of its iterations: its limits say
    /// how many an epoch has. Between two epochs it can be cancelled.
    /// </summary>
    /// <param name="network">The network; its parameters are where training starts.</param>
    /// <param name="loss">The loss.</param>
    /// <param name="optimizer">The optimiser, for as many parameters.</param>
    /// <param name="options">How to go about it. Those of mini-batches do not count; gradients cannot be clipped.</param>
    /// <exception cref="ArgumentException">The optimiser is for another number of parameters, or an option clips gradients.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    public Trainer(TNetwork network, ILoss<T, TTarget> loss, Lbfgs<T> optimizer, TrainerOptions? options = null)
        : this(
            network,
            loss,
            optimizer?.ParameterCount ?? throw new ArgumentNullException(nameof(optimizer)),
            (options ?? new TrainerOptions()).Check(allowsClipping: false),
            (pass, all) => new FullBatchSteps<TNetwork, T, TTarget>(pass, loss, optimizer, all.RateOf(1), all.Step))
    {
    }

    private Trainer(
        TNetwork network,
        ILoss<T, TTarget> loss,
        int parameterCount,
        TrainerOptions options,
        Func<GradientPass<TNetwork, T>, TrainerOptions, EpochSteps<T, TTarget>> createSteps)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(loss);
        _options = options;
        if (parameterCount != TNetwork.ParameterCount)
        {
            throw new ArgumentException(
                $"The optimiser is for {parameterCount} parameters; the network has {TNetwork.ParameterCount}. Create it with {typeof(TNetwork).Name}.ParameterCount.", "optimizer");
        }

        Network = network;
        _pass = new GradientPass<TNetwork, T>(network, _options.Threads);
        _steps = createSteps(_pass, _options);
        _evaluation = new Evaluation<TNetwork, T, TTarget>(network, loss);
        _progress = new TrainingProgress<T>(new T[TNetwork.ParameterCount]);
    }

    /// <summary>The network.</summary>
    public TNetwork Network { get; }

    /// <summary>The epoch that comes next or is under way, from 0.</summary>
    public long Epoch => _progress.Epoch;

    /// <summary>The number of steps taken since training began.</summary>
    public long StepCount => _steps.StepCount;

    /// <summary>Trains from where it is, the beginning or a checkpoint, to the last epoch.</summary>
    /// <param name="data">The rows to learn from.</param>
    /// <param name="validation">The rows to judge by, or <see langword="null"/>.</param>
    /// <param name="metric">A number to report of the validation data, or <see langword="null"/>.</param>
    /// <param name="progress">Hears of every epoch, and of steps where the options say so.</param>
    /// <param name="cancellation">Stops between two steps; a checkpoint is written first where the options name a file.</param>
    /// <returns>What has become of it.</returns>
    /// <exception cref="ArgumentException">
    /// The data has other sizes than the network, or no row, or another number of rows than training began with.
    /// </exception>
    /// <exception cref="DirectoryNotFoundException">The folder of the checkpoint file does not exist.</exception>
    /// <exception cref="TrainingDivergedException">Loss, gradient or validation loss is NaN or infinite, or a step would make parameters so.</exception>
    /// <exception cref="ObjectDisposedException">The trainer or its network is disposed.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled; calling again goes on.</exception>
    public TrainingOutcome Fit(
        ITrainingData<T, TTarget> data,
        ITrainingData<T, TTarget>? validation = null,
        IMetric<T, TTarget>? metric = null,
        IProgress<TrainingReport>? progress = null,
        CancellationToken cancellation = default)
    {
        _pass.CheckAlive("Trainer");
        ArgumentNullException.ThrowIfNull(data);
        CheckCheckpointFolder();
        _evaluation.Check(data, nameof(data));
        if (validation is not null)
        {
            _evaluation.Check(validation, nameof(validation));
        }

        CheckRows(data.Count, _progress.Rows, nameof(data));
        CheckRows(validation?.Count ?? 0, _progress.ValidationRows, nameof(validation));
        _progress = _progress with { Rows = data.Count, ValidationRows = validation?.Count ?? 0 };
        _steps.Begin(data);
        _steps.Seek(_progress.Epoch, _progress.Batch);
        bool isStopped = _options.EarlyStopping is { ShouldStop: true };
        while (_progress.Epoch < _options.Epochs && !isStopped)
        {
            double rate = RunEpoch(progress, cancellation);
            TrainingReport report = EndEpoch(validation, metric, rate);
            _last = report;
            isStopped = _options.EarlyStopping is { ShouldStop: true };
            progress?.Report(report);
            if (_options.CheckpointPath is { } path && (isStopped || _progress.Epoch == _options.Epochs || _progress.Epoch % _options.CheckpointInterval == 0))
            {
                Save(path);
            }

            _steps.Seek(_progress.Epoch, 0);
        }

        if (_options.RestoresBest && _progress.BestEpoch >= 0)
        {
            _progress.Best.CopyTo(Network.Parameters);
        }

        return new TrainingOutcome(_progress.Epoch, _progress.BestEpoch, _progress.BestLoss, isStopped, _last);
    }

    /// <summary>Writes all that <see cref="Resume"/> needs into one file, which takes its name when it is complete.</summary>
    /// <param name="path">The file.</param>
    public void Save(string path) => Checkpoint.Write(path, Network, _steps, _options, _progress with { Mean = _mean.State });

    /// <summary>Reads a checkpoint of the same network, optimiser, loss and options: what follows, with the same rows, has the same bits as if training had never stopped.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">It is no checkpoint, or one of something else.</exception>
    public void Resume(string path)
    {
        _progress = Checkpoint.Read(path, Network, _steps, _options);
        _mean.State = _progress.Mean;
        _last = null;
    }

    /// <summary>Ends the threads and gives memory back. The network stays as it is.</summary>
    public void Dispose() => _pass.Dispose();

    private double RunEpoch(IProgress<TrainingReport>? progress, CancellationToken cancellation)
    {
        double rate = double.NaN;
        while (true)
        {
            if (cancellation.IsCancellationRequested && _options.CheckpointPath is { } path)
            {
                Save(path);
            }

            cancellation.ThrowIfCancellationRequested();
            if (!_steps.Next(out TrainingStepResult<T> result, out int rows))
            {
                return rate;
            }

            if (!result.IsTaken)
            {
                int bad = result.BadParameter;
                throw new TrainingDivergedException(
                    StepCount + 1,
                    LayerOf(bad),
                    double.CreateTruncating(result.Loss),
                    result.LearningRate,
                    isGradientFinite: bad >= 0 && T.IsFinite(Network.Gradient[bad]));
            }

            rate = result.LearningRate;
            _mean.Add(double.CreateTruncating(result.Loss), rows);
            _progress = _progress with { Batch = _steps.Batch };
            if (_options.ReportInterval > 0 && _steps.Batch % _options.ReportInterval == 0 && _steps.Batch < _steps.BatchCount)
            {
                progress?.Report(new TrainingReport(
                    _progress.Epoch, _steps.Batch, _steps.BatchCount, StepCount, _mean.Value, rate, double.NaN, double.NaN, false));
            }
        }
    }

    private TrainingReport EndEpoch(ITrainingData<T, TTarget>? validation, IMetric<T, TTarget>? metric, double rate)
    {
        metric?.Reset();
        double validationLoss = validation is null ? double.NaN : _evaluation.Run(validation, metric);
        if (validation is not null && !double.IsFinite(validationLoss))
        {
            throw TrainingDivergedException.OfValidation(_progress.Epoch, StepCount, validationLoss);
        }

        double judged = validation is null ? _mean.Value : validationLoss;
        bool isBest = _options.EarlyStopping is { } stopping ? stopping.Report(judged) : judged < _progress.BestLoss;
        if (isBest)
        {
            Network.ParameterValues.CopyTo(_progress.Best);
            _progress = _progress with { BestEpoch = _progress.Epoch, BestLoss = judged };
        }

        _options.Plateau?.Report(judged);
        var report = new TrainingReport(
            _progress.Epoch, _steps.BatchCount, _steps.BatchCount, StepCount, _mean.Value, rate, validationLoss, validation is null ? double.NaN : metric?.Value ?? double.NaN, isBest);
        _progress = _progress with { Epoch = _progress.Epoch + 1, Batch = 0 };
        _mean.Reset();
        return report;
    }

    /// <summary>A checkpoint that cannot be written would otherwise be missed after the first epoch only.</summary>
    private void CheckCheckpointFolder()
    {
        if (_options.CheckpointPath is { } path && Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder && !Directory.Exists(folder))
        {
            throw new DirectoryNotFoundException($"The folder '{folder}' of CheckpointPath '{path}' does not exist; create it before training, or name another file.");
        }
    }

    /// <summary>What has begun goes on with the same rows, as far as their number tells.</summary>
    private void CheckRows(int count, int expected, string name)
    {
        bool hasBegun = _progress.Epoch > 0 || _progress.Batch > 0;
        if (hasBegun && count != expected)
        {
            throw new ArgumentException(
                $"'{name}' has {count} rows, but training began with {expected}; go on with the same rows, or begin with a new trainer.", name);
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
