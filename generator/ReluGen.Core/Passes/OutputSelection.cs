using ReluGen.Model;

namespace ReluGen.Passes;

/// <summary>Cuts a model down to some of its outputs: whoever wants one head of a policy pays for no other.</summary>
internal static class OutputSelection
{
    /// <summary>The model with the given outputs, in the order given, and only what they need: inputs that nothing reads go too.</summary>
    /// <param name="model">The model.</param>
    /// <param name="outputs">The ids of the outputs.</param>
    public static NetworkModel Run(NetworkModel model, IReadOnlyList<int> outputs)
    {
        var read = new HashSet<int>(outputs);
        foreach (Node node in model.Nodes.Reverse().Where(node => read.Contains(node.Output)))
        {
            read.UnionWith(node.Inputs);
        }

        // A network without inputs is none; one whose outputs are constants keeps its inputs.
        int[] inputs = model.Inputs.Where(read.Contains).ToArray();
        NetworkModel selected = model with
        {
            Inputs = inputs.Length > 0 ? new EquatableArray<int>(inputs) : model.Inputs,
            Outputs = new EquatableArray<int>(outputs),
        };
        return DeadNodePass.Run(new PassResult(selected, [])).Model;
    }
}
