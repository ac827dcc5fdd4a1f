using ReluGen.Model;
using ReluGen.Readers;

namespace ReluGen.Importing.Onnx.Operators;

/// <summary>Arithmetic, comparison and logic of elements.</summary>
internal static class ElementwiseOperators
{
    private static readonly (string Name, UnaryKind Kind)[] Unaries =
    [
        ("Neg", UnaryKind.Negate), ("Abs", UnaryKind.Absolute), ("Reciprocal", UnaryKind.Reciprocal), ("Sqrt", UnaryKind.SquareRoot),
        ("Exp", UnaryKind.Exponential), ("Log", UnaryKind.Logarithm), ("Erf", UnaryKind.ErrorFunction), ("Sign", UnaryKind.Sign),
        ("Floor", UnaryKind.Floor), ("Ceil", UnaryKind.Ceiling), ("Round", UnaryKind.Round), ("Not", UnaryKind.Not),
        ("IsNaN", UnaryKind.IsNotANumber),
    ];

    private static readonly (string Name, BinaryKind Kind)[] Binaries =
    [
        ("Add", BinaryKind.Add), ("Sub", BinaryKind.Subtract), ("Mul", BinaryKind.Multiply), ("Less", BinaryKind.Less),
        ("LessOrEqual", BinaryKind.LessOrEqual), ("Equal", BinaryKind.Equal), ("And", BinaryKind.And), ("Or", BinaryKind.Or),
        ("Xor", BinaryKind.ExclusiveOr),
    ];

    /// <summary>Adds the operators to <paramref name="imports"/>.</summary>
    public static void Register(IDictionary<string, OperatorImport> imports)
    {
        foreach ((string name, UnaryKind kind) in Unaries)
        {
            imports.Add(name, call => call.Return(0, call.Graph.Unary(kind, call.Input(0))));
        }

        foreach ((string name, BinaryKind kind) in Binaries)
        {
            imports.Add(name, call => call.Return(0, call.Graph.Binary(kind, call.Input(0), Right(call))));
        }

        imports.Add("Div", call => call.Return(0, Divide(call)));
        imports.Add("Pow", call => call.Return(0, Power(call)));
        imports.Add("Greater", call => call.Return(0, call.Graph.Binary(BinaryKind.Less, Right(call), call.Input(0))));
        imports.Add("GreaterOrEqual", call => call.Return(0, call.Graph.Binary(BinaryKind.LessOrEqual, Right(call), call.Input(0))));
        imports.Add("Sum", call => call.Return(0, Chain(call, BinaryKind.Add)));
        imports.Add("Min", call => call.Return(0, Chain(call, BinaryKind.Minimum)));
        imports.Add("Max", call => call.Return(0, Chain(call, BinaryKind.Maximum)));
        imports.Add("Mean", call => call.Return(0, Mean(call)));
        imports.Add("Where", call => call.Return(0, call.Graph.Select(call.Input(0), call.Input(1), call.Input(2))));
        imports.Add("IsInf", call => call.Return(0, IsInfinite(call)));
        imports.Add("Clip", call => call.Return(0, Clip(call)));
    }

    /// <summary>The second operand. Before operator set 7 an attribute says from which axis on it is repeated.</summary>
    private static ImportedValue Right(OperatorCall call)
    {
        ImportedValue left = call.Input(0);
        ImportedValue right = call.Input(1);
        if (call.Opset >= 7 || !call.Flag("broadcast") || !call.Has("axis"))
        {
            return right;
        }

        long axis = call.Integer("axis", 0);
        int start = axis == left.Rank ? left.Rank : call.Axis(axis, left.Rank);
        int behind = left.Rank - start - right.Rank;
        return behind >= 0
            ? GraphBuilder.Reshape(right, [.. right.Shape, .. Enumerable.Repeat(1, behind)])
            : throw NodeRefusal.Malformed($"An operand of shape {Shapes.Text(right.Shape)} does not fit {Shapes.Text(left.Shape)} from axis {axis} on.");
    }

    /// <summary>Whole numbers are divided towards zero.</summary>
    private static ImportedValue Divide(OperatorCall call)
    {
        ImportedValue left = call.Input(0);
        ImportedValue right = Right(call);
        ImportedValue quotient = call.Graph.Binary(BinaryKind.Divide, left, right);
        return left.IsInteger && quotient is DynamicValue ? Truncate(call, quotient) : quotient;
    }

    /// <summary>The result is of the base's type.</summary>
    private static ImportedValue Power(OperatorCall call)
    {
        ImportedValue left = call.Input(0);
        ImportedValue power = call.Graph.Binary(BinaryKind.Power, left, Right(call));
        return left.IsInteger && power is DynamicValue ? Truncate(call, power) : power;
    }

    private static ImportedValue IsInfinite(OperatorCall call)
    {
        ImportedValue x = call.Input(0);
        ImportedValue Is(double infinity) => call.Graph.Binary(BinaryKind.Equal, x, call.Graph.Scalar(infinity));
        bool isAnySign = call.Flag("detect_positive", otherwise: true) && call.Flag("detect_negative", otherwise: true);
        return isAnySign ? call.Graph.Binary(BinaryKind.Or, Is(double.PositiveInfinity), Is(double.NegativeInfinity))
            : call.Flag("detect_positive", otherwise: true) ? Is(double.PositiveInfinity)
            : call.Flag("detect_negative", otherwise: true) ? Is(double.NegativeInfinity)
            : call.Graph.Expand(call.Graph.ConstantOf([], TensorFormat.Boolean, [0]), x.Shape);
    }

    private static ImportedValue Truncate(OperatorCall call, ImportedValue value) => call.Graph.Retype(
        call.Graph.Unary(UnaryKind.Truncate, call.Graph.Retype(value, TensorFormat.Float32)), TensorFormat.Integer);

    private static ImportedValue Chain(OperatorCall call, BinaryKind kind) =>
        call.Inputs.Aggregate((left, right) => call.Graph.Binary(kind, left, right));

    private static ImportedValue Mean(OperatorCall call)
    {
        ImportedValue sum = Chain(call, BinaryKind.Add);
        return call.Inputs.Count == 1 ? sum : call.Graph.Binary(BinaryKind.Divide, sum, call.Graph.Scalar(call.Inputs.Count));
    }

    /// <summary>Between bounds: attributes before operator set 11, inputs from there on. What is left out bounds nothing.</summary>
    private static ImportedValue Clip(OperatorCall call)
    {
        ImportedValue x = call.Input(0);
        ImportedValue? minimum = call.Opset >= 11 ? call.Optional(1) : Bound(call, "min");
        ImportedValue? maximum = call.Opset >= 11 ? call.Optional(2) : Bound(call, "max");
        if (!x.IsInteger && Single(minimum) is double low && Single(maximum) is double high && low < high)
        {
            ActivationFunction function = low == 0
                ? new(ActivationKind.ClippedRelu, Maximum: high)
                : new(ActivationKind.HardTanh, Minimum: low, Maximum: high);
            return call.Graph.Activate(function, x);
        }

        ImportedValue bounded = minimum is null ? x : call.Graph.Binary(BinaryKind.Maximum, x, minimum);
        return maximum is null ? bounded : call.Graph.Binary(BinaryKind.Minimum, bounded, maximum);
    }

    private static ConstantValue? Bound(OperatorCall call, string name) =>
        call.Has(name) ? call.Graph.Scalar(call.Number(name, 0)) : null;

    private static double? Single(ImportedValue? value) =>
        value is ConstantValue { Count: 1, IsInteger: false } constant && !double.IsInfinity(constant.Numbers[0])
            ? constant.Numbers[0]
            : null;
}
