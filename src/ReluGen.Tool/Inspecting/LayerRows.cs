using ReluGen.Describing;
using ReluGen.Model;
using ReluGen.Planning;

namespace ReluGen.Tool.Inspecting;

/// <summary>The rows of the table of layers: what a layer or step computes, what it costs, which kernels run it.</summary>
internal static class LayerRows
{
    /// <summary>The rows of a plan, in the order in which they are computed; the constants of a graph come first.</summary>
    public static LayerReport[] Of(NetworkPlan plan)
    {
        if (plan.Graph is not { } graph)
        {
            return plan.Layers.Select((layer, i) => Layer(plan, i, layer.Name, OutputOf(plan.Model, layer))).ToArray();
        }

        IEnumerable<LayerReport> constants = plan.Model.Nodes.OfType<ConstantNode>()
            .Where(node => graph.Values[node.Output].Place == ValuePlace.Constant)
            .Select(node => Row(plan, node, node.Output, graph.Values[node.Output].Name, "held by the model"));
        return constants.Concat(graph.Steps.Select(step => step.Layer < 0
            ? Row(plan, step.Node, step.Output, graph.Values[step.Output].Name, NodeDescriber.Formula(plan, step.Node))
            : Layer(plan, step.Layer, graph.Values[step.Output].Name, step.Output))).ToArray();
    }

    private static LayerReport Layer(NetworkPlan plan, int index, string name, int output)
    {
        LayerPlan layer = plan.Layers[index];
        string computes = layer.IsIdentity ? Describer.SumsFormula(layer) : $"{Describer.FunctionName(layer)}({Describer.SumsFormula(layer)})";
        if (plan.Form == NetworkForm.StraightLine)
        {
            return Row(plan, layer.Dense, output, name, computes, "straight line", "straight line");
        }

        WidthPlan widest = plan.Widths[0];
        string batch = widest.Block is { } block ? Describer.Tile(block, index) : Describer.Tile(widest.Layers[index].Rows);
        return Row(
            plan,
            layer.Dense,
            output,
            name,
            computes,
            LayerTable.Kernel(Describer.Tile(widest.Layers[index].Single), layer.Dense.ForwardOrder),
            LayerTable.Kernel(batch, layer.Dense.ForwardOrder));
    }

    private static LayerReport Row(NetworkPlan plan, Node node, int output, string name, string computes, string single = "", string batch = "") => new(
        name,
        NodeFigures.Kind(node),
        computes,
        [.. plan.Model.Values[output].Shape.Dimensions],
        NodeFigures.Parameters(node),
        NodeFigures.MultiplyAdds(node),
        single,
        batch);

    /// <summary>What the layer makes: its sums, or what the node behind them makes of them.</summary>
    private static int OutputOf(NetworkModel model, LayerPlan layer) =>
        model.Nodes.FirstOrDefault(node => node is ActivationNode or SoftmaxNode && node.Inputs[0] == layer.Dense.Output)?.Output ?? layer.Dense.Output;
}
