using System.Numerics;

namespace ReluGen.Tool.Verifying;

/// <summary>Collects errors: the largest of each kind, and the first that is too large.</summary>
/// <param name="tolerance">The error allowed relative to 1 + |expected|; null for the bound that comes with each element.</param>
internal sealed class ErrorStatistics(double? tolerance)
{
    private static readonly WorstElement None = new(0, "", 0, 0);

    private WorstElement _absolute = None;
    private WorstElement _relative = None;
    private WorstElement _ulp = None;
    private WorstElement _share = None;

    /// <summary>The number of elements compared.</summary>
    public long Compared { get; private set; }

    /// <summary>The number of elements that are further off than allowed.</summary>
    public long Violations { get; private set; }

    /// <summary>The first of them, or null.</summary>
    public string? FirstViolation { get; private set; }

    /// <summary>Adds an element.</summary>
    /// <param name="where">Says which it is.</param>
    /// <param name="expected">What is right.</param>
    /// <param name="actual">What was computed.</param>
    /// <param name="bound">The error that its own rounding explains.</param>
    public void Add<T>(Func<string> where, double expected, T actual, double bound)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        Compared++;
        double value = double.CreateTruncating(actual);
        T rounded = T.CreateTruncating(expected);
        if (rounded == actual || (T.IsNaN(rounded) && T.IsNaN(actual)))
        {
            return;
        }

        double distance = Math.Abs(value - expected);
        double allowed = tolerance is { } relative ? relative * (1 + Math.Abs(expected)) : bound;
        if (!(distance <= allowed) && !double.IsPositiveInfinity(allowed))
        {
            Violations++;
            FirstViolation ??= FormattableString.Invariant(
                $"{where()}: expected {expected:R}, got {value:R}, {distance:g3} apart, {allowed:g3} allowed");
        }

        Keep(ref _absolute, distance);
        Keep(ref _relative, expected == 0 ? 0 : distance / Math.Abs(expected));
        Keep(ref _ulp, Floats.Steps(rounded, actual));
        Keep(ref _share, distance / allowed);

        void Keep(ref WorstElement worst, double error)
        {
            if (error > worst.Error || double.IsNaN(error))
            {
                worst = new WorstElement(double.IsNaN(error) ? double.PositiveInfinity : error, where(), expected, value);
            }
        }
    }

    /// <summary>The largest errors.</summary>
    public ErrorReport ToReport() => new(Compared, _absolute, _relative, _ulp, _share);

    /// <summary>A check of them all.</summary>
    public Check ToCheck(string name, string compared) => FirstViolation is null
        ? new Check(name, true, compared)
        : new Check(name, false, FormattableString.Invariant($"{Violations} of {Compared} elements too far off; {FirstViolation}"));
}
