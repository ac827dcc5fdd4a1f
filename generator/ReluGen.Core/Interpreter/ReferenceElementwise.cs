using ReluGen.Model;
using static ReluGen.Interpreter.ReferenceFunctions;

namespace ReluGen.Interpreter;

/// <summary>The functions of one and two elements and their derivatives in double, from their definitions.</summary>
internal static class ReferenceElementwise
{
    /// <summary>The function at <paramref name="x"/>.</summary>
    public static double Value(UnaryKind kind, double x) => kind switch
    {
        UnaryKind.Negate => -x,
        UnaryKind.Absolute => Math.Abs(x),
        UnaryKind.Reciprocal => 1 / x,
        UnaryKind.SquareRoot => Math.Sqrt(x),
        UnaryKind.Exponential => Math.Exp(x),
        UnaryKind.Logarithm => Math.Log(x),
        UnaryKind.ErrorFunction => double.IsNaN(x) ? x : Erf(x),
        UnaryKind.Sign => x > 0 ? 1 : x < 0 ? -1 : x,
        UnaryKind.Floor => Math.Floor(x),
        UnaryKind.Ceiling => Math.Ceiling(x),
        UnaryKind.Round => Math.Round(x, MidpointRounding.ToEven),
        UnaryKind.Truncate => Math.Truncate(x),
        UnaryKind.Not => x == 0 ? 1 : 0,
        UnaryKind.IsNotANumber => double.IsNaN(x) ? 1 : 0,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a function of one element."),
    };

    /// <summary>The derivative at <paramref name="x"/>; 0 for functions of steps.</summary>
    public static double Derivative(UnaryKind kind, double x, int derivativeAtZero) => kind switch
    {
        UnaryKind.Negate => -1,
        UnaryKind.Absolute => IsLeft(x, derivativeAtZero) ? -1 : 1,
        UnaryKind.Reciprocal => -1 / (x * x),
        UnaryKind.SquareRoot => 0.5 / Math.Sqrt(x),
        UnaryKind.Exponential => Math.Exp(x),
        UnaryKind.Logarithm => 1 / x,
        UnaryKind.ErrorFunction => 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x),
        _ => 0,
    };

    /// <summary>The function at (<paramref name="x"/>, <paramref name="y"/>).</summary>
    public static double Value(BinaryKind kind, double x, double y) => kind switch
    {
        BinaryKind.Add => x + y,
        BinaryKind.Subtract => x - y,
        BinaryKind.Multiply => x * y,
        BinaryKind.Divide => x / y,
        BinaryKind.Power => Power(x, y),
        BinaryKind.Minimum => Math.Min(x, y),
        BinaryKind.Maximum => Math.Max(x, y),
        BinaryKind.ParametricRelu => x < 0 ? y * x : x,
        BinaryKind.ThresholdedRelu => x > y ? x : double.IsNaN(x) ? x : 0,
        BinaryKind.Less => x < y ? 1 : 0,
        BinaryKind.LessOrEqual => x <= y ? 1 : 0,
        BinaryKind.Equal => x == y ? 1 : 0,
        BinaryKind.And => x != 0 && y != 0 ? 1 : 0,
        BinaryKind.Or => x != 0 || y != 0 ? 1 : 0,
        BinaryKind.ExclusiveOr => (x != 0) != (y != 0) ? 1 : 0,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a function of two elements."),
    };

    /// <summary>The derivatives for both elements. Of equals the first one is the smaller and the larger one.</summary>
    public static (double X, double Y) Derivatives(BinaryKind kind, double x, double y, int derivativeAtZero) => kind switch
    {
        BinaryKind.Add => (1, 1),
        BinaryKind.Subtract => (1, -1),
        BinaryKind.Multiply => (y, x),
        BinaryKind.Divide => (1 / y, -x / (y * y)),
        BinaryKind.Power => (
            y == 0 ? 0 : y * Power(x, y - 1),
            x == 0 && y >= 0 ? 0 : Power(x, y) * Math.Log(x)),
        BinaryKind.Minimum => y < x ? (0, 1) : (1, 0),
        BinaryKind.Maximum => y > x ? (0, 1) : (1, 0),
        BinaryKind.ParametricRelu => (IsLeft(x, derivativeAtZero) ? y : 1, x < 0 ? x : 0),
        BinaryKind.ThresholdedRelu => (x > y ? 1 : 0, 0),
        _ => (0, 0),
    };

    /// <summary>xʸ by the rules of IEEE 754: 1 where x is 1 or y is 0, even for NaN, and 1 for −1 to an infinite power.</summary>
    private static double Power(double x, double y) =>
        x == 1 || y == 0 || (x == -1 && double.IsInfinity(y)) ? 1 : Math.Pow(x, y);

    private static bool IsLeft(double x, int derivativeAtZero) => x < 0 || (x == 0 && derivativeAtZero == 0);
}
