using ReluGen.Model;

namespace ReluGen.Passes;

/// <summary>Writes squares and reciprocals as such instead of powers: the same values, correctly rounded, at a fraction of the cost.</summary>
internal static class PowerPass
{
    /// <summary>Replaces powers of 2 and −1.</summary>
    public static PassResult Run(PassResult input)
    {
        var graph = new GraphView(input.Model);
        for (int i = 0; i < graph.Count; i++)
        {
            if (graph.At(i) is not BinaryNode { Kind: BinaryKind.Power } power || power.Left.Length != graph.CountOf(power.Output))
            {
                continue;
            }

            double? exponent = graph.Scalar(power.Right.Value);
            if (exponent == 2)
            {
                graph.Replace(i, new BinaryNode(power.Name, power.Left, power.Left, power.Output, BinaryKind.Multiply));
            }
            else if (exponent == -1)
            {
                graph.Replace(i, new UnaryNode(power.Name, power.Left.Value, power.Output, UnaryKind.Reciprocal));
            }
        }

        return input with { Model = graph.ToModel() };
    }
}
