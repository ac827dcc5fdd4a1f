using ReluGen.Model;

namespace ReluGen.Planning;

/// <summary>Lays out the memory that kernels read parameters and constants from.</summary>
internal sealed class ParameterBlockPlanner(ElementKind element)
{
    /// <summary>Behind a tail's last row a vector of 128 bit may be read.</summary>
    private const int TailSlack = 4;

    private long _end;

    /// <summary>The layers with the places of their panels, and the block.</summary>
    public static (LayerPlan[] Layers, ParameterBlock Block) Plan(NetworkModel model, LayerPlan[] layers)
    {
        var planner = new ParameterBlockPlanner(model.Element);
        return model.IsTrainable ? planner.PlanTrainable(model, layers) : planner.PlanFrozen(layers);
    }

    /// <summary>The same for a graph, with the places of its constants. There is no block where there is nothing to place.</summary>
    public static (LayerPlan[] Layers, ParameterBlock? Block, GraphPlan Graph) Plan(NetworkModel model, LayerPlan[] layers, GraphPlan graph)
    {
        var planner = new ParameterBlockPlanner(model.Element);
        ValuePlan[] values = graph.Values
            .Select(value => value.Place == ValuePlace.Constant ? value with { Panel = planner.Take(value.Stride) * planner.Size } : value).ToArray();
        (LayerPlan[] placed, ParameterBlock block) = planner.PlanFrozen(layers);
        bool isNeeded = layers.Length > 0 || values.Any(value => value.Place == ValuePlace.Constant);
        return (placed, isNeeded ? block : null, graph with { Values = new EquatableArray<ValuePlan>(values) });
    }

    /// <summary>Where rows need no padding and start on a cache line, kernels read the parameters themselves, and nothing is copied.</summary>
    private (LayerPlan[] Layers, ParameterBlock Block) PlanTrainable(NetworkModel model, LayerPlan[] layers)
    {
        Take(model.ParameterCount);
        var owned = new Dictionary<string, PanelPlaces>();
        LayerPlan[] placed = layers.Select(layer =>
        {
            DenseNode dense = layer.Dense;
            bool isBiasCopied = dense.Bias is not null && (dense.Units != Planner.Padded(dense.Units, element) || !IsAligned(dense.BiasOffset));
            if (dense.Tie is not null)
            {
                return layer with { Places = Tied(layer, owned, TakeBias(), isBiasCopied) };
            }

            bool isByUnitCopied = UnitStride(dense) != dense.InputSize || !IsAligned(dense.ParameterOffset);
            (long byInput, long tail) = TakeByInput(layer);
            long byUnit = isByUnitCopied ? TakeByUnit(dense) : dense.ParameterOffset;
            return layer with
            {
                Places = owned[layer.Name] = new PanelPlaces(
                    byInput * Size,
                    tail * Size,
                    byUnit * Size,
                    TakeBias(),
                    isByUnitCopied,
                    isBiasCopied,
                    IsByInputFirst: IsRead(layers, layer, isByUnit: false, IsTrained),
                    IsByUnitFirst: IsRead(layers, layer, isByUnit: true, IsTrained)),
            };

            long TakeBias() => dense.Bias is null ? 0 : (isBiasCopied ? Take(dense.Units) : dense.BiasOffset) * Size;
        }).ToArray();
        return (placed, new ParameterBlock(_end));
    }

