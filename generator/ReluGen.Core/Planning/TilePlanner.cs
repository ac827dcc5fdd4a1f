using ReluGen.Model;

namespace ReluGen.Planning;

/// <summary>Chooses register tiles. The choice never shows in the bits, only in the time.</summary>
/// <remarks>
/// A tile of s samples by c vectors takes c loads of weights and s of inputs for s·c multiply-adds. Processors load two
/// vectors in the time of two multiply-adds, so that the fewest loads a multiply-add win, as long as sums, weights and an
/// input fit in the registers.
/// </remarks>
public static class TilePlanner
{
    /// <summary>The samples of a batch that go through all layers together where outputs are in lanes.</summary>
    public const int RowSamples = 6;

    /// <summary>The vectors of samples that go through all layers together where samples are in lanes.</summary>
    private const int BlockVectors = 2;

    /// <summary>The most vectors of weights in registers.</summary>
    private const int MostColumns = 4;

    /// <summary>Sums across lanes are folded four at a time.</summary>
    private const int FoldedTogether = 4;

    /// <summary>One sample.</summary>
    public static DenseTiles Single(Lanes lanes, int outputs, SumOrder order) => order.IsAcrossLanes
        ? Terms(lanes, 1, outputs)
        : new OutputTiles(1, Tiling.Of(lanes.Vectors(outputs), Math.Max(1, lanes.SumRegisters / order.Chains)));

    /// <summary>Several samples, as many as divide <see cref="RowSamples"/>.</summary>
    public static DenseTiles Rows(Lanes lanes, int outputs, SumOrder order)
    {
        if (order.IsAcrossLanes)
        {
            return TermRows(lanes, outputs);
        }

        OutputTiles? best = null;
        double fewest = double.MaxValue;
        foreach (int samples in new[] { 6, 3, 2, 1 })
        {
            for (int columns = Math.Min(MostColumns, lanes.Vectors(outputs)); columns > 0; columns--)
            {
                int sums = samples * columns * order.Chains;
                double loads = (double)(samples + columns) / (samples * columns);
                if (sums <= lanes.SumRegisters && sums + columns < lanes.Registers && loads < fewest)
                {
                    fewest = loads;
                    best = new OutputTiles(samples, Tiling.Of(lanes.Vectors(outputs), columns));
                }
            }
        }

        return best ?? new OutputTiles(1, Tiling.Of(lanes.Vectors(outputs), 1));
    }

    /// <summary>Blocks of samples in lanes.</summary>
    public static BlockTiles Block(Lanes lanes, IEnumerable<DenseNode> layers) => new(
        BlockVectors,
        new EquatableArray<Tiling>(layers.Select(dense => Tiling.Of(
            dense.Units, Math.Max(1, lanes.SumRegisters / (BlockVectors * SideBySide(dense.ForwardOrder)))))));

    /// <summary>The chains that run at once where samples are in lanes; those of a sum across lanes run in four turns of four.</summary>
    public static int SideBySide(SumOrder order) => Math.Min(order.Chains, 4);

    /// <summary>The outer product of a layer's gradient and its input, summed over a chunk of samples.</summary>
    public static OuterTiles Outer(Lanes lanes, int units, int inputs)
    {
        Tiling columns = Tiling.Of(lanes.Vectors(inputs), 4);
        return new OuterTiles(Tiling.Of(units, Math.Min(6, lanes.SumRegisters / columns.Size)), columns);
    }

    /// <summary>
    /// The fewest loads a multiply-add, where each pass over the inputs loads them anew. An input counts twice: rows of the caller's
    /// start anywhere, so that most vectors of them lie on two cache lines.
    /// </summary>
    private static TermTiles TermRows(Lanes lanes, int outputs)
    {
        int together = Math.Min(outputs, lanes.Count);
        TermTiles best = Terms(lanes, 1, outputs);
        double fewest = Loads(best);
        foreach (int samples in new[] { 2, 3, 6 })
        {
            TermTiles tiles = Terms(lanes, samples, outputs);
            bool fits = samples * tiles.Outputs * RegistersAcrossLanes(lanes) <= lanes.SumRegisters;
            bool folds = tiles.Outputs >= together || tiles.Outputs % FoldedTogether == 0;
            if (fits && folds && Loads(tiles) <= fewest)
            {
                best = tiles;
                fewest = Loads(tiles);
            }
        }

        return best;

        double Loads(TermTiles tiles)
        {
            int passes = (together + tiles.Outputs - 1) / tiles.Outputs;
            return ((2.0 * passes * tiles.Samples) + together) / (tiles.Samples * together);
        }
    }

    private static TermTiles Terms(Lanes lanes, int samples, int outputs) =>
        new(samples, Math.Max(1, Math.Min(outputs, lanes.SumRegisters / (samples * RegistersAcrossLanes(lanes)))));

    private static int RegistersAcrossLanes(Lanes lanes) => SumOrder.LaneChains / lanes.Count;
}
