using ReluGen.Model;

namespace ReluGen.Importing.Onnx.Operators;

/// <summary>Reductions over any axes, made of those over rows.</summary>
internal static class Reductions
{
    /// <summary>Reduces <paramref name="axes"/> to size 1.</summary>
    public static ImportedValue Reduce(GraphBuilder graph, ReduceKind kind, ImportedValue x, int[] axes)
    {
        int[] shape = Kept(x.Shape, axes);
        int terms = Shapes.Count(axes.Select(axis => x.Shape[axis]));
        return terms == 1 ? GraphBuilder.Reshape(x, shape)
            : x.Count == 0 ? graph.Expand(Empty(kind, x), shape)
            : graph.ReduceRows(kind, ToRows(graph, x, axes), terms, shape);
    }

    /// <summary>The product over <paramref name="axes"/>: the second half of the terms times the first, until one is left.</summary>
    public static ImportedValue Multiply(GraphBuilder graph, ImportedValue x, int[] axes)
    {
        int[] shape = Kept(x.Shape, axes);
        int terms = Shapes.Count(axes.Select(axis => x.Shape[axis]));
        if (terms == 0)
        {
            return graph.Expand(One(x), shape);
        }

        ImportedValue rows = GraphBuilder.Reshape(ToRows(graph, x, axes), [Shapes.Count(shape), terms]);
        for (; terms > 1; terms -= terms / 2)
        {
            int half = terms / 2;
            ImportedValue product = graph.Binary(
                BinaryKind.Multiply,
                SliceOperators.Part(graph, rows, 1, 0, half),
                SliceOperators.Part(graph, rows, 1, terms - half, half));
            rows = terms % 2 == 0 ? product : Joined(graph, product, SliceOperators.Part(graph, rows, 1, half, 1));
        }

        return GraphBuilder.Reshape(rows, shape);
    }

    /// <summary>The value with <paramref name="axes"/> at the end: the rows of a reduction.</summary>
    public static ImportedValue ToRows(GraphBuilder graph, ImportedValue x, int[] axes) =>
        graph.Transpose(x, Rows.Last(x.Rank, axes));

    /// <summary>The shape with <paramref name="axes"/> of size 1.</summary>
    public static int[] Kept(int[] shape, int[] axes) => shape.Select((size, d) => axes.Contains(d) ? 1 : size).ToArray();

    /// <summary>[rows, a] beside [rows, 1].</summary>
    private static ImportedValue Joined(GraphBuilder graph, ImportedValue left, ImportedValue column)
    {
        int rows = left.Shape[0];
        int size = left.Shape[1];
        int[] map = Enumerable.Range(0, rows * (size + 1)).Select(i =>
            i % (size + 1) < size ? (i / (size + 1) * size) + (i % (size + 1)) : (rows * size) + (i / (size + 1))).ToArray();
        return graph.Arrange("Joined", [rows, size + 1], [left, column], map);
    }

    /// <summary>What nothing is reduced to: the element that changes no result.</summary>
    private static ImportedValue Empty(ReduceKind kind, ImportedValue x) => x.IsInteger
        ? ConstantValue.Of([], kind switch
        {
            ReduceKind.Maximum => long.MinValue,
            ReduceKind.Minimum => long.MaxValue,
            _ => 0L,
        })
        : ConstantValue.Of([], kind switch
        {
            ReduceKind.Maximum => double.NegativeInfinity,
            ReduceKind.Minimum => double.PositiveInfinity,
            ReduceKind.Mean => double.NaN,
            _ => 0.0,
        });

    private static ConstantValue One(ImportedValue x) => x.IsInteger ? ConstantValue.Of([], 1L) : ConstantValue.Of([], 1.0);
}
