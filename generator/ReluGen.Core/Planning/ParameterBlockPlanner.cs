using ReluGen.Model;

namespace ReluGen.Planning;

/// <summary>Lays out the memory that a chain's kernels read parameters from.</summary>
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

    /// <summary>Where rows need no padding and start on a cache line, kernels read the parameters themselves, and nothing is copied.</summary>
    private (LayerPlan[] Layers, ParameterBlock Block) PlanTrainable(NetworkModel model, LayerPlan[] layers)
    {
        Take(model.ParameterCount);
        LayerPlan[] placed = layers.Select(layer =>
        {
            DenseNode dense = layer.Dense;
            bool isByUnitCopied = UnitStride(dense) != dense.InputSize || !IsAligned(dense.ParameterOffset);
            bool isBiasCopied = dense.Bias is not null && (dense.Units != Planner.Padded(dense.Units, element) || !IsAligned(dense.BiasOffset));
            (long byInput, long tail) = TakeByInput(layer);
            long byUnit = isByUnitCopied ? TakeByUnit(dense) : dense.ParameterOffset;
            long bias = dense.Bias is null ? 0 : isBiasCopied ? Take(dense.Units) : dense.BiasOffset;

            // Sums across lanes read along the rows of what they sum over; the first layer's input gradient is nobody's.
            bool isForwardAcross = dense.ForwardOrder.IsAcrossLanes;
            bool isGradientAcross = dense.InputGradientOrder.IsAcrossLanes;
            return layer with
            {
                Places = new PanelPlaces(
                    byInput * Size,
                    tail * Size,
                    byUnit * Size,
                    bias * Size,
                    isByUnitCopied,
                    isBiasCopied,
                    IsByInputFirst: !isForwardAcross || (!layer.IsFirst && isGradientAcross),
                    IsByUnitFirst: isForwardAcross || (!layer.IsFirst && !isGradientAcross)),
            };
        }).ToArray();
        return (placed, new ParameterBlock(_end));
    }

    /// <summary>What the forward pass reads comes first, so that the other panels take no memory until they are packed.</summary>
    private (LayerPlan[] Layers, ParameterBlock Block) PlanFrozen(LayerPlan[] layers)
    {
        LayerPlan[] first = layers.Select(layer =>
        {
            bool isAcross = layer.Dense.ForwardOrder.IsAcrossLanes;
            (long byInput, long tail) = isAcross ? default : TakeByInput(layer);
            long byUnit = isAcross ? TakeByUnit(layer.Dense) : 0;
            long bias = layer.Dense.Bias is null ? 0 : Take(layer.Dense.Units);
            return layer with { Places = new PanelPlaces(byInput, tail, byUnit, bias, true, true, !isAcross, isAcross) };
        }).ToArray();
        long firstLength = _end;
        LayerPlan[] placed = first.Select(layer =>
        {
            PanelPlaces places = layer.Places!;
            (long byInput, long tail) = places.IsByInputFirst ? (places.ByInput, places.ByInputTail) : TakeByInput(layer);
            long byUnit = places.IsByUnitFirst ? places.ByUnit : TakeByUnit(layer.Dense);
            return layer with { Places = places with { ByInput = byInput * Size, ByInputTail = tail * Size, ByUnit = byUnit * Size, Bias = places.Bias * Size } };
        }).ToArray();
        return (placed, new ParameterBlock(_end, firstLength));
    }

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
