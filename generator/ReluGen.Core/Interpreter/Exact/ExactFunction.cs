using System.Numerics;
using ReluGen.Model;

namespace ReluGen.Interpreter;

/// <summary>The functions of one and two elements operation by operation: each rounds by itself.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal static class ExactFunction<T>
    where T : struct, IBinaryFloatingPointIeee754<T>
{
    private static readonly T TwoOverRootPi = ExactFunctions<T>.Constant(2 / Math.Sqrt(Math.PI));

    /// <summary>The function of <paramref name="x"/>.</summary>
    public static T Value(UnaryKind kind, T x) => kind switch
    {
        UnaryKind.Negate => -x,
        UnaryKind.Absolute => T.Abs(x),
        UnaryKind.Reciprocal => T.One / x,
        UnaryKind.SquareRoot => T.Sqrt(x),
        UnaryKind.Exponential => ExactFunctions<T>.Exp(x),
        UnaryKind.Logarithm => ExactFunctions<T>.Log(x),
        UnaryKind.ErrorFunction => ExactFunctions<T>.Erf(x),
        UnaryKind.Sign => x < T.Zero ? -T.One : x > T.Zero ? T.One : x,
        UnaryKind.Floor => T.Floor(x),
        UnaryKind.Ceiling => T.Ceiling(x),
        UnaryKind.Round => T.Round(x, MidpointRounding.ToEven),
        UnaryKind.Truncate => T.Truncate(x),
        UnaryKind.Not => Truth(x == T.Zero),
        UnaryKind.IsNotANumber => Truth(T.IsNaN(x)),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    /// <summary>Whether the function passes a gradient back.</summary>
    public static bool HasGradient(UnaryKind kind) => kind is UnaryKind.Negate or UnaryKind.Absolute or UnaryKind.Reciprocal
        or UnaryKind.SquareRoot or UnaryKind.Exponential or UnaryKind.Logarithm or UnaryKind.ErrorFunction;

    /// <summary>What the function contributes to the gradient of <paramref name="x"/>.</summary>
    public static T Contribution(UnaryKind kind, T x, T g, int derivativeAtZero)
    {
        T a = Value(kind, x);
        return kind switch
        {
            UnaryKind.Negate => -g,
            UnaryKind.Absolute => IsLeft(x, derivativeAtZero) ? -g : g,
            UnaryKind.Reciprocal => -(g * (a * a)),
            UnaryKind.SquareRoot => g / (a + a),
            UnaryKind.Exponential => g * a,
            UnaryKind.Logarithm => g / x,
            UnaryKind.ErrorFunction => g * (TwoOverRootPi * ExactFunctions<T>.Exp(-(x * x))),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
        };
    }

    /// <summary>The function of <paramref name="x"/> and <paramref name="y"/>.</summary>
    public static T Value(BinaryKind kind, T x, T y) => kind switch
    {
        BinaryKind.Add => x + y,
        BinaryKind.Subtract => x - y,
        BinaryKind.Multiply => x * y,
        BinaryKind.Divide => x / y,
        BinaryKind.Power => ExactFunctions<T>.Pow(x, y),
        BinaryKind.Minimum => TakesLeft(kind, x, y) ? x : y,
        BinaryKind.Maximum => TakesLeft(kind, x, y) ? x : y,
        BinaryKind.ParametricRelu => x < T.Zero ? y * x : x,
        BinaryKind.ThresholdedRelu => x <= y ? T.Zero : x,
        BinaryKind.Less => Truth(x < y),
        BinaryKind.LessOrEqual => Truth(x <= y),
        BinaryKind.Equal => Truth(x == y),
        BinaryKind.And => Truth(x != T.Zero && y != T.Zero),
        BinaryKind.Or => Truth(x != T.Zero || y != T.Zero),
        BinaryKind.ExclusiveOr => Truth((x != T.Zero) != (y != T.Zero)),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    /// <summary>Whether the function passes a gradient back to its first (0) or second (1) operand.</summary>
    public static bool HasGradient(BinaryKind kind, int input) => kind switch
    {
        BinaryKind.ThresholdedRelu => input == 0,
        BinaryKind.Less or BinaryKind.LessOrEqual or BinaryKind.Equal => false,
        BinaryKind.And or BinaryKind.Or or BinaryKind.ExclusiveOr => false,
        _ => true,
    };

    /// <summary>What the function contributes to the gradient of its first (0) or second (1) operand.</summary>
    public static T Contribution(BinaryKind kind, int input, T x, T y, T g, int derivativeAtZero)
    {
        bool isFirst = input == 0;
        return kind switch
        {
            BinaryKind.Add => g,
            BinaryKind.Subtract => isFirst ? g : -g,
            BinaryKind.Multiply => isFirst ? g * y : g * x,
            BinaryKind.Divide => isFirst ? g / y : -(g / y * (x / y)),
            BinaryKind.Power => isFirst
                ? y == T.Zero ? T.Zero : g * (y * ExactFunctions<T>.Pow(x, y - T.One))
                : x == T.Zero && !(y < T.Zero) ? T.Zero : g * (ExactFunctions<T>.Pow(x, y) * ExactFunctions<T>.Log(x)),
            BinaryKind.Minimum or BinaryKind.Maximum => TakesLeft(kind, x, y) == isFirst ? g : T.Zero,
            BinaryKind.ParametricRelu => isFirst
                ? IsLeft(x, derivativeAtZero) ? y * g : g
                : x < T.Zero ? g * x : T.Zero,
            BinaryKind.ThresholdedRelu => x <= y ? T.Zero : g,
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
        };
    }

    private static T Truth(bool value) => value ? T.One : T.Zero;

    private static bool IsLeft(T x, int derivativeAtZero) => derivativeAtZero == 1 ? x < T.Zero : x <= T.Zero;

    /// <summary>Whether the first operand is the smaller or larger one: of equals it is, and it is if it is NaN.</summary>
    private static bool TakesLeft(BinaryKind kind, T x, T y) =>
        T.IsNaN(x) || (kind == BinaryKind.Minimum ? x <= y : x >= y);
}
