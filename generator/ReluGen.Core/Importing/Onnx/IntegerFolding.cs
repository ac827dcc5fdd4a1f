using ReluGen.Model;

namespace ReluGen.Importing.Onnx;

/// <summary>Computes nodes of whole numbers exactly, modulo 2⁶⁴: the arithmetic on shapes.</summary>
internal static class IntegerFolding
{
    /// <summary>The elements of <paramref name="node"/>'s output.</summary>
    /// <param name="node">A node whose inputs and output are whole numbers or truth values.</param>
    /// <param name="inputs">The elements of its inputs, in its order.</param>
    /// <param name="count">The number of elements of its output.</param>
    public static long[] Run(Node node, IReadOnlyList<long[]> inputs, int count)
    {
        switch (node)
        {
            case UnaryNode unary:
                return inputs[0].Select(x => Value(unary.Kind, x)).ToArray();
            case BinaryNode binary:
                return Fill(count, i => Value(binary.Kind, inputs[0][binary.Left.IndexOf(i)], inputs[1][binary.Right.IndexOf(i)]));
            case SelectNode select:
                return Fill(count, i => inputs[0][select.Condition.IndexOf(i)] != 0
                    ? inputs[1][select.WhenTrue.IndexOf(i)]
                    : inputs[2][select.WhenFalse.IndexOf(i)]);
            case ArrangeNode arrange:
                long[] all = inputs.SelectMany(input => input).ToArray();
                return Fill(count, i => arrange.Map[i] == IndexMap.Filled ? (long)arrange.Fill : all[arrange.Map[i]]);
            case ReduceNode reduce:
                return Fill(count, i => Reduce(reduce.Kind, inputs[0], i * reduce.Order.Terms, reduce.Order.Terms));
            case PlaceNode place:
                return Fill(count, i => Place(place, inputs[0], i * place.Terms));
            case MatrixProductNode product:
                return Product(product, inputs[0], inputs[1]);
            default:
                throw NodeRefusal.Unsupported(
                    $"It computes whole numbers with a function of real numbers.", "Cast the operands to a floating-point type.");
        }
    }

    private static long[] Fill(int count, Func<int, long> element) => Enumerable.Range(0, count).Select(element).ToArray();

    private static long Value(UnaryKind kind, long x) => kind switch
    {
        UnaryKind.Negate => unchecked(-x),
        UnaryKind.Absolute => x < 0 ? unchecked(-x) : x,
        UnaryKind.Sign => Math.Sign(x),
        UnaryKind.Floor or UnaryKind.Ceiling or UnaryKind.Round or UnaryKind.Truncate => x,
        UnaryKind.Not => x == 0 ? 1 : 0,
        UnaryKind.IsNotANumber => 0,
        _ => GraphBuilder.ToInteger(Interpreter.ReferenceElementwise.Value(kind, x)),
    };

    private static long Value(BinaryKind kind, long x, long y)
    {
        unchecked
        {
            return kind switch
            {
                BinaryKind.Add => x + y,
                BinaryKind.Subtract => x - y,
                BinaryKind.Multiply => x * y,
                BinaryKind.Divide => y == 0
                    ? throw NodeRefusal.Malformed($"It divides the whole number {x} by zero.")
                    : y == -1 ? -x : x / y,
                BinaryKind.Power => Power(x, y),
                BinaryKind.Minimum => Math.Min(x, y),
                BinaryKind.Maximum => Math.Max(x, y),
                BinaryKind.Less => x < y ? 1 : 0,
                BinaryKind.LessOrEqual => x <= y ? 1 : 0,
                BinaryKind.Equal => x == y ? 1 : 0,
                BinaryKind.And => x != 0 && y != 0 ? 1 : 0,
                BinaryKind.Or => x != 0 || y != 0 ? 1 : 0,
                BinaryKind.ExclusiveOr => (x != 0) != (y != 0) ? 1 : 0,
                BinaryKind.ParametricRelu => x < 0 ? x * y : x,
                BinaryKind.ThresholdedRelu => x > y ? x : 0,
                _ => throw NodeRefusal.Unsupported($"{kind} of whole numbers is not known.", "Cast the operands to a floating-point type."),
            };
        }
    }

    /// <summary>By repeated squaring: at most 64 steps.</summary>
    private static long Power(long x, long y)
    {
        if (y < 0)
        {
            return x == 1 ? 1 : x == -1 ? (y % 2 == 0 ? 1 : -1) : 0;
        }

        long result = 1;
        for (; y > 0; y >>= 1)
        {
            result = unchecked((y & 1) == 1 ? result * x : result);
            x = unchecked(x * x);
        }

        return result;
    }

    private static long Reduce(ReduceKind kind, long[] elements, int start, int terms)
    {
        var row = new ArraySegment<long>(elements, start, terms);
        return kind switch
        {
            ReduceKind.Maximum => row.Max(),
            ReduceKind.Minimum => row.Min(),
            ReduceKind.Sum => row.Aggregate(0L, (sum, x) => unchecked(sum + x)),
            _ => row.Aggregate(0L, (sum, x) => unchecked(sum + x)) / terms,
        };
    }

    private static long Place(PlaceNode node, long[] elements, int start)
    {
        int place = 0;
        for (int i = 1; i < node.Terms; i++)
        {
            int order = elements[start + i].CompareTo(elements[start + place]) * (node.IsMinimum ? -1 : 1);
            place = order > 0 || (order == 0 && node.TakesLast) ? i : place;
        }

        return place;
    }

    private static long[] Product(MatrixProductNode node, long[] left, long[] right) =>
        Fill(node.Batch * node.Rows * node.Columns, i =>
        {
            int row = i / node.Columns;
            int column = (row / node.Rows * node.Terms * node.Columns) + (i % node.Columns);
            long sum = 0;
            for (int k = 0; k < node.Terms; k++)
            {
                sum = unchecked(sum + (left[(row * node.Terms) + k] * right[column + (k * node.Columns)]));
            }

            return sum;
        });
}
