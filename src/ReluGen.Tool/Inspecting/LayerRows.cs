using ReluGen.Describing;
using ReluGen.Model;
using ReluGen.Planning;

namespace ReluGen.Tool.Inspecting;

/// <summary>The rows of the table of layers: what a layer or node computes, what it costs, which kernels run it.</summary>
internal static class LayerRows
{
    /// <summary>The rows of a plan.</summary>
    public static LayerReport[] Of(NetworkPlan plan) => plan.Model.Nodes.Select(node => Row(plan, node)).ToArray();

    private static LayerReport Row(NetworkPlan plan, Node node) => new(
        node.Name,
        NodeFigures.Kind(node),
        Computes(plan, node),
        [.. plan.Model.Values[node.Output].Shape.Dimensions],
        NodeFigures.Parameters(node),
        NodeFigures.MultiplyAdds(node),
        Kernel(plan, node, isBatch: false),
        Kernel(plan, node, isBatch: true));

    private static string Computes(NetworkPlan plan, Node node) => node switch
    {
        DenseNode dense => $"weights · {plan.Model.Values[dense.Input].Name}{(dense.Bias is null ? "" : " + bias")}",
        ActivationNode activation => Describer.FunctionName(activation.Function),
        SoftmaxNode softmax => softmax.IsLogarithm ? "log-softmax" : "softmax",
        _ => NodeFigures.Kind(node),
    };

    private static string Kernel(NetworkPlan plan, Node node, bool isBatch)
    {
        int index = plan.Layers.ToList().FindIndex(layer => layer.Dense == node);
        if (plan.Form == NetworkForm.StraightLine)
        {
            return "straight line";
        }

        if (index < 0)
        {
            return "";
        }

        WidthPlan widest = plan.Widths[0];
        string tile = !isBatch ? Describer.Tile(widest.Layers[index].Single)
            : widest.Block is { } block ? Describer.Tile(block, index)
            : Describer.Tile(widest.Layers[index].Rows);
        return $"{tile}, {Describer.Chains(plan.Layers[index].Dense.ForwardOrder)}";
    }
}
