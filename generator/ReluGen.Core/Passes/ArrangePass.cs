using ReluGen.Model;

namespace ReluGen.Passes;

/// <summary>
/// Moves elements once instead of several times: an arrangement of arrangements becomes one, as in pairs of
/// transpositions, and one that moves nothing goes away.
/// </summary>
internal static class ArrangePass
{
    /// <summary>Merges arrangements.</summary>
    public static PassResult Run(PassResult input)
    {
        var graph = new GraphView(input.Model);
        for (int i = 0; i < graph.Count; i++)
        {
            if (graph.At(i) is not ArrangeNode node)
            {
                continue;
            }

            if (Merge(graph, node) is { } merged)
            {
                graph.Replace(i, merged);
                foreach (int source in node.Sources.Distinct())
                {
                    graph.RemoveUnread(source);
                }

                node = merged;
            }

            if (node.Sources.Count == 1 && IsIdentity(node.Map, graph.CountOf(node.Sources[0])))
            {
                RemoveIdentity(graph, i, node);
            }
        }

        return input with { Model = graph.ToModel() };
    }

    /// <summary>The node reading what its arranged sources read, or null where that cannot be.</summary>
    private static ArrangeNode? Merge(GraphView graph, ArrangeNode node)
    {
        if (!node.Sources.Any(source => graph.Maker(source) is ArrangeNode))
        {
            return null;
        }

        // Each element as a place in a value; fills of inner arrangements must be the same number.
        var places = new (int Value, int Index)[node.Map.Count];
        (int Value, int Index)[] all = node.Sources.SelectMany(source => Enumerable.Range(0, graph.CountOf(source)).Select(k => (source, k))).ToArray();
        var starts = node.Sources.Select(graph.Maker).OfType<ArrangeNode>().Distinct().ToDictionary(inner => inner.Output, inner => Starts(graph, inner.Sources));
        double? fill = null;
        for (int i = 0; i < places.Length; i++)
        {
            (int value, int index) = node.Map[i] < 0 ? (-1, 0) : all[node.Map[i]];
            double filled = node.Fill;
            if (value >= 0 && graph.Maker(value) is ArrangeNode inner)
            {
                filled = inner.Fill;
                (value, index) = Trace(inner, starts[value], inner.Map[index]);
            }

            places[i] = (value, index);
            if (value < 0)
            {
                fill ??= filled;
                if (BitConverter.DoubleToInt64Bits(fill.Value) != BitConverter.DoubleToInt64Bits(filled))
                {
                    return null;
                }
            }
        }

        int[] sources = places.Select(place => place.Value).Where(value => value >= 0).Distinct().ToArray();
        int[] offsets = Starts(graph, sources);
        Dictionary<int, int> first = Enumerable.Range(0, sources.Length).ToDictionary(k => sources[k], k => offsets[k]);
        int[] map = places.Select(place => place.Value < 0 ? IndexMap.Filled : first[place.Value] + place.Index).ToArray();
        return new ArrangeNode(node.Name, new EquatableArray<int>(sources), node.Output, new IndexMap(map), fill ?? 0);
    }

    /// <summary>Where each source starts among the elements of all.</summary>
    private static int[] Starts(GraphView graph, IReadOnlyList<int> sources)
    {
        var starts = new int[sources.Count];
        for (int k = 1; k < starts.Length; k++)
        {
            starts[k] = starts[k - 1] + graph.CountOf(sources[k - 1]);
        }

        return starts;
    }

    /// <summary>The value and the element of it that a place among all sources is.</summary>
    private static (int Value, int Index) Trace(ArrangeNode node, int[] starts, int place)
    {
        if (place < 0)
        {
            return (-1, 0);
        }

        // The last source that starts at the place or before; no source is empty.
        int found = Array.BinarySearch(starts, place);
        int source = found >= 0 ? found : ~found - 1;
        return (node.Sources[source], place - starts[source]);
    }

    private static bool IsIdentity(IndexMap map, int count)
    {
        if (map.Count != count)
        {
            return false;
        }

        for (int i = 0; i < count; i++)
        {
            if (map[i] != i)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// Readers take the source instead. An output keeps a value of its own: its source is computed in its place, unless
    /// that is an input, an output or a constant, which have names of their own.
    /// </summary>
    private static void RemoveIdentity(GraphView graph, int position, ArrangeNode node)
    {
        int source = node.Sources[0];
        if (!graph.IsOutput(node.Output))
        {
            graph.Replace(position, null);
            graph.Alias(node.Output, source);
        }
        else if (graph.IsReadOnce(source) && graph.Maker(source) is { } maker and not ConstantNode)
        {
            int place = graph.PositionOf(source);
            graph.Replace(position, null);
            graph.Replace(place, NodeEditing.Renumber(maker, id => id == source ? node.Output : id));
        }
    }
}
