using ReluGen.Building;
using ReluGen.Model;

namespace ReluGen.Planning;

/// <summary>Plans a plain chain of layers: dense nodes with an activation each, each reading the one before.</summary>
internal static class ChainPlanner
{
    /// <summary>Whether <paramref name="model"/> is such a chain: one input, one output, softmax on the last layer at most.</summary>
    public static bool IsChain(NetworkModel model)
    {
        if (model.Inputs.Count != 1 || model.Outputs.Count != 1)
        {
            return false;
        }

        int current = model.Inputs[0];
        Node? before = null;
        foreach (Node node in model.Nodes)
        {
            bool follows = node switch
            {
                DenseNode dense => dense.Rows == 1 && before is not SoftmaxNode,
                ActivationNode => before is DenseNode,
                SoftmaxNode softmax => softmax.Rows == 1 && before is DenseNode,
                _ => false,
            };
            if (!follows || node.Inputs[0] != current)
            {
                return false;
            }

            before = node;
            current = node.Output;
        }

        return before is not null && current == model.Outputs[0];
    }

    /// <summary>The layers of a chain.</summary>
    public static LayerPlan[] Layers(NetworkModel model)
    {
        // Names of declared layers are the builder's own; those from a model file may be anything.
        GraphNames? names = HasBuilderNames(model) ? null : GraphNames.ForKernels();
        string inputName = names is null ? model.Values[model.Inputs[0]].Name : "input";
        var layers = new List<LayerPlan>();
        for (int i = 0; i < model.Nodes.Count; i++)
        {
            var dense = (DenseNode)model.Nodes[i];
            Node? next = i + 1 < model.Nodes.Count ? model.Nodes[i + 1] : null;
            var activation = next as ActivationNode;
            var softmax = next as SoftmaxNode;
            bool isFirst = layers.Count == 0;
            Node end = (Node?)softmax ?? (Node?)activation ?? dense;
            string name = names?.Take(dense.Name) ?? dense.Name;
            layers.Add(new LayerPlan(
                dense with { Name = name },
                activation?.Function ?? new ActivationFunction(ActivationKind.Identity),
                softmax,
                inputName,
                isFirst ? dense.InputSize : Planner.Padded(dense.InputSize, model.Element),
                Planner.Padded(dense.Units, model.Element),
                PanelStride: Planner.Padded(dense.Units, model.Element),
                TailUnits: 0,
                isFirst,
                IsLast: end.Output == model.Outputs[0]));
            inputName = name;
            i += ReferenceEquals(end, dense) ? 0 : 1;
        }

        return layers.ToArray();
    }

    /// <summary>Whether nodes and values have the names that the builder gives to declared layers, whose weights may still be a file's.</summary>
    private static bool HasBuilderNames(NetworkModel model)
    {
        int count = model.Nodes.OfType<DenseNode>().Count();
        var values = new List<string> { "input" };
        string layer = "";
        int index = 0;
        for (int i = 0; i < model.Nodes.Count; i++)
        {
            bool isDense = model.Nodes[i] is DenseNode;
            layer = isDense ? ModelBuilder.LayerName(index++, count) : layer;
            if (isDense && model.Nodes[i].Name != layer)
            {
                return false;
            }

            values.Add(isDense && i + 1 < model.Nodes.Count && model.Nodes[i + 1] is not DenseNode ? layer + "Sum" : layer);
        }

        return model.Values.Select(value => value.Name).SequenceEqual(values);
    }
}
