using System.Numerics;

namespace ReluGen.Training;

/// <summary>
/// Line search for the strong Wolfe conditions: first outwards until a minimum is bracketed, then inwards, with cubic interpolation
/// (Nocedal, Wright, "Numerical Optimization", 2nd edition, algorithms 3.5 and 3.6). A value that is NaN counts as too high.
/// </summary>
internal static class StrongWolfe
{
    private const double SufficientDecrease = 1e-4;
    private const double Curvature = 0.9;
    private const int MostEvaluations = 25;

    /// <summary>Searches from <paramref name="start"/>, whose slope is negative, beginning with <paramref name="distance"/>.</summary>
    /// <param name="line">The line; at the end it is at the point that is returned.</param>
    /// <param name="start">The origin.</param>
    /// <param name="distance">The first distance.</param>
    /// <param name="leastWidth">A bracket narrower than this is not searched.</param>
    /// <returns>A point that fulfils the conditions; or, when the evaluations are used up, the best found, which may be the origin.</returns>
    public static LinePoint Search<T>(ref SearchLine<T> line, LinePoint start, double distance, double leastWidth)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        LinePoint found = Bracket(ref line, start, distance, leastWidth);
        return found.Distance == line.Distance ? found : line.Visit(found.Distance);
    }

    private static LinePoint Bracket<T>(ref SearchLine<T> line, LinePoint start, double distance, double leastWidth)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        LinePoint previous = start;
        while (line.Evaluations < MostEvaluations)
        {
            LinePoint trial = line.Visit(distance);
            bool isFirst = previous.Distance == 0;
            if (!Falls(trial, start) || (!isFirst && trial.Value >= previous.Value))
            {
                return Zoom(ref line, start, previous, trial, leastWidth);
            }

            if (IsFlat(trial, start))
            {
                return trial;
            }

            if (trial.Slope >= 0)
            {
                return Zoom(ref line, start, trial, previous, leastWidth);
            }

            // Between a little further and ten times as far.
            double least = trial.Distance + (0.01 * (trial.Distance - previous.Distance));
            double most = 10 * trial.Distance;
            double cubic = CubicMinimum(previous, trial);
            distance = double.IsNaN(cubic) ? most : Math.Clamp(cubic, least, most);
            previous = trial;
        }

        return previous;
    }

    /// <summary><paramref name="low"/> is the best point so far, and a minimum lies between it and <paramref name="high"/>.</summary>
    private static LinePoint Zoom<T>(ref SearchLine<T> line, LinePoint start, LinePoint low, LinePoint high, double leastWidth)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        while (line.Evaluations < MostEvaluations && Math.Abs(high.Distance - low.Distance) > leastWidth)
        {
            LinePoint trial = line.Visit(Inside(low, high));
            if (!Falls(trial, start) || trial.Value >= low.Value)
            {
                high = trial;
                continue;
            }

            if (IsFlat(trial, start))
            {
                return trial;
            }

            if (trial.Slope * (high.Distance - low.Distance) >= 0)
            {
                high = low;
            }

            low = trial;
        }

        return low;
    }

    private static bool Falls(LinePoint trial, LinePoint start) =>
        trial.Value <= start.Value + (SufficientDecrease * trial.Distance * start.Slope);

    private static bool IsFlat(LinePoint trial, LinePoint start) => Math.Abs(trial.Slope) <= -Curvature * start.Slope;

    /// <summary>The cubic's minimum, a tenth of the bracket away from its ends; the middle where there is none.</summary>
    private static double Inside(LinePoint low, LinePoint high)
    {
        double cubic = CubicMinimum(low, high);
        double first = Math.Min(low.Distance, high.Distance);
        double last = Math.Max(low.Distance, high.Distance);
        double margin = 0.1 * (last - first);
        return double.IsNaN(cubic) ? (first + last) / 2 : Math.Clamp(cubic, first + margin, last - margin);
    }

    /// <summary>Where the cubic with the values and slopes of two points has its minimum (Nocedal, Wright, equation 3.59); NaN where it has none.</summary>
    private static double CubicMinimum(LinePoint a, LinePoint b)
    {
        double d1 = a.Slope + b.Slope - (3 * (a.Value - b.Value) / (a.Distance - b.Distance));
        double square = (d1 * d1) - (a.Slope * b.Slope);
        double d2 = Math.CopySign(double.Sqrt(square), b.Distance - a.Distance);
        double minimum = b.Distance - ((b.Distance - a.Distance) * ((b.Slope + d2 - d1) / (b.Slope - a.Slope + (2 * d2))));
        return double.IsFinite(minimum) ? minimum : double.NaN;
    }
}
