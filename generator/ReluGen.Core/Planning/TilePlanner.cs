using ReluGen.Model;

namespace ReluGen.Planning;

/// <summary>Chooses register tiles. The choice never shows in the bits, only in the time.</summary>
public static class TilePlanner
{
    /// <summary>The samples that a batch tile holds: with 512 bit 6 × 4 vectors, otherwise 6 × 2.</summary>
    public const int BatchSamples = 6;

    /// <summary>One sample: the chains of each output run side by side, each in a register of its own.</summary>
    public static DenseTiles Single(Lanes lanes, int outputs, SumOrder order) =>
        new(1, Tiling.Of(lanes.Vectors(outputs), Math.Max(1, lanes.SumRegisters / order.Chains)));

    /// <summary>A tile of samples: the chains of each output run one after the other.</summary>
    public static DenseTiles Batch(Lanes lanes, int outputs) =>
        new(BatchSamples, Tiling.Of(lanes.Vectors(outputs), lanes.SumRegisters / BatchSamples));

    /// <summary>The outer product of a layer's gradient and its input, summed over a chunk of samples.</summary>
    public static OuterTiles Outer(Lanes lanes, int units, int inputs)
    {
        Tiling columns = Tiling.Of(lanes.Vectors(inputs), 4);
        return new OuterTiles(Tiling.Of(units, lanes.SumRegisters / columns.Size > 6 ? 6 : lanes.SumRegisters / columns.Size), columns);
    }
}
