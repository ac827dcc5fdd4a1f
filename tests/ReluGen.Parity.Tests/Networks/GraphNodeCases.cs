using ReluGen.Model;
using ReluGen.Tests.Shared;

namespace ReluGen.Tests.Parity.Networks;

/// <summary>Small graphs, one for each kind of node and each way to use it, in sizes around the lane counts.</summary>
public static class GraphNodeCases
{
    private const int FirstSeed = 11000;

    private static readonly int[] Sizes = [1, 3, 4, 7, 8, 15, 16, 17, 21, 31, 33, 40];

    /// <summary>All cases of one element type.</summary>
    public static GraphCase[] All(ElementKind element)
    {
        (string Name, Func<GraphBuilder, Random, int, int[]> Create)[] kinds = [.. Elementwise(), .. Rows(), .. Moves(), .. Shapes()];
        return kinds.SelectMany((kind, k) => Enumerable.Range(0, 3).Select(turn =>
        {
            int size = Sizes[((3 * k) + (5 * turn)) % Sizes.Length];
            return new GraphCase($"{kind.Name}{turn}{element}", element, FirstSeed + (4 * k) + ((k + turn) % 4), (graph, random) => kind.Create(graph, random, size));
        })).ToArray();
    }

    private static IEnumerable<(string Name, Func<GraphBuilder, Random, int, int[]> Create)> Elementwise()
    {
        foreach (ActivationKind kind in Enum.GetValues<ActivationKind>().Where(kind => kind < ActivationKind.Softmax))
        {
            yield return ($"{kind}Alone", (graph, _, size) =>
            {
                // The input read by itself, and a value that has another gradient already.
                int input = graph.Input("input", size);
                int first = graph.Activation(input, kind);
                int second = graph.Activation(graph.Binary(first, input, BinaryKind.Add), kind);
                return [second, first];
            }
            );
        }

        foreach (UnaryKind kind in Enum.GetValues<UnaryKind>())
        {
            yield return (kind.ToString(), (graph, _, size) =>
            {
                int input = graph.Input("input", size);
                int first = graph.Unary(input, kind);
                int second = graph.Unary(graph.Binary(first, input, BinaryKind.Multiply), kind);
                return [first, graph.Binary(second, input, BinaryKind.Subtract)];
            }
            );
        }

        foreach (BinaryKind kind in Enum.GetValues<BinaryKind>())
        {
            yield return (kind.ToString(), (graph, _, size) =>
            {
                int x = graph.Input("x", size);
                int y = graph.Input("y", size);
                int parameter = graph.Constant(true, size);
                int first = graph.Binary(x, y, kind);
                int second = graph.Binary(graph.Binary(first, parameter, kind), x, BinaryKind.Add);
                return [second, graph.Binary(second, second, kind), graph.Binary(parameter, y, kind)];
            }
            );
            yield return ($"{kind}Repeated", (graph, _, size) =>
            {
                // Rows, channels, single numbers, and both operands repeated at once, on either side.
                int whole = graph.Input("whole", 6 * size);
                int row = graph.Input("row", size);
                int channel = graph.Constant(true, 3);
                int single = graph.Constant(true, 1);
                int a = graph.Binary(graph.Whole(whole), new Operand(row, size), 6 * size, kind);
                int b = graph.Binary(new Operand(channel, 3, 2 * size), graph.Whole(a), 6 * size, kind);
                int c = graph.Binary(graph.Whole(b), new Operand(single, 1), 6 * size, kind);
                int d = graph.Binary(new Operand(row, size, 6), new Operand(channel, 3), 6 * size, kind);
                return [graph.Binary(c, d, BinaryKind.Add), b];
            }
            );
        }

        yield return ("Select", (graph, _, size) =>
        {
            int x = graph.Input("x", size);
            int y = graph.Input("y", 4 * size);
            int test = graph.Binary(graph.Whole(y), new Operand(x, size), 4 * size, BinaryKind.Less);
            int one = graph.Select(graph.Whole(test), graph.Whole(y), new Operand(x, size), 4 * size);
            int mask = graph.Constant(false, Enumerable.Range(0, size).Select(i => (double)(i % 2)).ToArray(), size);
            int scalar = graph.Constant(true, 1);
            int two = graph.Select(new Operand(mask, size, 4), new Operand(scalar, 1), graph.Whole(one), 4 * size);
            return [two, one];
        }
        );
    }

