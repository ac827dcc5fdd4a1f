using ReluGen.Model;

namespace ReluGen.Passes;

/// <summary>Removes nodes and values that no output depends on, and renumbers the rest: what was cut off costs nothing.</summary>
internal static class DeadNodePass
{
    /// <summary>Removes what is dead. Inputs stay, read or not.</summary>
    public static PassResult Run(PassResult input)
    {
        NetworkModel model = input.Model;
        var live = new HashSet<int>(model.Outputs);
        var kept = new List<Node>();
        foreach (Node node in model.Nodes.Reverse())
        {
            if (live.Contains(node.Output))
            {
                kept.Add(node);
                live.UnionWith(node.Inputs);
            }
        }

        kept.Reverse();
        live.UnionWith(model.Inputs);
        var ids = new Dictionary<int, int>();
        foreach (int id in live.OrderBy(id => id))
        {
            ids.Add(id, ids.Count);
        }

        NetworkModel cut = model with
        {
            Values = new EquatableArray<Value>(ids.Select(pair => model.Values[pair.Key] with { Id = pair.Value })),
            Nodes = new EquatableArray<Node>(kept.Select(node => NodeEditing.Renumber(node, id => ids[id]))),
            Inputs = new EquatableArray<int>(model.Inputs.Select(id => ids[id])),
            Outputs = new EquatableArray<int>(model.Outputs.Select(id => ids[id])),
        };
        return ParameterLayout.Compact(new PassResult(cut, input.Origins));
    }
}
