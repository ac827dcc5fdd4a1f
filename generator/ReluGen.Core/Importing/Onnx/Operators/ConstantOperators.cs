using ReluGen.Model;
using ReluGen.Readers;

namespace ReluGen.Importing.Onnx.Operators;

/// <summary>Constants, and what depends on shapes alone.</summary>
internal static class ConstantOperators
{
    /// <summary>Adds the operators to <paramref name="imports"/>.</summary>
    public static void Register(IDictionary<string, OperatorImport> imports)
    {
        imports.Add("Constant", call => call.Return(0, Constant(call)));
        imports.Add("ConstantOfShape", call => call.Return(0, ConstantOfShape(call)));
        imports.Add("Shape", call => call.Return(0, ShapeOf(call)));
        imports.Add("Size", call => call.Return(0, ConstantValue.Of([], (long)call.Input(0).Count)));
        imports.Add("Range", call => call.Return(0, Range(call)));
        imports.Add("EyeLike", call => call.Return(0, Eye(call)));
    }

    /// <summary>A tensor of the file, rounded to the model's element type.</summary>
    public static ConstantValue FromTensor(NamedTensor tensor, GraphBuilder graph, ConstantOrigin? origin) => new()
    {
        Shape = [.. tensor.Shape],
        Format = tensor.Format,
        Numbers = graph.Element == ElementKind.Double ? tensor.Values : tensor.Values.Select(graph.Round).ToArray(),
        Integers = tensor.Integers,
        Origin = origin,
    };

    private static ConstantValue Constant(OperatorCall call)
    {
        if (call.Tensor("value") is { } tensor)
        {
            return FromTensor(tensor, call.Graph, null);
        }

        if (call.Integers("value_ints") is { } integers)
        {
            return ConstantValue.Of([integers.Length], integers);
        }

        if (call.Numbers("value_floats") is { } numbers)
        {
            return ConstantValue.Of([numbers.Length], numbers.Select(number => (double)number).ToArray());
        }

        return call.Has("value_int") ? ConstantValue.Of([], call.Integer("value_int", 0))
            : call.Has("value_float") ? ConstantValue.Of([], call.Number("value_float", 0))
            : throw NodeRefusal.Unsupported($"Its value is text or a sparse tensor.", "Store the constant as a dense tensor of numbers.");
    }

    private static ConstantValue ConstantOfShape(OperatorCall call)
    {
        int[] shape = call.ConstantIntegers(0, "the shape")?.Select(call.Dimension).ToArray()
            ?? throw NodeRefusal.Malformed($"ConstantOfShape has no shape.");
        ConstantValue value = call.Tensor("value") is { } tensor ? FromTensor(tensor, call.Graph, null) : call.Graph.Scalar(0);
        return value.Count == 1
            ? (ConstantValue)call.Graph.Expand(GraphBuilder.Reshape(value, []), shape)
            : throw NodeRefusal.Malformed($"Its value has {value.Count} elements instead of 1.");
    }

    private static ConstantValue ShapeOf(OperatorCall call)
    {
        int[] shape = call.Input(0).Shape;
        int start = End(call.Integer("start", 0), shape.Length);
        int end = End(call.Integer("end", shape.Length), shape.Length);
        long[] part = shape.Skip(start).Take(Math.Max(0, end - start)).Select(dimension => (long)dimension).ToArray();
        return ConstantValue.Of([part.Length], part);
    }

    private static int End(long index, int rank)
    {
        long positive = index < 0 ? index + rank : index;
        return (int)Math.Min(Math.Max(positive, 0), rank);
    }

    /// <summary>From start on in steps, as long as it is before the limit.</summary>
    private static ConstantValue Range(OperatorCall call)
    {
        ConstantValue start = call.Constant(0, "the start");
        ConstantValue limit = call.Constant(1, "the limit");
        ConstantValue delta = call.Constant(2, "the step");
        if (start.Count != 1 || limit.Count != 1 || delta.Count != 1)
        {
            throw NodeRefusal.Malformed($"Start, limit and step are not single numbers.");
        }

        double first = start.ToNumbers()[0];
        double step = delta.ToNumbers()[0];
        double count = Math.Max(0, Math.Ceiling((limit.ToNumbers()[0] - first) / step));
        if (!(count <= WorkBudget.MostElements))
        {
            throw NodeRefusal.Unsupported($"It has {count} elements, more than {WorkBudget.MostElements}.", "Reduce the range.");
        }

        int[] shape = [(int)count];
        IEnumerable<int> places = Enumerable.Range(0, shape[0]);
        return start.IsInteger && delta.IsInteger
            ? ConstantValue.Of(shape, places.Select(i => unchecked(start.Integers[0] + (i * delta.Integers[0]))).ToArray())
            : ConstantValue.Of(shape, places.Select(i => call.Graph.Round(first + (i * step))).ToArray());
    }

    /// <summary>1 on a diagonal, else 0.</summary>
    private static ImportedValue Eye(OperatorCall call)
    {
        int[] shape = call.Input(0).Shape;
        if (shape.Length != 2)
        {
            throw NodeRefusal.Malformed($"A value of shape {Shapes.Text(shape)} is no matrix.");
        }

        long diagonal = call.Integer("k", 0);
        int[] map = Enumerable.Range(0, shape[0] * shape[1]).Select(i => (i % shape[1]) - (i / shape[1]) == diagonal ? 0 : IndexMap.Filled).ToArray();
        return call.Graph.Arrange("Eye", shape, [call.Graph.Scalar(1)], map);
    }
}
