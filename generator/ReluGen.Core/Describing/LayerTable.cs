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
        if (plan.Graph is not null)
        {
            return Align(GraphTable.Rows(plan));
        }

        var rows = new List<string[]>
        {
            new[] { "layer", "computes", "weights", "at", "bias at", Heading(plan, "one sample"), Heading(plan, "batch") },
        };
        for (int i = 0; i < plan.Layers.Count; i++)
        {
            LayerPlan layer = plan.Layers[i];
            DenseNode dense = layer.Dense;
            if (dense.InputDropout is { } rate)
            {
                rows.Add(["dropout", Text($"{layer.InputName}, in training dropped at rate {rate:G9}"), "", "", "", "", ""]);
            }

            rows.Add(
            [
                layer.Name,
                layer.IsIdentity ? Describer.SumsFormula(layer) : $"{Describer.FunctionName(layer)}({Describer.SumsFormula(layer)})",
                Text($"[{dense.Units}, {dense.InputSize}]"),
                Integer(dense.WeightsOffset),
                dense.Bias is null ? "none" : Integer(dense.BiasOffset),
                IsStraight(plan) ? "straight line" : Kernel(Describer.Tile(plan.Widths[0].Layers[i].Single), dense.ForwardOrder),
                IsStraight(plan) ? "straight line" : Kernel(
                    plan.Widths[0].Block is { } block ? Describer.Tile(block, i) : Describer.Tile(plan.Widths[0].Layers[i].Rows),
                    dense.ForwardOrder),
            ]);
        }

        return Align(rows);
    }

    /// <summary>What the kernel column says of a dense layer.</summary>
    internal static string Kernel(string tile, SumOrder order) =>
        tile + (order.IsAcrossLanes ? ", across lanes" : order.Chains == 1 ? "" : Text($", {order.Chains} chains"));

    private static string[] Align(IReadOnlyList<string[]> rows)
    {
        int[] widths = Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length)).ToArray();
        return rows.Select(row => string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd()).ToArray();
    }

    private static bool IsStraight(NetworkPlan plan) => plan.Form == NetworkForm.StraightLine;

    /// <summary>Narrower vectors take more registers for the same tile; the table shows the widest.</summary>
    internal static string Heading(NetworkPlan plan, string samples) => IsStraight(plan) || !plan.Widths[0].Lanes.IsVector
        ? samples
        : Text($"{samples}, {(int)plan.Widths[0].Lanes.Width} bit");
}
