using ReluGen.Model;
using ReluGen.Planning;
using static ReluGen.Emit.NumberText;

namespace ReluGen.Emit;

/// <summary>Writes the calls that pack a network's parameters into the panels of its <see cref="ParameterBlock"/>.</summary>
/// <param name="w">The writer.</param>
/// <param name="plan">The plan.</param>
/// <param name="values">The span of a layer's parameters, given the layer, where they start among the parameters and their number.</param>
internal sealed class PackingEmitter(SourceWriter w, NetworkPlan plan, Func<LayerPlan, int, int, string> values)
{
    /// <summary>Writes the calls for the panels that are packed first, or for the others.</summary>
    public void Write(bool isFirst)
    {
        foreach (ValuePlan constant in PlaceEmitter.Constants(plan).Where(_ => isFirst))
        {
            w.Line(Text($"Panel.Pack(Values.{constant.Title}, 1, {constant.Size}, {constant.Size}, {KernelNames.Address(PlaceEmitter.ConstantName(constant), constant.Panel)});"));
        }

        foreach (LayerPlan layer in plan.Layers)
        {
            PanelPlaces places = layer.Places!;
            DenseNode dense = layer.Dense;
            if (dense.Tie is null && places.IsByInputFirst == isFirst)
            {
                WriteByInput(layer, places);
            }

            if (dense.Tie is null && places.IsByUnitCopied && places.IsByUnitFirst == isFirst)
            {
                int stride = Planner.Padded(dense.InputSize, plan.Model.Element);
                Write("Pack", layer, dense.ParameterOffset, dense.Weights.Count, dense.Units, dense.InputSize, stride, "ByUnit", places.ByUnit);
            }

            if (dense.Bias is not null && places.IsBiasCopied && isFirst)
            {
                Write("Pack", layer, dense.BiasOffset, dense.Units, 1, dense.Units, dense.Units, "Bias", places.Bias);
            }
        }
    }

    private void WriteByInput(LayerPlan layer, PanelPlaces places)
    {
        DenseNode dense = layer.Dense;
        int whole = dense.Units - layer.TailUnits;
        int wholeCount = whole * dense.InputSize;
        Write("PackTransposed", layer, dense.ParameterOffset, wholeCount, whole, dense.InputSize, layer.PanelStride, "ByInput", places.ByInput);
        if (layer.TailUnits > 0)
        {
            Write(
                "PackTransposed",
                layer,
                dense.ParameterOffset + wholeCount,
                layer.TailUnits * dense.InputSize,
                layer.TailUnits,
                dense.InputSize,
                layer.TailUnits,
                "ByInputTail",
                places.ByInputTail);
        }
    }

    private void Write(string method, LayerPlan layer, int offset, int count, int rows, int columns, int stride, string panel, long place) => w.Line(Text(
        $"Panel.{method}({values(layer, offset, count)}, {rows}, {columns}, {stride}, {KernelNames.Address(layer.Title + panel, place)});"));
}
