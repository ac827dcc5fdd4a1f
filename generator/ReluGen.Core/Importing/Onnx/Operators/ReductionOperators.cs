using ReluGen.Model;

namespace ReluGen.Importing.Onnx.Operators;

/// <summary>Reductions, and the places of the largest and smallest elements.</summary>
internal static class ReductionOperators
{
    /// <summary>Adds the operators to <paramref name="imports"/>.</summary>
    public static void Register(IDictionary<string, OperatorImport> imports)
    {
        Add("ReduceSum", inputFrom: 13, (graph, x, axes) => Reductions.Reduce(graph, ReduceKind.Sum, x, axes));
        Add("ReduceMean", inputFrom: 18, (graph, x, axes) => Reductions.Reduce(graph, ReduceKind.Mean, x, axes));
        Add("ReduceMax", inputFrom: 18, (graph, x, axes) => Reductions.Reduce(graph, ReduceKind.Maximum, x, axes));
        Add("ReduceMin", inputFrom: 18, (graph, x, axes) => Reductions.Reduce(graph, ReduceKind.Minimum, x, axes));
        Add("ReduceProd", inputFrom: 18, Reductions.Multiply);
        Add("ReduceL1", inputFrom: 18, (graph, x, axes) => Reductions.Reduce(graph, ReduceKind.Sum, graph.Unary(UnaryKind.Absolute, x), axes));
        Add("ReduceSumSquare", inputFrom: 18, SumSquare);
        Add("ReduceL2", inputFrom: 18, (graph, x, axes) => graph.Unary(UnaryKind.SquareRoot, SumSquare(graph, x, axes)));
        Add("ReduceLogSum", inputFrom: 18, (graph, x, axes) =>
            graph.Unary(UnaryKind.Logarithm, Reductions.Reduce(graph, ReduceKind.Sum, x, axes)));
        Add("ReduceLogSumExp", inputFrom: 18, LogSumExponential);
        imports.Add("ArgMax", call => call.Return(0, Place(call, isMinimum: false)));
        imports.Add("ArgMin", call => call.Return(0, Place(call, isMinimum: true)));

        void Add(string name, long inputFrom, Func<GraphBuilder, ImportedValue, int[], ImportedValue> reduce) =>
            imports.Add(name, call => call.Return(0, Reduce(call, inputFrom, reduce)));
    }

    /// <summary>The axes are an attribute, then an input; none are all, unless the node says that none are none.</summary>
    private static ImportedValue Reduce(OperatorCall call, long inputFrom, Func<GraphBuilder, ImportedValue, int[], ImportedValue> reduce)
    {
        ImportedValue x = call.Input(0);
        long[]? given = call.Opset >= inputFrom ? call.ConstantIntegers(1, "the axes") : call.Integers("axes");
        bool isNone = given is null or { Length: 0 };
        if (isNone && call.Flag("noop_with_empty_axes"))
        {
            return call.Operator is "ReduceSum" or "ReduceMean" or "ReduceMax" or "ReduceMin" or "ReduceProd"
                ? x
                : reduce(call.Graph, x, []);
        }

        int[] axes = isNone ? Enumerable.Range(0, x.Rank).ToArray() : call.Axes(given!, x.Rank);
        ImportedValue reduced = reduce(call.Graph, x, axes);
        return call.Flag("keepdims", otherwise: true)
            ? reduced
            : GraphBuilder.Reshape(reduced, x.Shape.Where((_, d) => !axes.Contains(d)).ToArray());
    }

    private static ImportedValue SumSquare(GraphBuilder graph, ImportedValue x, int[] axes) =>
        Reductions.Reduce(graph, ReduceKind.Sum, graph.Binary(BinaryKind.Multiply, x, x), axes);

    /// <summary>m + log Σ exp(x − m), with m the largest element where it is finite, else 0: no sum overflows.</summary>
    private static ImportedValue LogSumExponential(GraphBuilder graph, ImportedValue x, int[] axes)
    {
        ImportedValue largest = Reductions.Reduce(graph, ReduceKind.Maximum, x, axes);
        ImportedValue isInfinite = graph.Binary(
            BinaryKind.Equal, graph.Unary(UnaryKind.Absolute, largest), graph.Scalar(double.PositiveInfinity));
        ImportedValue shift = graph.Select(isInfinite, graph.Scalar(0), largest);
        ImportedValue exponentials = graph.Unary(UnaryKind.Exponential, graph.Binary(BinaryKind.Subtract, x, shift));
        ImportedValue sum = Reductions.Reduce(graph, ReduceKind.Sum, exponentials, axes);
        return graph.Binary(BinaryKind.Add, graph.Unary(UnaryKind.Logarithm, sum), shift);
    }

    private static ImportedValue Place(OperatorCall call, bool isMinimum)
    {
        ImportedValue x = call.Input(0);
        int axis = call.Axis(call.Integer("axis", 0), x.Rank);
        if (x.Shape[axis] == 0)
        {
            throw NodeRefusal.Malformed($"There is no largest or smallest of no elements.");
        }

        int[] shape = Reductions.Kept(x.Shape, [axis]);
        ImportedValue rows = Reductions.ToRows(call.Graph, x, [axis]);
        ImportedValue place = call.Graph.PlaceInRows(rows, x.Shape[axis], shape, isMinimum, call.Flag("select_last_index"));
        return call.Flag("keepdims", otherwise: true) ? place : GraphBuilder.Reshape(place, shape.Where((_, d) => d != axis).ToArray());
    }
}
