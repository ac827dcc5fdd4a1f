using ReluGen.Model;

namespace ReluGen.Importing.Onnx.Operators;

/// <summary>Normalisations, taken apart into reductions and arithmetic in the order of their definitions.</summary>
internal static class NormalizationOperators
{
    /// <summary>Adds the operators to <paramref name="imports"/>.</summary>
    public static void Register(IDictionary<string, OperatorImport> imports)
    {
        imports.Add("BatchNormalization", BatchNormalization);
        imports.Add("LayerNormalization", LayerNormalization);
        imports.Add("RMSNormalization", call => call.Return(0, RootMeanSquare(call)));
        imports.Add("GroupNormalization", call => call.Return(0, Grouped(call, Groups(call))));
        imports.Add("InstanceNormalization", call => call.Return(0, Grouped(call, Channels(call))));
    }

    /// <summary>(x − mean)·(1/√(variance + ε))·scale + bias, with the statistics of the file.</summary>
    private static void BatchNormalization(OperatorCall call)
    {
        GraphBuilder graph = call.Graph;
        bool isTraining = call.Opset >= 14
            ? call.Flag("training_mode")
            : call.Opset < 7 && !call.Flag("is_test") && call.HasOutput(1);
        if (isTraining)
        {
            throw NodeRefusal.Unsupported(
                $"It is in training mode, where the statistics are those of the batch.", "Export the model for inference.");
        }

        ImportedValue x = call.Input(0);
        bool isByElement = call.Opset < 9 && !call.Flag("spatial", otherwise: true);
        ImportedValue Operand(int index) => isByElement ? call.Input(index) : ByChannel(x, call.Input(index));
        ImportedValue centered = graph.Binary(BinaryKind.Subtract, x, Operand(3));
        ImportedValue normal = graph.Binary(BinaryKind.Multiply, centered, InverseRoot(graph, Operand(4), call.Number("epsilon", 1e-5f)));
        ImportedValue scaled = graph.Binary(BinaryKind.Multiply, normal, Operand(1));
        call.Return(0, graph.Binary(BinaryKind.Add, scaled, Operand(2)));
    }

    private static void LayerNormalization(OperatorCall call)
    {
        GraphBuilder graph = call.Graph;
        ImportedValue x = call.Input(0);
        int axis = call.Axis(call.Integer("axis", -1), x.Rank);
        int[] axes = Enumerable.Range(axis, x.Rank - axis).ToArray();
        ImportedValue mean = Reductions.Reduce(graph, ReduceKind.Mean, x, axes);
        ImportedValue centered = graph.Binary(BinaryKind.Subtract, x, mean);
        ImportedValue inverse = InverseRoot(graph, MeanSquare(graph, centered, axes), call.Number("epsilon", 1e-5f));
        ImportedValue normal = graph.Binary(BinaryKind.Multiply, centered, inverse);
        call.Return(0, Affine(graph, normal, call.Input(1), call.Optional(2)));
        call.Return(1, mean);
        call.Return(2, inverse);
    }

    private static ImportedValue RootMeanSquare(OperatorCall call)
    {
        GraphBuilder graph = call.Graph;
        ImportedValue x = call.Input(0);
        int axis = call.Axis(call.Integer("axis", -1), x.Rank);
        int[] axes = Enumerable.Range(axis, x.Rank - axis).ToArray();
        ImportedValue inverse = InverseRoot(graph, MeanSquare(graph, x, axes), call.Number("epsilon", 1e-5f));
        return Affine(graph, graph.Binary(BinaryKind.Multiply, x, inverse), call.Input(1), null);
    }

    /// <summary>Each group of channels by itself; scale and bias by channel, or by group where there are as many.</summary>
    private static ImportedValue Grouped(OperatorCall call, int groups)
    {
        GraphBuilder graph = call.Graph;
        ImportedValue x = call.Input(0);
        int channels = Channels(call);
        if (x.Count == 0)
        {
            return x;
        }

        int rest = Shapes.Count(x.Shape, 2, x.Rank);
        int[] rows = [x.Shape[0], groups, channels / groups * rest];
        ImportedValue grouped = GraphBuilder.Reshape(x, rows);
        ImportedValue centered = graph.Binary(BinaryKind.Subtract, grouped, Reductions.Reduce(graph, ReduceKind.Mean, grouped, [2]));
        ImportedValue inverse = InverseRoot(graph, MeanSquare(graph, centered, [2]), call.Number("epsilon", 1e-5f));
        ImportedValue normal = graph.Binary(BinaryKind.Multiply, centered, inverse);
        bool isByGroup = call.Operator == "GroupNormalization" && call.Opset < 21;
        if (isByGroup)
        {
            ImportedValue byGroup = Affine(graph, normal, Column(call.Input(1), groups), Column(call.Input(2), groups));
            return GraphBuilder.Reshape(byGroup, x.Shape);
        }

        ImportedValue restored = GraphBuilder.Reshape(normal, x.Shape);
        return Affine(graph, restored, ByChannel(x, call.Input(1)), ByChannel(x, call.Input(2)));
    }

    private static int Channels(OperatorCall call) => call.Input(0).Rank >= 2
        ? call.Input(0).Shape[1]
        : throw NodeRefusal.Malformed($"A value of shape {Shapes.Text(call.Input(0).Shape)} has no channels.");

    private static int Groups(OperatorCall call)
    {
        int channels = Channels(call);
        long groups = call.Integer("num_groups", 0);
        return groups > 0 && channels % groups == 0
            ? (int)groups
            : throw NodeRefusal.Malformed($"{channels} channels cannot be dealt out to {groups} groups.");
    }

    private static ImportedValue Affine(GraphBuilder graph, ImportedValue x, ImportedValue scale, ImportedValue? bias)
    {
        ImportedValue scaled = graph.Binary(BinaryKind.Multiply, x, scale);
        ImportedValue result = bias is null ? scaled : graph.Binary(BinaryKind.Add, scaled, bias);
        return result.Shape.SequenceEqual(x.Shape)
            ? result
            : throw NodeRefusal.Malformed($"Scale or bias do not fit the shape {Shapes.Text(x.Shape)}.");
    }

    private static ImportedValue MeanSquare(GraphBuilder graph, ImportedValue x, int[] axes) =>
        Reductions.Reduce(graph, ReduceKind.Mean, graph.Binary(BinaryKind.Multiply, x, x), axes);

    private static ImportedValue InverseRoot(GraphBuilder graph, ImportedValue variance, double epsilon) => graph.Unary(
        UnaryKind.Reciprocal, graph.Unary(UnaryKind.SquareRoot, graph.Binary(BinaryKind.Add, variance, graph.Scalar(epsilon))));

    /// <summary>One number a channel, dimension 1, or a single one of all where there is no such dimension.</summary>
    private static ImportedValue ByChannel(ImportedValue x, ImportedValue value)
    {
        int channels = x.Rank > 1 ? x.Shape[1] : 1;
        return value.Count == channels
            ? GraphBuilder.Reshape(value, [channels, .. Enumerable.Repeat(1, Math.Max(0, x.Rank - 2))])
            : throw NodeRefusal.Malformed($"{value.Count} numbers are given for {channels} channels.");
    }

    private static ImportedValue Column(ImportedValue value, int count) => value.Count == count
        ? GraphBuilder.Reshape(value, [count, 1])
        : throw NodeRefusal.Malformed($"{value.Count} numbers are given for {count} groups.");
}
