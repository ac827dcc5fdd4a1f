using ReluGen.Model;
using ReluGen.Planning;
using static ReluGen.Emit.NumberText;

namespace ReluGen.Emit;

/// <summary>
/// Writes the constant values, as readable literals or as stretches of a resource, and the aligned panels that the vector kernels
/// read.
/// </summary>
internal static class WeightsEmitter
{
    /// <summary>Writes the file.</summary>
    public static GeneratedFile Write(NetworkPlan plan) => KernelFile.Write(plan, "Weights", w =>
    {
        string e = LaneText.ElementName(plan.Model.Element);
        if (plan.Block is not null)
        {
            PanelsEmitter.Write(w, plan);
        }
        else if (plan.Layers.Count > 0)
        {
            WriteLayerPanels(w, plan, e);
        }

        if (plan.Graph is not null)
        {
            WriteConstantPanels(w, plan, e);
            PlacesEmitter.Write(w, plan);
        }

        w.Blank();
        w.Line(plan.Model.Source is null
            ? "/// <summary>The parameters as they were declared.</summary>"
            : "/// <summary>The values as they stand in the model file.</summary>");
        using (w.Open("internal static class Values"))
        {
            new ValuesEmitter(w, plan).Write();
        }
    });

    private static void WriteLayerPanels(SourceWriter w, NetworkPlan plan, string e)
    {
        w.Line("/// <summary>Weights in aligned memory, a row an input; packed once, when first used.</summary>");
        using (w.Open("internal static class ByInput"))
        {
            foreach (LayerPlan layer in plan.Layers)
            {
                WriteByInput(w, layer, plan.Model.Element);
            }
        }

        w.Blank();
        w.Line("/// <summary>Weights in aligned memory, a row a unit; packed once, when first used.</summary>");
        WritePanels(w, plan, "ByUnit", layer => Text(
            $"Panel.Pack<{e}>(Values.{layer.Title}Weights, {layer.Dense.Units}, {layer.Dense.InputSize}, {KernelNames.ByUnit(layer, plan.Model.Element).Stride})"));

        w.Blank();
        w.Line("/// <summary>Biases in aligned memory; packed once, when first used.</summary>");
        WritePanels(w, plan, "Bias", layer => layer.Dense.Bias is null ? null : Text(
            $"Panel.Pack<{e}>(Values.{layer.Title}Bias, 1, {layer.Dense.Units}, {Planner.Padded(layer.Dense.Units, plan.Model.Element)})"));
    }

    private static void WriteByInput(SourceWriter w, LayerPlan layer, ElementKind element)
    {
        string e = LaneText.ElementName(element);
        DenseNode dense = layer.Dense;
        int whole = dense.Units - layer.TailUnits;
        w.Line(Text($"internal static readonly nint {layer.Title} = Panel.PackTransposed<{e}>(Values.{layer.Title}Weights, {whole}, {dense.InputSize}, {KernelNames.ByInput(layer).Stride});"));
        if (layer.TailUnits > 0)
        {
            string rest = Text($"Values.{layer.Title}Weights.Slice({whole * dense.InputSize})");
            w.Line(Text($"internal static readonly nint {layer.Title}Tail = Panel.PackTail<{e}>({rest}, {layer.TailUnits}, {dense.InputSize}); // the last {layer.TailUnits} units"));
        }
    }

    private static void WritePanels(SourceWriter w, NetworkPlan plan, string name, Func<LayerPlan, string?> pack)
    {
        using (w.Open($"internal static class {name}"))
        {
            foreach (LayerPlan layer in plan.Layers)
            {
                if (pack(layer) is { } panel)
                {
                    w.Line($"internal static readonly nint {layer.Title} = {panel};");
                }
            }
        }
    }

    private static void WriteConstantPanels(SourceWriter w, NetworkPlan plan, string e)
    {
        ValuePlan[] constants = plan.Graph!.Values.Where(value => value.Place == ValuePlace.Constant).ToArray();
        if (constants.Length == 0)
        {
            return;
        }

        w.Blank();
        w.Line("/// <summary>Constants in aligned memory; packed once, when first used.</summary>");
        using (w.Open("internal static class Constants"))
        {
            foreach (ValuePlan constant in constants)
            {
                w.Line(Text($"internal static readonly nint {constant.Title} = Panel.Pack<{e}>(Values.{constant.Title}, 1, {constant.Size}, {constant.Stride});"));
            }
        }
    }
}
