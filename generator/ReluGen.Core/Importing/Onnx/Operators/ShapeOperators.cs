using ReluGen.Model;
using ReluGen.Readers;

namespace ReluGen.Importing.Onnx.Operators;

/// <summary>What gives the same elements another shape or type, and makes no node.</summary>
internal static class ShapeOperators
{
    private const int FloatType = 1;
    private const int BooleanType = 9;
    private const int Float16Type = 10;
    private const int DoubleType = 11;
    private const int BFloat16Type = 16;

    /// <summary>The integer types of the format: 8 to 64 bit, unsigned and signed.</summary>
    private static readonly int[] IntegerTypes = [2, 3, 4, 5, 6, 7, 12, 13];

    /// <summary>Those of 8 and 16 bit.</summary>
    private static readonly int[] NarrowTypes = [2, 3, 4, 5];

    /// <summary>Adds the operators to <paramref name="imports"/>.</summary>
    public static void Register(IDictionary<string, OperatorImport> imports)
    {
        imports.Add("Identity", call => call.Return(0, call.Input(0)));
        imports.Add("Dropout", Dropout);
        imports.Add("Cast", call => call.Return(0, Cast(call)));
        imports.Add("CastLike", call => call.Return(0, Cast(call.Graph, call.Input(0), call.Input(1).Format)));
        imports.Add("Flatten", call => call.Return(0, Flatten(call)));
        imports.Add("Reshape", call => call.Return(0, Reshape(call)));
        imports.Add("Squeeze", call => call.Return(0, Squeeze(call)));
        imports.Add("Unsqueeze", call => call.Return(0, Unsqueeze(call)));
    }

    /// <summary>Passes its input on; the mask says that everything is kept.</summary>
    private static void Dropout(OperatorCall call)
    {
        ImportedValue x = call.Input(0);
        ConstantValue? ratio = call.Optional(1) as ConstantValue;
        bool dropsNothing = ratio is { Count: 1 } && ratio.ToNumbers()[0] == 0;
        if (call.Opset >= 12 && call.Optional(2) is { } mode && !dropsNothing && mode is not ConstantValue { Integers: [0] })
        {
            throw NodeRefusal.Unsupported(
                $"It is in training mode, where elements are dropped at random.", "Export the model for inference.");
        }

        call.Return(0, x);
        if (call.HasOutput(1))
        {
            TensorFormat format = call.Opset >= 10 ? TensorFormat.Boolean : x.Format;
            ConstantValue one = call.Graph.ConstantOf([], format, [1]);
            call.Return(1, call.Graph.Expand(one, x.Shape));
        }
    }

    private static ImportedValue Cast(OperatorCall call)
    {
        long type = call.Integer("to", 0);
        TensorFormat format = type switch
        {
            FloatType => TensorFormat.Float32,
            DoubleType => TensorFormat.Float64,
            Float16Type => TensorFormat.Float16,
            BFloat16Type => TensorFormat.BFloat16,
            BooleanType => TensorFormat.Boolean,
            >= 0 and < 100 when IntegerTypes.Contains((int)type) => TensorFormat.Integer,
            _ => throw NodeRefusal.Unsupported($"It casts to type {type} of the format, which is not supported.", "Cast to a type of up to 64 bit."),
        };
        ImportedValue x = call.Input(0);
        if (NarrowTypes.Contains((int)type) && x is DynamicValue { Format: not TensorFormat.Boolean })
        {
            throw NodeRefusal.Unsupported(
                $"It casts numbers that are computed at run time to 8 or 16 bit, where they would wrap around.", "Cast to int32 or int64.");
        }

        return Cast(call.Graph, x, format);
    }

    /// <summary>Floating-point types are all held in the model's element type; whole numbers are cut towards zero.</summary>
    private static ImportedValue Cast(GraphBuilder graph, ImportedValue x, TensorFormat format)
    {
        if (format == TensorFormat.Boolean && x.Format != TensorFormat.Boolean)
        {
            return graph.Unary(UnaryKind.Not, graph.Unary(UnaryKind.Not, x));
        }

        if (format != TensorFormat.Integer || x.IsInteger)
        {
            return graph.Retype(x, format);
        }

        return x is ConstantValue constant
            ? ConstantValue.Of(x.Shape, constant.Numbers.Select(GraphBuilder.ToInteger).ToArray())
            : graph.Retype(graph.Unary(UnaryKind.Truncate, x), format);
    }

    private static ImportedValue Flatten(OperatorCall call)
    {
        ImportedValue x = call.Input(0);
        long axis = call.Integer("axis", 1);
        int start = axis == x.Rank ? x.Rank : call.Axis(axis, x.Rank);
        return GraphBuilder.Reshape(x, [Shapes.Count(x.Shape, 0, start), Shapes.Count(x.Shape, start, x.Rank)]);
    }

    /// <summary>0 keeps a dimension (unless <c>allowzero</c>), −1 takes what is left.</summary>
    private static ImportedValue Reshape(OperatorCall call)
    {
        ImportedValue x = call.Input(0);
        long[] wanted = call.ConstantIntegers(1, "the shape") ?? throw NodeRefusal.Malformed($"Reshape has no shape.");
        bool zeroIsSize = call.Flag("allowzero");
        var shape = new int[wanted.Length];
        int open = -1;
        for (int d = 0; d < wanted.Length; d++)
        {
            if (wanted[d] == -1 && open < 0)
            {
                open = d;
                shape[d] = 1;
            }
            else
            {
                bool isKept = wanted[d] == 0 && !zeroIsSize && d < x.Rank;
                shape[d] = isKept ? x.Shape[d] : call.Dimension(wanted[d]);
            }
        }

        long count = Shapes.LongCount(shape);
        if (open >= 0 && count > 0 && x.Count % count == 0)
        {
            shape[open] = (int)(x.Count / count);
        }

        return Shapes.LongCount(shape) == x.Count
            ? GraphBuilder.Reshape(x, shape)
            : throw NodeRefusal.Malformed($"{x.Count} elements of shape {Shapes.Text(x.Shape)} do not fit [{string.Join(", ", wanted)}].");
    }

    private static ImportedValue Squeeze(OperatorCall call)
    {
        ImportedValue x = call.Input(0);
        long[]? given = call.Opset >= 13 ? call.ConstantIntegers(1, "the axes") : call.Integers("axes");
        int[] axes = given is null
            ? Enumerable.Range(0, x.Rank).Where(d => x.Shape[d] == 1).ToArray()
            : call.Axes(given, x.Rank);
        return axes.All(axis => x.Shape[axis] == 1)
            ? GraphBuilder.Reshape(x, x.Shape.Where((_, d) => !axes.Contains(d)).ToArray())
            : throw NodeRefusal.Malformed($"The axes {Shapes.Text(axes)} of shape {Shapes.Text(x.Shape)} are not all of size 1.");
    }

    private static ImportedValue Unsqueeze(OperatorCall call)
    {
        ImportedValue x = call.Input(0);
        long[] given = (call.Opset >= 13 ? call.ConstantIntegers(1, "the axes") : call.Integers("axes"))
            ?? throw NodeRefusal.Malformed($"Unsqueeze has no axes.");
        int rank = x.Rank + given.Length;
        int[] axes = call.Axes(given, rank);
        int next = 0;
        return GraphBuilder.Reshape(x, Enumerable.Range(0, rank).Select(d => axes.Contains(d) ? 1 : x.Shape[next++]).ToArray());
    }
}
