using ReluGen.Model;
using ReluGen.Planning;
using static ReluGen.Emit.NumberText;

namespace ReluGen.Describing;

/// <summary>The table of a network's layers: what each computes, where its parameters are, which kernel runs it.</summary>
public static class LayerTable
{
    /// <summary>The table's lines, the heading first, columns aligned.</summary>
    public static IReadOnlyList<string> Lines(NetworkPlan plan)
    {
        var rows = new List<string[]>
        {
            new[] { "layer", "computes", "weights", "at", "bias at", Heading(plan, "one sample"), Heading(plan, "batch") },
        };
        for (int i = 0; i < plan.Layers.Count; i++)
        {
            LayerPlan layer = plan.Layers[i];
            DenseNode dense = layer.Dense;
            LayerKernels? kernels = plan.Widths.Count == 0 ? null : plan.Widths[0].Layers[i];
            rows.Add(
            [
                layer.Name,
                layer.IsIdentity ? Describer.SumsFormula(layer) : $"{Describer.FunctionName(layer)}({Describer.SumsFormula(layer)})",
                Text($"[{dense.Units}, {dense.InputSize}]"),
                Integer(dense.ParameterOffset),
                dense.Bias is null ? "none" : Integer(dense.BiasOffset),
                kernels is null ? "straight line" : Kernel(kernels.Single, dense.ForwardOrder),
                kernels is null ? "straight line" : Kernel(kernels.Batch, dense.ForwardOrder),
            ]);
        }

        return rows.Select(row => string.Join("  ", row.Select((cell, column) =>
            cell.PadRight(rows.Max(other => other[column].Length)))).TrimEnd()).ToArray();
    }

    /// <summary>Narrower vectors take more registers for the same tile; the table shows the widest.</summary>
    private static string Heading(NetworkPlan plan, string samples) => plan.Widths.Count == 0 || !plan.Widths[0].Lanes.IsVector
        ? samples
        : Text($"{samples}, {(int)plan.Widths[0].Lanes.Width} bit");

    private static string Kernel(DenseTiles tiles, SumOrder order) =>
        Describer.Tile(tiles) + (order.Chains == 1 ? "" : Text($", {order.Chains} chains"));
}
