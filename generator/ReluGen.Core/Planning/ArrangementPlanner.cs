using ReluGen.Model;

namespace ReluGen.Planning;

/// <summary>
/// Cuts the map of an arrangement into strided blocks: concatenations, slices, transpositions and repetitions are a few;
/// what takes more becomes a table for each source.
/// </summary>
internal static class ArrangementPlanner
{
    /// <summary>More blocks than this are slower and longer than a table.</summary>
    private const int MostBlocks = 16;

    /// <summary>The parts of <paramref name="node"/>, source by source, each in the order of the output.</summary>
    /// <param name="node">The arrangement.</param>
    /// <param name="sizes">The number of elements of each input.</param>
    public static EquatableArray<ArrangementPart> Plan(ArrangeNode node, IReadOnlyList<int> sizes)
    {
        List<Block> blocks = Runs(node.Map, sizes, Starts(sizes));
        int before;
        do
        {
            before = blocks.Count;
            blocks = Merge(blocks);
        }
        while (blocks.Count < before);

        return new EquatableArray<ArrangementPart>(blocks.Count > MostBlocks
            ? Tables(node.Map, sizes)
            : blocks.OrderBy(block => block.Source).Select(block => new ArrangementPart(
                block.Source, block.Start, block.Target, new EquatableArray<int>(block.Dimensions.SelectMany(d => new[] { d.Length, d.Stride })), null)));
    }

    /// <summary>Stretches of elements whose places in one source have equal distances.</summary>
    private static List<Block> Runs(IndexMap map, IReadOnlyList<int> sizes, int[] starts)
    {
        var blocks = new List<Block>();
        int i = 0;
        while (i < map.Count)
        {
            if (map[i] == IndexMap.Filled)
            {
                i++;
                continue;
            }

            (int source, int start) = Find(map[i], starts);
            int first = map[i];
            int end = i + 1;
            int stride = 1;
            if (end < map.Count && map[end] != IndexMap.Filled && Find(map[end], starts).Source == source)
            {
                stride = map[end] - first;
                int low = first - start;
                while (end < map.Count && map[end] - first == (long)(end - i) * stride && map[end] >= low && map[end] < low + sizes[source])
                {
                    end++;
                }
            }

            blocks.Add(new Block(source, start, i, [(end - i, stride)]));
            i = end;
        }

        return blocks;
    }

    /// <summary>Puts blocks in a row that differ in nothing but start, at equal distances, into one block of a dimension more.</summary>
    private static List<Block> Merge(List<Block> blocks)
    {
        var merged = new List<Block>();
        for (int i = 0; i < blocks.Count;)
        {
            Block first = blocks[i];
            int end = i + 1;
            int stride = end < blocks.Count ? blocks[end].Start - first.Start : 0;
            while (end < blocks.Count && Follows(blocks[end - 1], blocks[end], stride))
            {
                end++;
            }

            merged.Add(end == i + 1 ? first : first with { Dimensions = [(end - i, stride), .. first.Dimensions] });
            i = end;
        }

        return merged;
    }

    private static bool Follows(Block first, Block second, int stride) => first.Source == second.Source
        && second.Start - first.Start == stride
        && second.Target - first.Target == first.Dimensions.Aggregate(1, (product, d) => product * d.Length)
        && first.Dimensions.SequenceEqual(second.Dimensions);

    private static IEnumerable<ArrangementPart> Tables(IndexMap map, IReadOnlyList<int> sizes)
    {
        int start = 0;
        for (int source = 0; source < sizes.Count; source++)
        {
            int low = start;
            int high = start + sizes[source];
            int[] places = Enumerable.Range(0, map.Count).Select(i => map[i] >= low && map[i] < high ? map[i] - low : IndexMap.Filled).ToArray();
            if (places.Any(place => place >= 0))
            {
                yield return new ArrangementPart(source, 0, 0, default, new IndexMap(places));
            }

            start = high;
        }
    }

    /// <summary>The source that a place among all sources lies in, and where there.</summary>
    /// <param name="place">The place.</param>
    /// <param name="starts">See <see cref="Starts"/>.</param>
    public static (int Source, int Start) Find(int place, int[] starts)
    {
        int found = Array.BinarySearch(starts, place);
        int source = found >= 0 ? found : ~found - 1;

        // Sources without elements start where the next one does.
        while (starts[source + 1] == starts[source])
        {
            source++;
        }

        return (source, place - starts[source]);
    }

    /// <summary>Where each source starts among all, and where the last one ends.</summary>
    public static int[] Starts(IReadOnlyList<int> sizes)
    {
        int[] starts = new int[sizes.Count + 1];
        for (int i = 0; i < sizes.Count; i++)
        {
            starts[i + 1] = starts[i] + sizes[i];
        }

        return starts;
    }

    private sealed record Block(int Source, int Start, int Target, (int Length, int Stride)[] Dimensions);
}