    /// <summary>What the forward pass reads comes first, so that the other panels take no memory until they are packed.</summary>
    private (LayerPlan[] Layers, ParameterBlock Block) PlanFrozen(LayerPlan[] layers)
    {
        LayerPlan[] first = layers.Select(layer =>
        {
            bool isOwner = layer.Dense.Tie is null;
            bool isByInput = isOwner && IsRead(layers, layer, isByUnit: false, IsForward);
            bool isByUnit = isOwner && IsRead(layers, layer, isByUnit: true, IsForward);
            (long byInput, long tail) = isByInput ? TakeByInput(layer) : default;
            long byUnit = isByUnit ? TakeByUnit(layer.Dense) : 0;
            long bias = layer.Dense.Bias is null ? 0 : Take(layer.Dense.Units);
            return layer with { Places = new PanelPlaces(byInput, tail, byUnit, bias, true, true, isByInput, isByUnit) };
        }).ToArray();
        long firstLength = _end;
        var owned = new Dictionary<string, PanelPlaces>();
        LayerPlan[] placed = first.Select(layer =>
        {
            PanelPlaces places = layer.Places!;
            if (layer.Dense.Tie is not null)
            {
                return layer with { Places = Tied(layer, owned, places.Bias * Size, isBiasCopied: true) };
            }

            (long byInput, long tail) = places.IsByInputFirst ? (places.ByInput, places.ByInputTail) : TakeByInput(layer);
            long byUnit = places.IsByUnitFirst ? places.ByUnit : TakeByUnit(layer.Dense);
            owned[layer.Name] = places with { ByInput = byInput * Size, ByInputTail = tail * Size, ByUnit = byUnit * Size, Bias = places.Bias * Size };
            return layer with { Places = owned[layer.Name] };
        }).ToArray();
        return (placed, new ParameterBlock(_end, firstLength));
    }

    /// <summary>Tied weights lie where their owner's do; a row an input of the transpose is a row a unit of the owner's.</summary>
    private static PanelPlaces Tied(LayerPlan layer, Dictionary<string, PanelPlaces> owned, long bias, bool isBiasCopied)
    {
        PanelPlaces owner = owned[layer.WeightsOwner];
        PanelPlaces places = owner with { Bias = bias, IsBiasCopied = isBiasCopied };
        return layer.Dense.Tie!.IsTransposed ? places with { ByInput = owner.ByUnit, ByUnit = owner.ByInput } : places;
    }

    /// <summary>Whether the owner's weights by unit, or by input, are read as <paramref name="isRead"/> says of each layer that uses them and its own way round.</summary>
    private static bool IsRead(LayerPlan[] layers, LayerPlan owner, bool isByUnit, Func<LayerPlan, bool, bool> isRead) =>
        layers.Any(user => user.WeightsOwner == owner.Name && isRead(user, isByUnit != user.Dense.Tie is { IsTransposed: true }));

    /// <summary>Whether the forward pass reads the weights by unit, or by input. Sums across lanes read along the rows of what they sum over.</summary>
    private static bool IsForward(LayerPlan layer, bool isByUnit) => layer.Dense.ForwardOrder.IsAcrossLanes == isByUnit;

    /// <summary>Whether a training pass does. The first layer's input gradient is nobody's.</summary>
    private static bool IsTrained(LayerPlan layer, bool isByUnit) =>
        IsForward(layer, isByUnit) || (!layer.IsFirst && layer.Dense.InputGradientOrder.IsAcrossLanes != isByUnit);

    private long Size => element == ElementKind.Float ? sizeof(float) : sizeof(double);

    private int UnitStride(DenseNode dense) => Planner.Padded(dense.InputSize, element);

    private bool IsAligned(int offset) => offset == Planner.Padded(offset, element);

    private (long ByInput, long Tail) TakeByInput(LayerPlan layer)
    {
        long byInput = Take((long)layer.Dense.InputSize * layer.PanelStride);
        return (byInput, layer.TailUnits == 0 ? 0 : Take(((long)layer.Dense.InputSize * layer.TailUnits) + TailSlack));
    }

    private long TakeByUnit(DenseNode dense) => Take((long)dense.Units * UnitStride(dense));

    /// <summary>The place of so many elements on a cache line.</summary>
    private long Take(long length)
    {
        long start = _end;
        long line = Planner.Padded(1, element);
        _end += (length + line - 1) / line * line;
        return start;
    }
}
