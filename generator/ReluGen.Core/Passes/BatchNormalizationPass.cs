using ReluGen.Model;

namespace ReluGen.Passes;

/// <summary>
/// Folds additions and multiplications of one constant a unit, as batch normalisation leaves them, into the dense layer
/// before or behind them. It costs nothing any more, but results round differently: only where the user allows it.
/// </summary>
internal static class BatchNormalizationPass
{
    /// <summary>Folds what stands next to dense layers. Folded weights are computed in double and rounded once a step.</summary>
    public static PassResult Run(PassResult input)
    {
        var graph = new GraphView(input.Model);
        int free = input.Model.ParameterCount;
        for (int i = 0; i < graph.Count; i++)
        {
            DenseNode? folded = graph.At(i) switch
            {
                BinaryNode step => Behind(graph, step, input.Model.Element, free, i),
                DenseNode dense => Before(graph, dense, input.Model.Element, ref free, i),
                _ => null,
            };
            free += folded?.ParameterCount ?? 0;
        }

        return input with { Model = graph.ToModel() };
    }

    /// <summary>(W·x + b) ∘ c, with ∘ one of +, −, ·.</summary>
    private static DenseNode? Behind(GraphView graph, BinaryNode step, ElementKind element, int free, int position)
    {
        if (Step.Of(graph, step) is not { } found || graph.Maker(found.Value) is not DenseNode dense || !graph.IsReadOnce(found.Value)
            || found.Constant.Count != dense.Units)
        {
            return null;
        }

        int inputs = dense.InputSize;
        double[] weights = dense.Weights.Values.Select((w, k) => found.IsFactor ? w * found.Constant[k / inputs] : w).ToArray();
        double[] bias = Enumerable.Range(0, dense.Units)
            .Select(n => found.IsFactor ? (dense.Bias?[n] ?? 0) * found.Constant[n] : (dense.Bias?[n] ?? 0) + (found.Sign * found.Constant[n]))
            .ToArray();
        DenseNode folded = With(dense, dense.Input, step.Output, weights, bias, free, element);
        int place = graph.PositionOf(found.Value);
        graph.Replace(position, null);
        graph.Replace(place, folded);
        return folded;
    }

    /// <summary>W·(x ∘ c) + b, as often as there is something in front.</summary>
    private static DenseNode? Before(GraphView graph, DenseNode dense, ElementKind element, ref int free, int position)
    {
        DenseNode? folded = null;
        while (graph.Maker(dense.Input) is BinaryNode step && graph.IsReadOnce(dense.Input) && Step.Of(graph, step) is { } found
            && found.Constant.Count == dense.InputSize)
        {
            int inputs = dense.InputSize;
            double[] bias = Enumerable.Range(0, dense.Units).Select(n => dense.Bias?[n] ?? 0).ToArray();
            double[] weights = dense.Weights.Values.Select((w, k) => found.IsFactor ? w * found.Constant[k % inputs] : w).ToArray();
            for (int k = 0; k < weights.Length && !found.IsFactor; k++)
            {
                bias[k / inputs] += found.Sign * found.Constant[k % inputs] * weights[k];
            }

            free += folded?.ParameterCount ?? 0;
            folded = With(dense, found.Value, dense.Output, weights, bias, free, element);
            graph.Replace(position, folded);
            graph.RemoveUnread(dense.Input);
            dense = folded;
        }

        return folded;
    }

    private static DenseNode With(DenseNode dense, int input, int output, double[] weights, double[] bias, int offset, ElementKind element) => new(
        dense.Name,
        input,
        output,
        dense.InputSize,
        dense.Units,
        Rounded(weights, element),
        Rounded(bias, element),
        dense.ForwardOrder,
        dense.InputGradientOrder,
        offset,
        dense.Rows);

    private static Tensor Rounded(double[] values, ElementKind element) =>
        new(element == ElementKind.Float ? values.Select(value => (double)(float)value).ToArray() : values);

    /// <summary>An addition, subtraction or multiplication of constants, one for each element of a row.</summary>
    private sealed record Step(int Value, Tensor Constant, bool IsFactor, double Sign)
    {
        /// <summary>The step that <paramref name="node"/> is, or null.</summary>
        public static Step? Of(GraphView graph, BinaryNode node)
        {
            if (node.Kind is not (BinaryKind.Add or BinaryKind.Subtract or BinaryKind.Multiply))
            {
                return null;
            }

            bool isFactor = node.Kind == BinaryKind.Multiply;
            int count = graph.CountOf(node.Output);
            if (node.Left.Length == count && node.Right.Inner == 1 && graph.Maker(node.Right.Value) is ConstantNode right)
            {
                return new Step(node.Left.Value, right.Values, isFactor, node.Kind == BinaryKind.Subtract ? -1 : 1);
            }

            return node.Kind != BinaryKind.Subtract && node.Right.Length == count && node.Left.Inner == 1
                && graph.Maker(node.Left.Value) is ConstantNode left
                    ? new Step(node.Right.Value, left.Values, isFactor, 1)
                    : null;
        }
    }
}
