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

    /// <summary>Weights that take more than this many bytes with padded rows crowd the first-level cache, which is 32 to 48 KB.</summary>
    private const int CrowdedBytes = 32 * 1024;

    /// <summary>Weights that take more than this many bytes do not stay in the second-level cache, which is half a megabyte to two, beside what flows through.</summary>
    private const int SecondLevelBytes = 512 * 1024;

    /// <summary>The groups of samples that use weights from a farther cache while they are near.</summary>
    private const int MostRowGroups = 4;

    /// <summary>Rows in scratch memory and weight panels start on multiples of this many bytes: a cache line.</summary>
    private const int AlignmentBytes = 64;

    /// <summary>Plans the code for <paramref name="model"/>.</summary>
    public static NetworkPlan Plan(NetworkModel model, PlanOptions? options = null)
    {
        options ??= PlanOptions.Default;
        if (options.Form == NetworkForm.Graph || !ChainPlanner.IsChain(model))
        {
            var graph = new GraphPlanner(model);
            (LayerPlan[] steps, ParameterBlock? panels, GraphPlan plan) =
                ParameterBlockPlanner.Plan(model, PlanPanels(graph.Layers(), model.Element, options), graph.Plan());
            return new NetworkPlan(
                model, NetworkForm.Graph, new EquatableArray<LayerPlan>(steps), PlanWidths(model, steps, options), plan, panels);
        }

        LayerPlan[] layers = PlanPanels(ChainPlanner.Layers(model), model.Element, options);
        bool isSmall = layers.Sum(layer => (long)layer.Dense.Weights.Count) <= StraightLineLimit && !model.HasResource && !model.IsTrainable;
        NetworkForm form = options.Form ?? (isSmall ? NetworkForm.StraightLine : NetworkForm.Vector);
        ParameterBlock? block = null;
        if (form == NetworkForm.Vector)
        {
            (layers, block) = ParameterBlockPlanner.Plan(model, layers);
        }

        long bytes = PanelBytes(layers, model.Element);
        int groups = options.RowGroups ?? (bytes > SecondLevelBytes ? MostRowGroups : 1);
        return new NetworkPlan(model, form, new EquatableArray<LayerPlan>(layers), PlanWidths(model, layers, options), Block: block)
        {
            RowGroups = groups,
            PadsShortBatches = bytes > CrowdedBytes || groups > 1,
        };
    }

    private static EquatableArray<WidthPlan> PlanWidths(NetworkModel model, LayerPlan[] layers, PlanOptions options) =>
        new(options.Widths.Select(width => PlanWidth(new Lanes((LaneWidth)width, model.Element), model, layers, options)).ToArray());

    /// <summary>
    /// Where padded rows of weights would crowd the first-level cache, leaves the padding out: up to half a cache line of units take
    /// rows of half a line; up to a vector of 128 bit behind the last whole line stand in a panel of their own. Weights that layers use both ways round
    /// keep it, so that the same panels serve them all.
    /// </summary>
    private static LayerPlan[] PlanPanels(LayerPlan[] layers, ElementKind element, PlanOptions options)
    {
        int line = Padded(1, element);
        HashSet<string> bothWays = [.. layers.Where(layer => layer.Dense.Tie is { IsTransposed: true }).Select(layer => layer.WeightsOwner)];
        return PanelBytes(layers, element) <= CrowdedBytes || options.Widths.Contains((int)LaneWidth.Scalar) ? layers : layers.Select(Narrowed).ToArray();

        LayerPlan Narrowed(LayerPlan layer)
        {
            DenseNode dense = layer.Dense;
            int rest = dense.Units % line;
            return bothWays.Contains(layer.WeightsOwner) || dense.Rows > 1 || dense.ForwardOrder.IsAcrossLanes || dense.InputGradientOrder.IsAcrossLanes || rest == 0 ? layer
                : dense.Units <= line / 2 ? layer with { PanelStride = line / 2 }
                : dense.Units > line && rest <= line / 4 ? layer with { PanelStride = dense.Units - rest, TailUnits = rest }
                : layer;
        }
    }

    private static long PanelBytes(LayerPlan[] layers, ElementKind element) =>
        layers.Sum(layer => (long)layer.Dense.InputSize * layer.PanelStride) / Padded(1, element) * AlignmentBytes;

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
