using ReluGen.Model;

namespace ReluGen.Planning;

/// <summary>Lays out the memory of a trainable network's instances.</summary>
internal sealed class ParameterBlockPlanner(ElementKind element)
{
    /// <summary>Behind a tail's last row a vector of 128 bit may be read.</summary>
    private const int TailSlack = 4;

    private long _end;

    /// <summary>The layers with the places of their panels, and the block.</summary>
    public static (LayerPlan[] Layers, ParameterBlock Block) Plan(NetworkModel model, LayerPlan[] layers)
    {
        var planner = new ParameterBlockPlanner(model.Element);
        planner.Take(model.ParameterCount);
        LayerPlan[] placed = layers.Select(layer => layer with { Places = planner.Place(layer) }).ToArray();
        return (placed, new ParameterBlock(planner._end));
    }

    private PanelPlaces Place(LayerPlan layer)
    {
        DenseNode dense = layer.Dense;
        int unitStride = Planner.Padded(dense.InputSize, element);
        bool isByUnitCopied = unitStride != dense.InputSize || !IsAligned(dense.ParameterOffset);
        bool isBiasCopied = dense.Bias is not null && (dense.Units != Planner.Padded(dense.Units, element) || !IsAligned(dense.BiasOffset));
        long byInput = Take((long)dense.InputSize * layer.PanelStride);
        long tail = layer.TailUnits == 0 ? 0 : Take(((long)dense.InputSize * layer.TailUnits) + TailSlack);
        long byUnit = isByUnitCopied ? Take((long)dense.Units * unitStride) : dense.ParameterOffset;
        long bias = dense.Bias is null ? 0 : isBiasCopied ? Take(dense.Units) : dense.BiasOffset;

        // Sums across lanes read along the rows of what they sum over; the first layer's input gradient is nobody's.
        bool isForwardAcross = dense.ForwardOrder.IsAcrossLanes;
        bool isGradientAcross = dense.InputGradientOrder.IsAcrossLanes;
        return new PanelPlaces(
            byInput * Size,
            tail * Size,
            byUnit * Size,
            bias * Size,
            isByUnitCopied,
            isBiasCopied,
            IsByInputTrained: !isForwardAcross || (!layer.IsFirst && isGradientAcross),
            IsByUnitTrained: isForwardAcross || (!layer.IsFirst && !isGradientAcross));
    }

    private long Size => element == ElementKind.Float ? sizeof(float) : sizeof(double);

    private bool IsAligned(int offset) => offset == Planner.Padded(offset, element);

    /// <summary>The place of so many elements on a cache line.</summary>
    private long Take(long length)
    {
        long start = _end;
        long line = Planner.Padded(1, element);
        _end += (length + line - 1) / line * line;
        return start;
    }
}
