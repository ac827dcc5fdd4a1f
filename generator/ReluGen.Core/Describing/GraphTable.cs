using ReluGen.Emit;
using ReluGen.Model;
using ReluGen.Planning;
using static ReluGen.Emit.NumberText;

namespace ReluGen.Describing;

/// <summary>The table of a general graph: every value that is computed or held, where its parameters are, which kernel runs it.</summary>
internal static class GraphTable
{
    /// <summary>The rows, the heading first.</summary>
    public static IReadOnlyList<string[]> Rows(NetworkPlan plan)
    {
        var rows = new List<string[]>
        {
            new[] { "value", "is", "shape", "parameters at", "bias at", LayerTable.Heading(plan, "one sample"), LayerTable.Heading(plan, "batch") },
        };
        foreach (int id in plan.Model.Inputs)
        {
            rows.Add(Row(plan, id, "input" + SourceName(plan.Model.Values[id])));
        }

        foreach (ConstantNode constant in plan.Model.Nodes.OfType<ConstantNode>().Where(node => plan.Graph!.Values[node.Output].Place == ValuePlace.Constant))
        {
            rows.Add(Row(plan, constant.Output, "constant" + SourceName(plan.Model.Values[constant.Output]), constant.ParameterOffset is { } offset ? Integer(offset) : ""));
        }

        foreach (GraphStep step in plan.Graph!.Steps)
        {
            rows.Add(step.Layer < 0 ? Row(plan, step.Output, NodeDescriber.Formula(plan, step.Node)) : LayerRow(plan, step));
        }

        return rows;
    }

    private static string[] LayerRow(NetworkPlan plan, GraphStep step)
    {
        LayerPlan layer = plan.Layers[step.Layer];
        LayerKernels kernels = plan.Widths[0].Layers[step.Layer];
        string sums = layer.IsIdentity ? Describer.SumsFormula(layer) : $"{Describer.FunctionName(layer)}({Describer.SumsFormula(layer)})";
        string[] row = Row(
            plan, step.Output, layer.Dense.Rows == 1 ? sums : Text($"{sums}, {layer.Dense.Rows} rows"),
            Integer(layer.Dense.WeightsOffset), layer.Dense.Bias is null ? "none" : Integer(layer.Dense.BiasOffset));
        row[5] = LayerTable.Kernel(Describer.Tile(kernels.Single), layer.Dense.ForwardOrder);
        row[6] = LayerTable.Kernel(Describer.Tile(kernels.Rows), layer.Dense.ForwardOrder);
        return row;
    }

    private static string[] Row(NetworkPlan plan, int id, string what, string parameters = "", string bias = "") =>
    [
        plan.Graph!.Values[id].Name,
        what,
        $"[{string.Join(", ", plan.Model.Values[id].Shape.Dimensions.Select(size => Integer(size)))}]",
        parameters,
        bias,
        "",
        "",
    ];

    private static string SourceName(Value value) => value.SourceName is null ? "" : $" '{EscapedText.Comment(value.SourceName)}'";
}
