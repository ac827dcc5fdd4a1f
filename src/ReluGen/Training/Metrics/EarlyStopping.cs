namespace ReluGen.Training;

/// <summary>Says when to stop: after <c>patience</c> reports in a row without an improvement.</summary>
/// <remarks>
/// As Keras' <c>EarlyStopping</c> in mode <c>min</c>: a loss is an improvement when it is below <c>best − leastImprovement</c>; NaN is none. Whoever wants the
/// best parameters back keeps a copy whenever <see cref="Report"/> says improved.
/// </remarks>
public sealed class EarlyStopping : ISettings
{
    private readonly int _patience;
    private readonly double _leastImprovement;

    /// <summary>Starts without reports.</summary>
    /// <param name="patience">The number of reports in a row without improvement that stops, at least 1.</param>
    /// <param name="leastImprovement">By how much a loss must be lower to count, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public EarlyStopping(int patience, double leastImprovement = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(patience, 1);
        _patience = patience;
        _leastImprovement = SpanArguments.CheckRange(leastImprovement, 0, double.PositiveInfinity, nameof(leastImprovement));
        State = new EarlyStoppingState(double.PositiveInfinity, 0);
    }

    /// <summary>All that changes, to be saved and restored.</summary>
    public EarlyStoppingState State { get; set; }

    /// <summary>Whether it is time to stop.</summary>
    public bool ShouldStop => State.BadReports >= _patience;

    /// <inheritdoc/>
    string ISettings.Settings => FormattableString.Invariant($"patience {_patience}, least improvement {_leastImprovement}");

    /// <summary>Reports a loss, usually that of the validation data after an epoch.</summary>
    /// <param name="loss">The loss.</param>
    /// <returns>Whether it is the best so far.</returns>
    public bool Report(double loss)
    {
        bool isBest = loss < State.BestLoss - _leastImprovement;
        State = isBest ? new EarlyStoppingState(loss, 0) : State with { BadReports = State.BadReports + 1 };
        return isBest;
    }
}

/// <summary>What <see cref="EarlyStopping"/> keeps from report to report.</summary>
/// <param name="BestLoss">The lowest loss so far, +∞ before the first.</param>
/// <param name="BadReports">The number of reports since the last improvement.</param>
public readonly record struct EarlyStoppingState(double BestLoss, int BadReports);
