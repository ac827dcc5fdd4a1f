using ReluGen.Importing;
using ReluGen.Model;

namespace ReluGen.Passes;

/// <summary>
/// Lays parameters out anew, without gaps, in the order of the nodes; passes may leave them anywhere apart from each other.
/// An origin tells about a whole piece: the weights or the bias of a layer, or a constant.
/// </summary>
internal static class ParameterLayout
{
    /// <summary>Moves every node's parameters and what is known about where they come from.</summary>
    public static PassResult Compact(PassResult input)
    {
        var nodes = new List<Node>();
        var places = new Dictionary<int, int>();
        int next = 0;
        foreach (Node node in input.Model.Nodes)
        {
            switch (node)
            {
                case DenseNode dense:
                    DenseNode moved = dense with
                    {
                        ParameterOffset = next,
                        Tie = dense.Tie is { } tie ? tie with { WeightsOffset = places[tie.WeightsOffset] } : null,
                    };
                    if (dense.Tie is null)
                    {
                        places[dense.ParameterOffset] = next;
                    }

                    if (dense.Bias is not null)
                    {
                        places[dense.BiasOffset] = moved.BiasOffset;
                    }

                    nodes.Add(moved);
                    next += dense.ParameterCount;
                    break;
                case ConstantNode { ParameterOffset: int offset } constant:
                    places[offset] = next;
                    nodes.Add(constant with { ParameterOffset = next });
                    next += constant.Values.Count;
                    break;
                default:
                    nodes.Add(node);
                    break;
            }
        }

        ParameterOrigin[] origins = input.Origins
            .Where(origin => places.ContainsKey(origin.ParameterOffset))
            .Select(origin => origin with { ParameterOffset = places[origin.ParameterOffset] })
            .OrderBy(origin => origin.ParameterOffset)
            .ToArray();
        return new PassResult(input.Model with { Nodes = new EquatableArray<Node>(nodes) }, origins);
    }
}