    private static IEnumerable<(string Name, Func<GraphBuilder, Random, int, int[]> Create)> Rows()
    {
        foreach (bool isLogarithm in new[] { false, true })
        {
            yield return (isLogarithm ? "LogSoftmaxRows" : "SoftmaxRows", (graph, random, size) =>
            {
                int rows = random.Next(1, 4);
                int input = graph.Input("input", rows, size);
                int first = graph.Softmax(input, rows, isLogarithm);
                int second = graph.Softmax(graph.Binary(first, input, BinaryKind.Add), 1, isLogarithm);
                return [first, graph.Binary(second, input, BinaryKind.Multiply)];
            }
            );
        }

        foreach (ReduceKind kind in Enum.GetValues<ReduceKind>())
        {
            yield return ($"Reduce{kind}", (graph, random, size) =>
            {
                int rows = random.Next(1, 5);
                int input = graph.Input("input", rows, size);
                int reduced = graph.Reduce(input, kind, rows);
                int total = graph.Reduce(graph.Binary(graph.Whole(input), new Operand(reduced, rows, size), rows * size, BinaryKind.Subtract), kind);
                return [total, reduced];
            }
            );
        }

        yield return ("Place", (graph, random, size) =>
        {
            int input = graph.Input("input", 2, size);
            int rounded = graph.Unary(input, UnaryKind.Round);
            int first = graph.Place(rounded, 2, isMinimum: false, takesLast: false);
            int last = graph.Place(rounded, 2, isMinimum: true, takesLast: true);
            return [graph.Binary(graph.Binary(first, last, BinaryKind.Add), first, BinaryKind.Multiply), graph.Unary(input, UnaryKind.Negate)];
        }
        );
    }

    private static IEnumerable<(string Name, Func<GraphBuilder, Random, int, int[]> Create)> Moves()
    {
        yield return ("Concatenate", (graph, _, size) =>
        {
            int x = graph.Input("x", size);
            int y = graph.Input("y", 5);
            return [graph.Dense(graph.Concatenate(x, y, x), 9)];
        }
        );
        yield return ("Slice", (graph, _, size) =>
        {
            // Columns of rows, of which the rest is read by nobody, and every other element backwards.
            int input = graph.Input("input", size, 6);
            int columns = graph.Arrange([.. from row in Enumerable.Range(0, size) from column in new[] { 1, 2, 3 } select (6 * row) + column], 0, input);
            int backwards = graph.Arrange([.. from i in Enumerable.Range(0, size) select (3 * size) - 1 - (2 * i)], 0, columns);
            return [graph.Unary(backwards, UnaryKind.Exponential), graph.Activation(columns, ActivationKind.Tanh)];
        }
        );
        yield return ("Transpose", (graph, _, size) =>
        {
            int input = graph.Input("input", size, 5);
            int turned = graph.Arrange([.. from column in Enumerable.Range(0, 5) from row in Enumerable.Range(0, size) select (5 * row) + column], 0, input);
            return [graph.Binary(turned, input, BinaryKind.Multiply)];
        }
        );
        yield return ("PadAndTile", (graph, _, size) =>
        {
            int input = graph.Input("input", size);
            int padded = graph.Arrange([-1, -1, .. Enumerable.Range(0, size), -1], 0.25, input);
            int tiled = graph.Arrange([.. from outer in Enumerable.Range(0, 3) from i in Enumerable.Range(0, size + 3) from inner in Enumerable.Range(0, 2) select i], 0, padded);
            return [graph.Binary(tiled, tiled, BinaryKind.Multiply)];
        }
        );
        yield return ("Irregular", (graph, random, size) =>
        {
            int x = graph.Input("x", size + 20);
            int y = graph.Input("y", 30);
            int[] map = [.. Enumerable.Range(0, 200).Select(_ => random.Next(-1, size + 50))];
            int gathered = graph.Arrange(map, -2, x, y);
            return [graph.Binary(gathered, gathered, BinaryKind.Multiply), graph.Unary(y, UnaryKind.Negate)];
        }
        );
        yield return ("InfiniteFill", (graph, _, size) =>
        {
            int input = graph.Input("input", size);
            return [graph.Reduce(graph.Arrange([-1, .. Enumerable.Range(0, size)], double.NegativeInfinity, input), ReduceKind.Maximum)];
        }
        );
    }

