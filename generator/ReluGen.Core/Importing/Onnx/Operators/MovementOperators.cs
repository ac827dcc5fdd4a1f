using ReluGen.Model;

namespace ReluGen.Importing.Onnx.Operators;

/// <summary>What moves whole dimensions: transposition, concatenation, split, repetition, padding.</summary>
internal static class MovementOperators
{
    /// <summary>Adds the operators to <paramref name="imports"/>.</summary>
    public static void Register(IDictionary<string, OperatorImport> imports)
    {
        imports.Add("Transpose", call => call.Return(0, Transpose(call)));
        imports.Add("Concat", call => call.Return(0, Concat(call)));
        imports.Add("Split", Split);
        imports.Add("Expand", call => call.Return(0, Expand(call)));
        imports.Add("Tile", call => call.Return(0, Tile(call)));
        imports.Add("Pad", call => call.Return(0, Pad(call)));
    }

    private static ImportedValue Transpose(OperatorCall call)
    {
        ImportedValue x = call.Input(0);
        long[] order = call.Integers("perm") ?? Enumerable.Range(0, x.Rank).Reverse().Select(d => (long)d).ToArray();
        return order.Length == x.Rank
            ? call.Graph.Transpose(x, call.Axes(order, x.Rank))
            : throw NodeRefusal.Malformed($"The order has {order.Length} dimensions, the value {x.Rank}.");
    }

    private static ImportedValue Concat(OperatorCall call)
    {
        IReadOnlyList<ImportedValue> sources = call.Inputs;
        int rank = sources[0].Rank;
        int axis = call.Axis(call.Integer("axis", 1), rank);
        foreach (ImportedValue source in sources)
        {
            if (source.Rank != rank || source.Shape.Where((size, d) => d != axis && size != sources[0].Shape[d]).Any())
            {
                throw NodeRefusal.Malformed(
                    $"Shapes {Shapes.Text(sources[0].Shape)} and {Shapes.Text(source.Shape)} cannot be joined along axis {axis}.");
            }
        }

        int[] shape = [.. sources[0].Shape];
        shape[axis] = call.Dimension(sources.Sum(source => (long)source.Shape[axis]));
        call.Graph.Check(shape);
        int outer = Shapes.Count(shape, 0, axis);
        var map = new int[Shapes.Count(shape)];
        int row = Shapes.Count(shape, axis, rank);
        int column = 0;
        int start = 0;
        foreach (ImportedValue source in sources)
        {
            int run = Shapes.Count(source.Shape, axis, rank);
            for (int i = 0; i < outer * run; i++)
            {
                map[(i / run * row) + column + (i % run)] = start + i;
            }

            column += run;
            start += outer * run;
        }

        return call.Graph.Arrange("Joined", shape, sources, map);
    }

    /// <summary>Sizes are an attribute before operator set 13, then an input; without them the parts are equal, the last one smaller.</summary>
    private static void Split(OperatorCall call)
    {
        ImportedValue x = call.Input(0);
        int axis = call.Axis(call.Integer("axis", 0), x.Rank);
        int size = x.Shape[axis];
        long[]? given = call.Opset >= 13 ? call.ConstantIntegers(1, "the sizes") : call.Integers("split");
        int[] sizes = given?.Select(call.Dimension).ToArray() ?? EqualParts(size, call.OutputCount);
        if (sizes.Length != call.OutputCount || sizes.Sum(part => (long)part) != size)
        {
            throw NodeRefusal.Malformed($"Parts of {Shapes.Text(sizes)} do not make {call.OutputCount} outputs of {size} in all.");
        }

        int start = 0;
        for (int part = 0; part < sizes.Length; part++)
        {
            if (call.HasOutput(part))
            {
                call.Return(part, SliceOperators.Part(call.Graph, x, axis, start, sizes[part]));
            }

            start += sizes[part];
        }
    }

    private static int[] EqualParts(int size, int count)
    {
        int part = (size + count - 1) / count;
        return Enumerable.Range(0, count).Select(i => Math.Max(0, Math.Min(part, size - (i * part)))).ToArray();
    }

