using ReluGen.Interpreter;
using ReluGen.Model;

namespace ReluGen.Tool.Verifying.Errors;

/// <summary>
/// How far a function of one or two elements can move when its arguments are off by given errors: looked up at the ends of
/// the intervals, which needs no knowledge of the function. Steps and bends inside an interval show as what they are.
/// </summary>
internal static class Sensitivity
{
    /// <summary>The largest change of a function of one element; infinite where it is undefined or infinite next to <paramref name="x"/>.</summary>
    public static double Of(Func<double, double> function, double x, double error)
    {
        if (error == 0)
        {
            return 0;
        }

        double here = function(x);
        return Math.Max(Change(here, function(x - error)), Change(here, function(x + error)));
    }

    /// <summary>The largest change of a function of two elements.</summary>
    public static double Of(Func<double, double, double> function, double x, double y, double xError, double yError)
    {
        if (xError == 0 && yError == 0)
        {
            return 0;
        }

        double here = function(x, y);
        double largest = 0;
        for (int corner = 0; corner < 4; corner++)
        {
            double left = x + (corner % 2 == 0 ? -xError : xError);
            double right = y + (corner < 2 ? -yError : yError);
            largest = Math.Max(largest, Change(here, function(left, right)));
        }

        return largest;
    }

    /// <summary>The size of an activation's roundings: 0 where it only chooses, else relative to 1 + |z|.</summary>
    public static double Magnitude(ActivationFunction function, double z) => function.Kind switch
    {
        ActivationKind.Identity or ActivationKind.Relu or ActivationKind.ClippedRelu or ActivationKind.HardTanh => 0,
        _ => 2 * Math.Max(1, Math.Max(Math.Abs(function.Alpha), Math.Abs(function.Slope))) * (1 + Math.Abs(z)),
    };

    /// <summary>Whether a function of one element is exact, or rounded just once.</summary>
    public static bool IsExact(UnaryKind kind) => kind is not (UnaryKind.Reciprocal or UnaryKind.SquareRoot
        or UnaryKind.Exponential or UnaryKind.Logarithm or UnaryKind.ErrorFunction);

    /// <summary>Whether a function of two elements gives one of them, or 0 or 1.</summary>
    public static bool IsExact(BinaryKind kind) => kind is not (BinaryKind.Add or BinaryKind.Subtract or BinaryKind.Multiply
        or BinaryKind.Divide or BinaryKind.Power or BinaryKind.ParametricRelu);

    /// <summary>The derivatives of a function of two elements, one at a time.</summary>
    public static Func<double, double, double> Derivative(BinaryKind kind, int derivativeAtZero, bool forLeft) => (x, y) =>
    {
        (double left, double right) = ReferenceElementwise.Derivatives(kind, x, y, derivativeAtZero);
        return forLeft ? left : right;
    };

    private static double Change(double from, double to)
    {
        double change = Math.Abs(to - from);
        return double.IsNaN(change) ? double.PositiveInfinity : change;
    }
}
