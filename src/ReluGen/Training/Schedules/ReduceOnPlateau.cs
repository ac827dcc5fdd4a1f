namespace ReluGen.Training;

/// <summary>
/// Lowers the learning rate when a loss no longer falls: after more than <c>patience</c> reports in a row without an improvement the rate is
/// multiplied with <c>factor</c>.
/// </summary>
/// <remarks>
/// As <c>torch.optim.lr_scheduler.ReduceLROnPlateau</c> in mode <c>min</c> with a relative threshold, defaults included: a loss is an
/// improvement when it is below <c>best · (1 − threshold)</c>; NaN is none. A rate is not changed for less than 10⁻⁸.
/// </remarks>
public sealed class ReduceOnPlateau : ISettings
{
    private const double LeastChange = 1e-8;

    private readonly double _factor;
    private readonly int _patience;
    private readonly double _threshold;
    private readonly int _coolDown;
    private readonly double _minimum;

    /// <summary>Starts with a rate.</summary>
    /// <param name="rate">The first learning rate.</param>
    /// <param name="factor">What the rate is multiplied with, 0 to below 1.</param>
    /// <param name="patience">The number of reports without improvement that change nothing.</param>
    /// <param name="threshold">The least relative improvement that counts.</param>
    /// <param name="coolDown">The number of reports after a change that do not count as bad.</param>
    /// <param name="minimum">The lowest rate.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public ReduceOnPlateau(
        double rate, double factor = 0.1, int patience = 10, double threshold = 1e-4, int coolDown = 0, double minimum = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(patience);
        ArgumentOutOfRangeException.ThrowIfNegative(coolDown);
        _factor = SpanArguments.CheckRange(factor, 0, 1, nameof(factor));
        _patience = patience;
        _threshold = SpanArguments.CheckRange(threshold, 0, double.BitIncrement(1), nameof(threshold));
        _coolDown = coolDown;
        _minimum = SpanArguments.CheckRange(minimum, 0, double.PositiveInfinity, nameof(minimum));
        State = new PlateauState(SpanArguments.CheckRange(rate, 0, double.PositiveInfinity, nameof(rate)), double.PositiveInfinity, 0, 0);
    }

    /// <summary>The learning rate now.</summary>
    public double Rate => State.Rate;

    /// <summary>All that changes, to be saved and restored.</summary>
    public PlateauState State { get; set; }

    /// <inheritdoc/>
    string ISettings.Settings => FormattableString.Invariant(
        $"factor {_factor}, patience {_patience}, threshold {_threshold}, cool-down {_coolDown}, minimum {_minimum}");

    /// <summary>Reports a loss, usually that of the validation data after an epoch.</summary>
    /// <param name="loss">The loss.</param>
    /// <returns>The learning rate from now on.</returns>
    public double Report(double loss)
    {
        (double rate, double best, int bad, int cool) = State;
        if (loss < best * (1 - _threshold))
        {
            best = loss;
            bad = 0;
        }
        else
        {
            bad++;
        }

        if (cool > 0)
        {
            cool--;
            bad = 0;
        }

        if (bad > _patience)
        {
            double lower = Math.Max(rate * _factor, _minimum);
            rate = rate - lower > LeastChange ? lower : rate;
            cool = _coolDown;
            bad = 0;
        }

        State = new PlateauState(rate, best, bad, cool);
        return rate;
    }
}

/// <summary>What <see cref="ReduceOnPlateau"/> keeps from report to report.</summary>
/// <param name="Rate">The learning rate.</param>
/// <param name="BestLoss">The lowest loss so far, +∞ before the first.</param>
/// <param name="BadReports">The number of reports since the last improvement.</param>
/// <param name="CoolDown">The number of reports that still do not count.</param>
public readonly record struct PlateauState(double Rate, double BestLoss, int BadReports, int CoolDown);
