using ReluGen.Model;

namespace ReluGen.Importing.Onnx.Operators;

/// <summary>What takes a part of a value: slices, and elements by index.</summary>
internal static class SliceOperators
{
    /// <summary>Adds the operators to <paramref name="imports"/>.</summary>
    public static void Register(IDictionary<string, OperatorImport> imports)
    {
        imports.Add("Slice", call => call.Return(0, Slice(call)));
        imports.Add("Gather", call => call.Return(0, Gather(call)));
        imports.Add("GatherElements", call => call.Return(0, GatherElements(call)));
        imports.Add("Trilu", call => call.Return(0, Triangle(call)));
    }

    /// <summary>A stretch of one dimension.</summary>
    public static ImportedValue Part(GraphBuilder graph, ImportedValue x, int axis, int start, int size)
    {
        int[] shape = [.. x.Shape];
        shape[axis] = size;
        return graph.Gather("Part", x, shape, (d, i) => d == axis ? start + i : i);
    }

    /// <summary>Bounds are attributes before operator set 10, then inputs, with steps.</summary>
    private static ImportedValue Slice(OperatorCall call)
    {
        ImportedValue x = call.Input(0);
        bool isOld = call.Opset < 10;
        long[]? starts = isOld ? call.Integers("starts") : call.ConstantIntegers(1, "the starts");
        long[]? ends = isOld ? call.Integers("ends") : call.ConstantIntegers(2, "the ends");
        if (starts is null || ends is null)
        {
            throw NodeRefusal.Malformed($"Slice has no starts or no ends.");
        }

        long[] given = (isOld ? call.Integers("axes") : call.ConstantIntegers(3, "the axes"))
            ?? Enumerable.Range(0, starts.Length).Select(d => (long)d).ToArray();
        int[] axes = call.Axes(given, x.Rank);
        long[] steps = (isOld ? null : call.ConstantIntegers(4, "the steps")) ?? Enumerable.Repeat(1L, starts.Length).ToArray();
        if (ends.Length != starts.Length || axes.Length != starts.Length || steps.Length != starts.Length || steps.Contains(0))
        {
            throw NodeRefusal.Malformed(
                $"{starts.Length} starts, {ends.Length} ends, {axes.Length} axes and {steps.Length} steps, none of them 0, do not fit.");
        }

        int[] shape = [.. x.Shape];
        var first = new int[x.Rank];
        var step = new long[x.Rank];
        for (int i = 0; i < axes.Length; i++)
        {
            (first[axes[i]], shape[axes[i]]) = Bounds(starts[i], ends[i], steps[i], x.Shape[axes[i]]);
            step[axes[i]] = steps[i];
        }

        return call.Graph.Gather("Slice", x, shape, (d, i) => step[d] == 0 ? i : (int)(first[d] + (i * step[d])));
    }

    /// <summary>The first place and the number of places. Bounds count from the end where they are negative, and are cut to the dimension.</summary>
    private static (int First, int Count) Bounds(long start, long end, long step, int size)
    {
        // Behind the last element when going up, the last element when going down; and one before the first.
        long low = step > 0 ? 0 : -1;
        long high = step > 0 ? size : size - 1;
        long from = Math.Min(Math.Max(start < 0 ? start + size : start, step > 0 ? 0 : Math.Min(0, high)), high);
        long to = Math.Min(Math.Max(end < 0 ? end + size : end, low), high);
        if (step == long.MinValue)
        {
            step++;
        }

        long distance = step > 0 ? to - from : from - to;
        long count = distance <= 0 ? 0 : ((distance - 1) / Math.Abs(step)) + 1;
        return ((int)from, (int)count);
    }

    private static ImportedValue Gather(OperatorCall call)
    {
        ImportedValue x = call.Input(0);
        int axis = call.Axis(call.Integer("axis", 0), x.Rank);
        int[] places = Places(call, x.Shape[axis], out int[] indexShape);
        int[] rows = [.. x.Shape];
        rows[axis] = places.Length;
        ImportedValue gathered = call.Graph.Gather("Gathered", x, rows, (d, i) => d == axis ? places[i] : i);
        return GraphBuilder.Reshape(gathered, [.. x.Shape.Take(axis), .. indexShape, .. x.Shape.Skip(axis + 1)]);
    }

    private static ImportedValue GatherElements(OperatorCall call)
    {
        ImportedValue x = call.Input(0);
        int axis = call.Axis(call.Integer("axis", 0), x.Rank);
        int[] places = Places(call, x.Shape[axis], out int[] shape);
        if (shape.Length != x.Rank || shape.Where((size, d) => d != axis && size > x.Shape[d]).Any())
        {
            throw NodeRefusal.Malformed($"Indices of shape {Shapes.Text(shape)} do not fit a value of shape {Shapes.Text(x.Shape)}.");
        }

        int[] strides = Shapes.Strides(x.Shape);
        int[] steps = strides.Select((stride, d) => d == axis ? 0 : stride).ToArray();
        int[] map = Shapes.Walk(shape, steps);
        for (int i = 0; i < map.Length; i++)
        {
            map[i] += places[i] * strides[axis];
        }

        return call.Graph.Arrange("Gathered", shape, [x], map);
    }

    private static int[] Places(OperatorCall call, int size, out int[] shape)
    {
        ConstantValue indices = call.Constant(1, "the indices");
        if (indices.Format != Readers.TensorFormat.Integer)
        {
            throw NodeRefusal.Malformed($"The indices are not whole numbers.");
        }

        shape = indices.Shape;
        return indices.Integers.Select(index => index >= -size && index < size
            ? (int)(index < 0 ? index + size : index)
            : throw NodeRefusal.Malformed($"Index {index} lies outside of {size} elements.")).ToArray();
    }

    /// <summary>One triangle of each matrix, the other one 0.</summary>
    private static ImportedValue Triangle(OperatorCall call)
    {
        ImportedValue x = call.Input(0);
        if (x.Rank < 2)
        {
            throw NodeRefusal.Malformed($"A value of shape {Shapes.Text(x.Shape)} is no matrix.");
        }

        long[] diagonal = call.ConstantIntegers(1, "the diagonal") ?? [0];
        bool isUpper = call.Flag("upper", otherwise: true);
        int rows = x.Shape[x.Rank - 2];
        int columns = x.Shape[x.Rank - 1];
        call.Graph.Check(x.Shape);
        int[] map = Enumerable.Range(0, x.Count).Select(i =>
        {
            long distance = (i % columns) - (i / columns % rows) - (diagonal.Length == 1 ? diagonal[0] : 0);
            return (isUpper ? distance >= 0 : distance <= 0) ? i : IndexMap.Filled;
        }).ToArray();
        return call.Graph.Arrange("Triangle", x.Shape, [x], map);
    }
}