    /// <summary>Repeats dimensions of size 1; where the wanted size is 1, the value's own stays.</summary>
    private static ImportedValue Expand(OperatorCall call)
    {
        ImportedValue x = call.Input(0);
        int[] wanted = call.ConstantIntegers(1, "the shape")?.Select(call.Dimension).ToArray()
            ?? throw NodeRefusal.Malformed($"Expand has no shape.");
        int[] shape = Shapes.Broadcast(x.Shape, wanted)
            ?? throw NodeRefusal.Malformed($"The shape {Shapes.Text(x.Shape)} cannot be repeated to {Shapes.Text(wanted)}.");
        return call.Graph.Expand(x, shape);
    }

    private static ImportedValue Tile(OperatorCall call)
    {
        ImportedValue x = call.Input(0);
        int[] repeats = call.ConstantIntegers(1, "the repeats")?.Select(call.Dimension).ToArray()
            ?? throw NodeRefusal.Malformed($"Tile has no repeats.");
        if (repeats.Length != x.Rank)
        {
            throw NodeRefusal.Malformed($"{repeats.Length} repeats are given for {x.Rank} dimensions.");
        }

        int[] shape = x.Shape.Select((size, d) => call.Dimension((long)size * repeats[d])).ToArray();
        return call.Graph.Gather("Tiled", x, shape, (d, i) => i % x.Shape[d]);
    }

    /// <summary>Adds elements at both ends of each dimension, or takes them away where a number is negative.</summary>
    private static ImportedValue Pad(OperatorCall call)
    {
        ImportedValue x = call.Input(0);
        long[] given = (call.Opset >= 11 ? call.ConstantIntegers(1, "the padding") : call.Integers("pads"))
            ?? throw NodeRefusal.Malformed($"Pad has no padding.");
        int[] axes = call.Opset >= 18 && call.ConstantIntegers(3, "the axes") is { } some
            ? call.Axes(some, x.Rank)
            : Enumerable.Range(0, x.Rank).ToArray();
        if (given.Length != 2 * axes.Length)
        {
            throw NodeRefusal.Malformed($"{given.Length} paddings are given for {axes.Length} dimensions.");
        }

        int[] before = new int[x.Rank];
        int[] shape = [.. x.Shape];
        for (int i = 0; i < axes.Length; i++)
        {
            before[axes[i]] = (int)Math.Max(Math.Min(given[i], int.MaxValue), -int.MaxValue);
            shape[axes[i]] = call.Dimension(Math.Max(Math.Min(given[i], int.MaxValue), -int.MaxValue)
                + Math.Max(Math.Min(given[i + axes.Length], int.MaxValue), -int.MaxValue) + shape[axes[i]]);
        }

        string mode = call.Text("mode", "constant");
        Func<int, int, int> source = mode switch
        {
            "constant" => (size, i) => i >= 0 && i < size ? i : IndexMap.Filled,
            "edge" => (size, i) => Math.Min(Math.Max(i, 0), size - 1),
            "reflect" => Reflected,
            "wrap" => (size, i) => ((i % size) + size) % size,
            _ => throw NodeRefusal.Malformed($"Its mode is none of constant, edge, reflect and wrap."),
        };
        if (x.Count == 0 && mode != "constant")
        {
            throw NodeRefusal.Malformed($"A value without elements has no edge.");
        }

        return call.Graph.Gather("Padded", x, shape, (d, i) => source(x.Shape[d], i - before[d]), Filling(call));
    }

    /// <summary>Back and forth between both ends, which do not repeat.</summary>
    private static int Reflected(int size, int i)
    {
        if (size == 1)
        {
            return 0;
        }

        int period = 2 * (size - 1);
        int place = ((i % period) + period) % period;
        return place < size ? place : period - place;
    }

    private static double Filling(OperatorCall call)
    {
        ConstantValue? value = call.Opset >= 11 ? call.OptionalConstant(2, "the value to pad with") : null;
        return value is { Count: 1 } ? value.ToNumbers()[0] : call.Opset >= 11 ? 0 : call.Number("value", 0);
    }
}
