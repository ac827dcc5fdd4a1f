using ReluGen.Model;

namespace ReluGen.Planning;

/// <summary>
/// What a sample of a batch costs with outputs in lanes and with samples in lanes, in multiply-adds of one lane: the
/// choice between the two.
/// </summary>
internal static class BatchCost
{
    /// <summary>An element that is turned from row to column or back takes the time of about four multiply-adds of one lane.</summary>
    private const int Transposed = 4;

    /// <summary>Folding the lanes of a sum takes the time of about five vectors of multiply-adds.</summary>
    private const int Folded = 5;

    /// <summary>A tile's start and end, shared by its samples, take the time of about two vectors of multiply-adds a layer.</summary>
    private const int Layer = 2;

    /// <summary>Whether samples in lanes are cheaper by a tenth or more; where it is close, outputs in lanes serve small batches better.</summary>
    public static bool FavoursBlocks(Lanes lanes, NetworkModel model) =>
        10 * SamplesInLanes(model) < 9 * OutputsInLanes(lanes, model);

    private static long OutputsInLanes(Lanes lanes, NetworkModel model) => model.Nodes.OfType<DenseNode>().Sum(dense =>
    {
        long sums = dense.ForwardOrder.IsAcrossLanes
            ? (long)dense.Units * lanes.Count * (lanes.Vectors(dense.InputSize) + Folded)
            : (long)dense.InputSize * lanes.Vectors(dense.Units) * lanes.Count;
        return sums + (Layer * lanes.Count);
    });

    private static long SamplesInLanes(NetworkModel model) =>
        model.Nodes.OfType<DenseNode>().Sum(dense => (long)dense.Weights.Count)
        + (Transposed * (long)(model.InputSize + model.OutputSize));
}
