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
        var owned = new Dictionary<string, PanelPlaces>();
        LayerPlan[] placed = layers.Select(layer => layer with
        {
            Places = layer.Dense.Tie is null
                ? owned[layer.Name] = planner.Place(layer, [.. layers.Where(user => user.WeightsOwner == layer.Name)])
                : planner.PlaceTied(layer.Dense, owned[layer.WeightsOwner]),
        }).ToArray();
        return (placed, new ParameterBlock(planner._end));
    }

    /// <summary>Tied weights are those of their owner; a row an input of the transpose is a row a unit of the owner's.</summary>
    private PanelPlaces PlaceTied(DenseNode dense, PanelPlaces owner)
    {
        (long bias, bool isBiasCopied) = PlaceBias(dense);
        PanelPlaces places = owner with { Bias = bias * Size, IsBiasCopied = isBiasCopied };
        return dense.Tie!.IsTransposed ? places with { ByInput = owner.ByUnit, ByUnit = owner.ByInput } : places;
    }

    /// <param name="layer">A layer that owns its weights.</param>
    /// <param name="users">The layers that use them, itself among them.</param>
    private PanelPlaces Place(LayerPlan layer, IReadOnlyList<LayerPlan> users)
    {
        DenseNode dense = layer.Dense;
        int unitStride = Planner.Padded(dense.InputSize, element);
        bool isByUnitCopied = unitStride != dense.InputSize || !IsAligned(dense.ParameterOffset);
        long byInput = Take((long)dense.InputSize * layer.PanelStride);
        long tail = layer.TailUnits == 0 ? 0 : Take(((long)dense.InputSize * layer.TailUnits) + TailSlack);
        long byUnit = isByUnitCopied ? Take((long)dense.Units * unitStride) : dense.ParameterOffset;
        (long bias, bool isBiasCopied) = PlaceBias(dense);
        return new PanelPlaces(
            byInput * Size,
            tail * Size,
            byUnit * Size,
            bias * Size,
            isByUnitCopied,
            isBiasCopied,
            IsByInputTrained: users.Any(user => IsTrained(user, isByUnit: user.Dense.Tie is { IsTransposed: true })),
            IsByUnitTrained: users.Any(user => IsTrained(user, isByUnit: user.Dense.Tie is not { IsTransposed: true })));
    }

    /// <summary>
    /// Whether a training pass reads the layer's weights by unit, or by input. Sums across lanes read along the rows of what they sum over; the first
    /// layer's input gradient is nobody's.
    /// </summary>
    private static bool IsTrained(LayerPlan layer, bool isByUnit) =>
        layer.Dense.ForwardOrder.IsAcrossLanes == isByUnit || (!layer.IsFirst && layer.Dense.InputGradientOrder.IsAcrossLanes != isByUnit);

    private (long Place, bool IsCopied) PlaceBias(DenseNode dense)
    {
        bool isCopied = dense.Bias is not null && (dense.Units != Planner.Padded(dense.Units, element) || !IsAligned(dense.BiasOffset));
        return (dense.Bias is null ? 0 : isCopied ? Take(dense.Units) : dense.BiasOffset, isCopied);
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
