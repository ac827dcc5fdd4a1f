namespace ReluGen.Importing.Onnx.Operators;

/// <summary>Brings the elements that belong together to the end, where the model's nodes take them as rows.</summary>
internal static class Rows
{
    /// <summary>
    /// Applies a function that keeps the shape to the rows along the attribute <c>axis</c>. Before operator set 13 a row is
    /// everything from the axis on, 1 where it is not given; later it is the axis alone, the last one where it is not given.
    /// </summary>
    /// <param name="call">The node.</param>
    /// <param name="function">From a value whose last elements make a row, and their number, to a value of the same shape.</param>
    public static ImportedValue Along(OperatorCall call, Func<ImportedValue, int, ImportedValue> function)
    {
        ImportedValue x = call.Input(0);
        if (x.Count == 0)
        {
            return x;
        }

        if (call.Opset < 13)
        {
            long first = call.Integer("axis", 1);
            int start = first == x.Rank ? x.Rank : call.Axis(first, x.Rank);
            return function(x, Shapes.Count(x.Shape, start, x.Rank));
        }

        if (x.Rank == 0)
        {
            return function(x, 1);
        }

        int axis = call.Axis(call.Integer("axis", -1), x.Rank);
        int[] order = Last(x.Rank, [axis]);
        ImportedValue result = function(call.Graph.Transpose(x, order), x.Shape[axis]);
        return call.Graph.Transpose(result, Inverse(order));
    }

    /// <summary>The order of dimensions that brings <paramref name="axes"/> to the end and keeps the others'.</summary>
    public static int[] Last(int rank, int[] axes) =>
        [.. Enumerable.Range(0, rank).Where(d => !axes.Contains(d)), .. axes.OrderBy(d => d)];

    /// <summary>The order that undoes another one.</summary>
    public static int[] Inverse(int[] order)
    {
        var inverse = new int[order.Length];
        for (int d = 0; d < order.Length; d++)
        {
            inverse[order[d]] = d;
        }

        return inverse;
    }
}
