using ReluGen.Importing;
using ReluGen.Model;

namespace ReluGen.Passes;

/// <summary>
/// Makes a dense layer of a product of matrices and the addition of one constant a unit behind it: one kernel instead of
/// two, and the layer that the author of the model had in mind. The sum starts from the bias, as in every dense layer.
/// </summary>
internal static class DenseBiasPass
{
    /// <summary>Takes additions into dense layers.</summary>
    public static PassResult Run(PassResult input)
    {
        var graph = new GraphView(input.Model);
        Dictionary<int, ParameterOrigin> origins = input.Origins.ToDictionary(origin => origin.ParameterOffset);
        int free = input.Model.ParameterCount;
        for (int i = 0; i < graph.Count; i++)
        {
            if (graph.At(i) is not BinaryNode { Kind: BinaryKind.Add } sum)
            {
                continue;
            }

            (DenseNode Dense, ConstantNode Bias)? match = Match(graph, sum.Left, sum.Right) ?? Match(graph, sum.Right, sum.Left);
            if (match is not { } found)
            {
                continue;
            }

            DenseNode dense = found.Dense;
            var whole = new DenseNode(
                dense.Name,
                dense.Input,
                sum.Output,
                dense.InputSize,
                dense.Units,
                dense.Weights,
                found.Bias.Values,
                dense.ForwardOrder,
                dense.InputGradientOrder,
                free,
                dense.Rows);
            Move(origins, dense.ParameterOffset, whole.ParameterOffset);
            Move(origins, found.Bias.ParameterOffset, whole.BiasOffset);
            free += whole.ParameterCount;
            graph.Replace(i, null);
            graph.Remove(found.Bias.Output);
            graph.Replace(graph.PositionOf(dense.Output), whole);
        }

        return new PassResult(graph.ToModel(), [.. origins.Values]);
    }

    private static (DenseNode Dense, ConstantNode Bias)? Match(GraphView graph, Operand product, Operand bias) =>
        graph.Maker(product.Value) is DenseNode { Bias: null } dense
        && graph.Maker(bias.Value) is ConstantNode constant
        && product.Inner == 1
        && product.Length == dense.Rows * dense.Units
        && bias.Inner == 1
        && bias.Length == dense.Units
        && graph.IsReadOnce(product.Value)
        && graph.IsReadOnce(bias.Value)
            ? (dense, constant)
            : null;

    private static void Move(Dictionary<int, ParameterOrigin> origins, int? from, int to)
    {
        if (from is int place && origins.TryGetValue(place, out ParameterOrigin? origin))
        {
            origins.Remove(place);
            origins.Add(to, origin with { ParameterOffset = to });
        }
    }
}
