using ReluGen.Model;

namespace ReluGen.Planning;

/// <summary>Model to plan: groups nodes into layers, chooses the form and the kernels.</summary>
public static class Planner
{
    /// <summary>The most multiply-adds that straight-line code holds as literals.</summary>
    /// <remarks>
    /// Up to here the whole network fits in the caller's registers and instruction cache; a vector loop's set-up would
    /// cost more than the arithmetic.
    /// </remarks>
    public const int StraightLineLimit = 64;

    /// <summary>The most vector multiply-adds of a single sample that are written out without loops.</summary>
    /// <remarks>
    /// Without loops and calls the whole network is a hundred or two instructions, which the processor overlaps with those
    /// of the calls before and after. Longer code gains nothing, since loops then cost little, and fills the instruction cache.
    /// </remarks>
    public const int UnrolledLimit = 128;

    /// <summary>Rows in scratch memory and weight panels start on multiples of this many bytes: a cache line.</summary>
    private const int AlignmentBytes = 64;

    /// <summary>Plans the code for <paramref name="model"/>.</summary>
    public static NetworkPlan Plan(NetworkModel model, PlanOptions? options = null)
    {
        options ??= PlanOptions.Default;
        if (options.Form == NetworkForm.Graph || !ChainPlanner.IsChain(model))
        {
            var graph = new GraphPlanner(model);
            LayerPlan[] steps = graph.Layers();
            return new NetworkPlan(
                model, NetworkForm.Graph, new EquatableArray<LayerPlan>(steps), PlanWidths(model, steps, options), graph.Plan());
        }

        LayerPlan[] layers = ChainPlanner.Layers(model);
        bool isSmall = layers.Sum(layer => (long)layer.Dense.Weights.Count) <= StraightLineLimit && !model.HasResource;
        NetworkForm form = options.Form ?? (isSmall ? NetworkForm.StraightLine : NetworkForm.Vector);
        return new NetworkPlan(model, form, new EquatableArray<LayerPlan>(layers), PlanWidths(model, layers, options));
    }

    private static EquatableArray<WidthPlan> PlanWidths(NetworkModel model, LayerPlan[] layers, PlanOptions options) =>
        new(options.Widths.Select(width => PlanWidth(new Lanes((LaneWidth)width, model.Element), model, layers, options)).ToArray());

    private static WidthPlan PlanWidth(Lanes lanes, NetworkModel model, LayerPlan[] layers, PlanOptions options)
    {
        DenseNode[] dense = layers.Select(layer => layer.Dense).ToArray();
        LayerKernels[] kernels = dense.Select(node => new LayerKernels(
            TilePlanner.Single(lanes, node.Units, node.ForwardOrder),
            TilePlanner.Rows(lanes, node.Units, node.ForwardOrder),
            TilePlanner.Single(lanes, node.InputSize, node.InputGradientOrder),
            TilePlanner.Rows(lanes, node.InputSize, node.InputGradientOrder),
            TilePlanner.Outer(lanes, node.Units, node.InputSize))).ToArray();

        if (options.Form == NetworkForm.Graph || !ChainPlanner.IsChain(model))
        {
            return new WidthPlan(lanes, new EquatableArray<LayerKernels>(kernels), IsUnrolled: false, Block: null);
        }

        BatchLanes batch = options.Batch ?? (BatchCost.FavoursBlocks(lanes, model) ? BatchLanes.Samples : BatchLanes.Outputs);
        return new WidthPlan(
            lanes,
            new EquatableArray<LayerKernels>(kernels),
            IsUnrolled: dense.Sum(node => (long)node.InputSize * lanes.Vectors(node.Units)) <= UnrolledLimit,
            lanes.IsVector && batch == BatchLanes.Samples ? TilePlanner.Block(lanes, dense) : null);
    }

    /// <summary>The number of elements from one row to the next where rows are aligned.</summary>
    public static int Padded(int elements, ElementKind element)
    {
        int unit = AlignmentBytes / (element == ElementKind.Float ? sizeof(float) : sizeof(double));
        return (elements + unit - 1) / unit * unit;
    }
}
