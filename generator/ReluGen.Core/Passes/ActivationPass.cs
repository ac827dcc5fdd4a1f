using ReluGen.Model;

namespace ReluGen.Passes;

/// <summary>
/// Finds activations that exporters wrote out as arithmetic, which one kernel computes in one go: SiLU, hard swish, Mish,
/// GELU in both forms, and values between two bounds. The formula is the same, so values change by rounding at most. The scalars
/// of a formula, such as GELU's √½, become part of the function and are no parameters, whether a node or an initializer held them.
/// </summary>
internal static class ActivationPass
{
    /// <summary>Constants in files are rounded to 32 bit, and a product of two of them twice; what differs by more is another function.</summary>
    private const double ConstantError = 3e-7;

    private static readonly double RootOfTwoOverPi = Math.Sqrt(2 / Math.PI);

    /// <summary>Replaces what it finds.</summary>
    public static PassResult Run(PassResult input)
    {
        var graph = new GraphView(input.Model);
        var reader = new FormulaReader(graph);
        for (int i = 0; i < graph.Count; i++)
        {
            if (graph.At(i) is not BinaryNode node)
            {
                continue;
            }

            (ActivationFunction Function, int Input)? match = node.Kind switch
            {
                BinaryKind.Multiply or BinaryKind.Divide => Product(graph, reader, node, input.Model.Element),
                BinaryKind.Minimum or BinaryKind.Maximum => Bounded(graph, node),
                _ => null,
            };
            if (match is { } found)
            {
                graph.Replace(i, new ActivationNode(node.Name, found.Input, node.Output, found.Function));
            }
        }

        return input with { Model = graph.ToModel() };
    }

    private static (ActivationFunction Function, int Input)? Product(
        GraphView graph, FormulaReader reader, BinaryNode node, ElementKind element)
    {
        if (reader.Factors(node.Output) is not ({ } factor, [int left, int right]))
        {
            return null;
        }

        ActivationFunction? function = Match(graph, reader, factor, left, right, element);
        if (function is not null)
        {
            return (function, left);
        }

        function = Match(graph, reader, factor, right, left, element);
        return function is null ? null : (function, right);
    }

    /// <summary>What factor·x·y is, as a function of x.</summary>
    private static ActivationFunction? Match(
        GraphView graph, FormulaReader reader, double factor, int x, int y, ElementKind element)
    {
        if (!graph.IsReadOnce(y))
        {
            return null;
        }

        if (factor == 1 && graph.Maker(y) is ActivationNode gate)
        {
            double sixth = element == ElementKind.Float ? (float)(1.0 / 6) : 1.0 / 6;
            return gate.Function.Kind switch
            {
                ActivationKind.Sigmoid when gate.Input == x => new(ActivationKind.Silu),
                ActivationKind.HardSigmoid when gate.Input == x && gate.Function.Slope == sixth && gate.Function.Offset == 0.5
                    => new(ActivationKind.HardSwish),
                ActivationKind.Tanh when graph.Maker(gate.Input) is ActivationNode { Function.Kind: ActivationKind.SoftPlus } inner && inner.Input == x
                    => new(ActivationKind.Mish),
                _ => null,
            };
        }

        if (!IsNear(factor, 0.5) || reader.Terms(y) is not (1, [int bend]))
        {
            return null;
        }

        return graph.Maker(bend) switch
        {
            UnaryNode { Kind: UnaryKind.ErrorFunction } erf
                when reader.Factors(erf.Input) is ({ } scale, [int z]) && z == x && IsNear(scale, Math.Sqrt(0.5)) => new(ActivationKind.Gelu),
            ActivationNode { Function.Kind: ActivationKind.Tanh } tanh when IsCubic(reader, tanh.Input, x) => new(ActivationKind.GeluTanh),
            _ => null,
        };
    }

    /// <summary>√(2/π)·(x + 0.044715·x³), or √(2/π)·x·(1 + 0.044715·x²).</summary>
    private static bool IsCubic(FormulaReader reader, int value, int x)
    {
        const double Cubic = 0.044715;
        (double scale, IReadOnlyList<int> factors) = reader.Factors(value);
        if (!IsNear(scale, RootOfTwoOverPi))
        {
            return false;
        }

        if (factors is [int sum])
        {
            return reader.Terms(sum) is (0, [int a, int b]) && ((a == x && IsPower(b, 3)) || (b == x && IsPower(a, 3)));
        }

        return factors is [int l, int r]
            && ((l == x && reader.Terms(r) is (1, [int p]) && IsPower(p, 2)) || (r == x && reader.Terms(l) is (1, [int q]) && IsPower(q, 2)));

        bool IsPower(int power, int exponent)
        {
            (double factor, IReadOnlyList<int> values) = reader.Factors(power);
            return IsNear(factor, Cubic) && values.Count == exponent && values.All(id => id == x);
        }
    }

    /// <summary>min(max(x, a), b) or max(min(x, b), a) with a &lt; b, neither of them a parameter.</summary>
    private static (ActivationFunction Function, int Input)? Bounded(GraphView graph, BinaryNode node)
    {
        if (Bound(graph, node) is not { } outer || graph.Maker(outer.Value) is not BinaryNode inner
            || !graph.IsReadOnce(outer.Value) || Bound(graph, inner) is not { } found)
        {
            return null;
        }

        bool isMinimum = node.Kind == BinaryKind.Minimum;
        if (inner.Kind != (isMinimum ? BinaryKind.Maximum : BinaryKind.Minimum))
        {
            return null;
        }

        double low = isMinimum ? found.Bound : outer.Bound;
        double high = isMinimum ? outer.Bound : found.Bound;
        return low < high && !double.IsInfinity(low) && !double.IsInfinity(high)
            ? (new ActivationFunction(ActivationKind.HardTanh, Minimum: low, Maximum: high), found.Value)
            : null;
    }

    private static (int Value, double Bound)? Bound(GraphView graph, BinaryNode node)
    {
        int count = graph.CountOf(node.Output);
        return FixedNumber(node.Right) is double right && node.Left.Length == count ? (node.Left.Value, right)
            : FixedNumber(node.Left) is double left && node.Right.Length == count ? (node.Right.Value, left)
            : null;

        double? FixedNumber(Operand operand) =>
            graph.Maker(operand.Value) is ConstantNode { ParameterOffset: null } ? graph.Scalar(operand.Value) : null;
    }

    private static bool IsNear(double value, double expected) => Math.Abs(value - expected) <= ConstantError * expected;
}
