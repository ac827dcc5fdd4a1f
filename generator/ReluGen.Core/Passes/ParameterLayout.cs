using ReluGen.Importing;
using ReluGen.Model;

namespace ReluGen.Passes;

/// <summary>Lays parameters out anew, without gaps, in the order of the nodes; passes may leave them anywhere apart from each other.</summary>
internal static class ParameterLayout
{
    /// <summary>Moves every node's parameters and what is known about where they come from.</summary>
    public static PassResult Compact(PassResult input)
    {
        var nodes = new List<Node>();
        var moves = new List<(int Start, int End, int Shift)>();
        int next = 0;
        foreach (Node node in input.Model.Nodes)
        {
            if (NodeEditing.Parameters(node) is not { } place)
            {
                nodes.Add(node);
                continue;
            }

            nodes.Add(NodeEditing.WithOffset(node, next));
            moves.Add((place.Offset, place.Offset + place.Count, next - place.Offset));
            next += place.Count;
        }

        var origins = new List<ParameterOrigin>();
        foreach (ParameterOrigin origin in input.Origins)
        {
            foreach ((int start, int end, int shift) in moves)
            {
                if (origin.ParameterOffset >= start && origin.ParameterOffset < end)
                {
                    origins.Add(origin with { ParameterOffset = origin.ParameterOffset + shift });
                }
            }
        }

        return new PassResult(
            input.Model with { Nodes = new EquatableArray<Node>(nodes) },
            origins.OrderBy(origin => origin.ParameterOffset).ToArray());
    }
}
