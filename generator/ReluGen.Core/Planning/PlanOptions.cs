namespace ReluGen.Planning;

/// <summary>The vector widths that code can be generated for.</summary>
public enum LaneWidth
{
    /// <summary>No vectors: one number at a time.</summary>
    Scalar = 0,

    /// <summary>128 bit.</summary>
    Bits128 = 128,

    /// <summary>256 bit.</summary>
    Bits256 = 256,

    /// <summary>512 bit.</summary>
    Bits512 = 512,
}

/// <summary>The forms that a whole network can take.</summary>
public enum NetworkForm
{
    /// <summary>One scalar expression a unit, weights as literals: for the tiniest networks.</summary>
    StraightLine,

    /// <summary>Loops over inputs with outputs in vector registers, weights in aligned panels.</summary>
    Vector,

    /// <summary>Step by step over rows in scratch memory: for every graph that is no chain of layers.</summary>
    Graph,
}

/// <summary>What the lanes of a vector hold in a batch.</summary>
public enum BatchLanes
{
    /// <summary>Outputs of one sample; a few samples share each load of a weight.</summary>
    Outputs,

    /// <summary>The same element of many samples, weights broadcast: no lane is wasted, whatever the sizes.</summary>
    Samples,
}

/// <summary>What the planner may choose from. The results have the same bits whatever is chosen.</summary>
/// <remarks>Equal when every part is.</remarks>
/// <param name="Widths">The widths to generate, widest first; the processor's best is taken at run time.</param>
/// <param name="Form">The form to take, or null to let the cost model choose. What is no chain of layers is always a graph.</param>
/// <param name="Batch">What the lanes hold in batches of the vector form, or null to let the cost model choose.</param>
/// <param name="RowGroups">The most groups of samples that go through a layer one after the other, or null to let the size of the weights choose.</param>
public sealed record PlanOptions(EquatableArray<int> Widths, NetworkForm? Form = null, BatchLanes? Batch = null, int? RowGroups = null)
{
    /// <summary>All vector widths, form by the cost model.</summary>
    public static PlanOptions Default { get; } = For(null, LaneWidth.Bits512, LaneWidth.Bits256, LaneWidth.Bits128);

    /// <summary>Options with the given form and widths.</summary>
    public static PlanOptions For(NetworkForm? form, params LaneWidth[] widths) =>
        new(new EquatableArray<int>(widths.Select(width => (int)width)), form);
}
