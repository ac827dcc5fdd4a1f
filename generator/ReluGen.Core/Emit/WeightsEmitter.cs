using ReluGen.Model;
using ReluGen.Planning;
using static ReluGen.Emit.NumberText;

namespace ReluGen.Emit;

/// <summary>Writes the weights as readable literals and the aligned panels that the vector kernels read.</summary>
internal static class WeightsEmitter
{
    /// <summary>The most values on one line.</summary>
    private const int LongestLine = 16;

    /// <summary>Writes the file.</summary>
    public static GeneratedFile Write(NetworkPlan plan) => KernelFile.Write(plan, "Weights", w =>
    {
        string e = LaneText.ElementName(plan.Model.Element);
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
            $"Panel.Pack<{e}>(Values.{layer.Title}Bias, 1, {layer.Dense.Units}, {layer.OutputStride})"));

        w.Blank();
        w.Line("/// <summary>The parameters as they were declared.</summary>");
        using (w.Open("internal static class Values"))
        {
            foreach (LayerPlan layer in plan.Layers)
            {
                DenseNode dense = layer.Dense;
                WriteValues(w, e, $"{layer.Title}Weights", Text($"[{dense.Units} units, {dense.InputSize} inputs]"), dense.Weights, dense.InputSize, plan.Model.Element);
                if (dense.Bias is not null)
                {
                    WriteValues(w, e, $"{layer.Title}Bias", Text($"[{dense.Units} units]"), dense.Bias, dense.Units, plan.Model.Element);
                }
            }
        }
    });

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

    private static void WriteValues(
        SourceWriter w, string e, string name, string shape, Tensor values, int rowLength, ElementKind element)
    {
        w.Blank();
        w.Line($"// {shape}, sha256 {values.Hash.Substring(0, 8)}");
        using (w.Open($"internal static ReadOnlySpan<{e}> {name} => new {e}[]", "};"))
        {
            for (int row = 0; row < values.Count; row += rowLength)
            {
                for (int i = row; i < row + rowLength; i += LongestLine)
                {
                    IEnumerable<string> line = Enumerable.Range(i, Math.Min(LongestLine, row + rowLength - i))
                        .Select(index => Literal(values[index], element));
                    w.Line(string.Join(", ", line) + ",");
                }
            }
        }
    }
}