    private static IEnumerable<(string Name, Func<GraphBuilder, Random, int, int[]> Create)> Shapes()
    {
        yield return ("DenseRows", (graph, random, size) =>
        {
            int rows = new[] { 2, 6, 7, 13 }[random.Next(4)];
            int input = graph.Input("input", rows, size);
            int first = graph.Activation(graph.Dense(input, 17, rows), ActivationKind.Tanh);
            int second = graph.Activation(graph.Dense(first, 16, rows, hasBias: false), ActivationKind.Relu);
            return [graph.Dense(second, 5, rows), first];
        }
        );
        yield return ("DenseAcrossLanes", (graph, _, size) =>
        {
            int input = graph.Input("input", 3, 100 + size);
            int rows = graph.Dense(input, 2, 3);
            int all = graph.Activation(graph.Dense(input, 3), ActivationKind.LeakyRelu);
            return [rows, graph.Binary(graph.Dense(all, 150 + size), graph.Dense(all, 150 + size), BinaryKind.Maximum)];
        }
        );
        yield return ("MatrixProduct", (graph, random, size) =>
        {
            int batch = random.Next(1, 3);
            int left = graph.Input("left", batch, 3, size);
            int right = graph.Input("right", batch, size, 5);
            int product = graph.Product(left, right, batch, 3, size, 5);
            int again = graph.Product(product, graph.Constant(true, batch, 5, 2), batch, 3, 5, 2);
            return [again, graph.Product(left, right, batch, 3, size, 5)];
        }
        );
        yield return ("TwoHeads", (graph, _, size) =>
        {
            int observation = graph.Input("observation", size);
            int state = graph.Input("state", 3);
            int mean = graph.Constant(false, size);
            int scale = graph.Constant(false, 1);
            int centred = graph.Binary(observation, mean, BinaryKind.Subtract);
            int scaled = graph.Binary(graph.Whole(centred), new Operand(scale, 1), size, BinaryKind.Multiply);
            int hidden = graph.Activation(graph.Dense(graph.Concatenate(scaled, state), 20), ActivationKind.Relu);
            return [graph.Softmax(graph.Dense(hidden, 4)), graph.Dense(hidden, 1)];
        }
        );
        yield return ("OddOutputs", (graph, _, size) =>
        {
            // An output that is an input, one that is a constant, the same value twice, an input that nothing reads, a layer that no output needs.
            int x = graph.Input("x", size);
            int unread = graph.Input("unread", 3);
            int parameter = graph.Constant(true, 4);
            int constant = graph.Constant(false, 2);
            graph.Constant(true, 3);
            graph.Activation(graph.Dense(x, 5), ActivationKind.Tanh);
            int y = graph.Activation(graph.Dense(x, 6), ActivationKind.Sigmoid);
            int place = graph.Place(graph.Dense(x, 3), 1, isMinimum: false, takesLast: false);
            return [x, constant, y, y, parameter, place, unread];
        }
        );
        yield return ("ConstantRows", (graph, _, size) =>
        {
            // Constants where padded rows are needed.
            int x = graph.Input("x", 6);
            int table = graph.Constant(true, size);
            int active = graph.Activation(table, ActivationKind.Silu);
            int dense = graph.Dense(table, 6);
            return [graph.Binary(dense, x, BinaryKind.Multiply), active];
        }
        );
    }
}
