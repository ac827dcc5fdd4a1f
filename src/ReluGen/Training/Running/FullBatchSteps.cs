using System.Numerics;

namespace ReluGen.Training;

/// <summary>L-BFGS over all rows at once: an epoch is one call of <see cref="Lbfgs{T}.Minimize"/>, a step one of its iterations.</summary>
/// <remarks>The last point of an epoch is evaluated in it, and not again in the next one: what an epoch comes to is known, divergence included, before anybody judges it.</remarks>
internal sealed class FullBatchSteps<TNetwork, T, TTarget> : EpochSteps<T, TTarget>, IObjective<T>
    where TNetwork : class, ITrainableNetwork<TNetwork, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TTarget : unmanaged
{
    private const string StateName = "optimizer.state";

    private readonly GradientPass<TNetwork, T> _pass;
    private readonly ILoss<T, TTarget> _loss;
    private readonly Lbfgs<T> _optimizer;
    private readonly LearningRateSchedule _schedule;
    private readonly TrainingStepOptions _penalties;
    private readonly T _l1;
    private readonly T _l2;
    private T[] _inputs = [];
    private TTarget[] _targets = [];
    private int _rows;
    private int _batch;
    private T _value;
    private bool _isKnown;

    /// <summary>Joins the parts.</summary>
    public FullBatchSteps(GradientPass<TNetwork, T> pass, ILoss<T, TTarget> loss, Lbfgs<T> optimizer, LearningRateSchedule schedule, TrainingStepOptions penalties)
    {
        _pass = pass;
        _loss = loss;
        _optimizer = optimizer;
        _schedule = schedule;
        _penalties = penalties;
        _l1 = T.CreateTruncating(penalties.L1);
        _l2 = T.CreateTruncating(penalties.L2);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<(string Key, string Text)> Identity =>
    [
        .. SettingsText.Parts(_optimizer, _loss, _penalties),
    ];

    /// <inheritdoc/>
    public override double RateAt(long step) => _schedule.At(step);

    /// <inheritdoc/>
    public override long StepCount => _optimizer.IterationCount;

    /// <inheritdoc/>
    public override int BatchCount => 1;

    /// <inheritdoc/>
    public override int Batch => _batch;

    /// <inheritdoc/>
    public override void Begin(ITrainingData<T, TTarget> data)
    {
        long elements = (long)data.Count * Math.Max(data.InputSize, data.TargetSize);
        if (elements > Array.MaxLength)
        {
            throw new ArgumentException(
                $"{data.Count} rows of {data.InputSize} inputs and {data.TargetSize} targets are more than the {Array.MaxLength} elements of a full batch; train with mini-batches.",
                nameof(data));
        }

        var rows = new int[data.Count];
        for (int row = 0; row < rows.Length; row++)
        {
            rows[row] = row;
        }

        _inputs = new T[data.Count * data.InputSize];
        _targets = new TTarget[data.Count * data.TargetSize];
        data.Gather(rows, _inputs, _targets);
        _rows = rows.Length;
        _isKnown = false;
    }

    /// <inheritdoc/>
    public override void Seek(long epoch, int batch) => _batch = batch;

    /// <inheritdoc/>
    public override bool Next(out TrainingStepResult<T> result, out int rows)
    {
        result = default;
        rows = _rows;
        if (_batch >= BatchCount)
        {
            return false;
        }

        double rate = _schedule.At(StepCount);
        LbfgsResult found = _optimizer.Run(_pass.Network.Parameters, this, rate, evaluatesLast: true);
        bool isTaken = found.End != LbfgsEnd.Diverged;
        int bad = isTaken ? -1 : Gradients.IndexOfNonFinite<T>(_pass.Network.Gradient);
        bad = bad < 0 ? _optimizer.BadParameter : bad;
        result = new TrainingStepResult<T>(T.CreateTruncating(found.FinalValue), rate, isTaken, bad);
        _isKnown = isTaken;
        _batch++;
        return true;
    }

    /// <inheritdoc/>
    public T Evaluate(ReadOnlySpan<T> parameters, Span<T> gradient)
    {
        TNetwork network = _pass.Network;
        if (!_isKnown)
        {
            // The optimiser writes to the parameters themselves; asking for them tells the network so.
            _ = network.Parameters;
            _value = _pass.Run<TTarget>(_loss, _inputs, _targets);
            if (_l1 != T.Zero)
            {
                _value += Penalties.AddL1(parameters, network.Gradient, _l1);
            }

            if (_l2 != T.Zero)
            {
                _value += Penalties.AddL2(parameters, network.Gradient, _l2);
            }
        }

        _isKnown = false;
        network.Gradient.CopyTo(gradient);
        return _value;
    }

    /// <inheritdoc/>
    public override void Save(SafetensorsWriter writer)
    {
        // Most of a long history may be empty yet.
        var state = new T[_optimizer.StateLength];
        _optimizer.SaveState(state);
        int used = (int)(_optimizer.StateLength - (2L * (_optimizer.HistorySize - int.CreateTruncating(state[0])) * _optimizer.ParameterCount));
        writer.Add<T>(StateName, [used], state.AsSpan(0, used));
    }

    /// <inheritdoc/>
    public override Action Read(SafetensorsFile file, long step)
    {
        var state = new T[_optimizer.StateLength];
        int used = file.ShapeOf(StateName) is [int length] && length <= state.Length ? length : state.Length;
        file.CopyTo(StateName, [used], state.AsSpan(0, used));
        double pairs = used == 0 ? double.NaN : double.CreateTruncating(state[0]);
        if (!(pairs >= 0) || used - 2 != (2 + (2 * pairs)) * _optimizer.ParameterCount)
        {
            throw new InvalidDataException($"Tensor '{StateName}' has {used} elements, which {pairs} pairs of {_optimizer.ParameterCount} parameters do not have.");
        }

        return () => _optimizer.LoadState(state, step);
    }
}
