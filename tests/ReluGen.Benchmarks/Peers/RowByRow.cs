namespace ReluGen.Benchmarks.Peers;

/// <summary>How many rows are enough for peers that take one after the other.</summary>
internal static class RowByRow
{
    /// <summary>Calls of some microseconds each fill a block of time.</summary>
    public const int MostCalls = 64;

    /// <summary>At the 1 to 20 GFLOP/s of these peers, a tenth of a millisecond to two.</summary>
    private const double BlockFlops = 2e6;

    /// <summary>At least a few, so that what a call does once for all rows stays small against them.</summary>
    private const int Fewest = 4;

    public static int MostRows(double flopsPerRow) => (int)Math.Max(Fewest, BlockFlops / flopsPerRow);
}
