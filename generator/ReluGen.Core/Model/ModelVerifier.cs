namespace ReluGen.Model;

/// <summary>
/// Checks what every model must hold: values by id, each made once and before it is read, shapes that fit the nodes,
/// parameters laid out without gaps. What imports and rewrites models runs it after every step.
/// </summary>
public static class ModelVerifier
{
    /// <summary>Everything that is wrong with <paramref name="model"/>, one sentence each; none where it is sound.</summary>
    public static IReadOnlyList<string> Verify(NetworkModel model)
    {
        var faults = new List<string>();
        CheckValues(model, faults);
        if (faults.Count == 0)
        {
            CheckOrder(model, faults);
        }

        if (faults.Count == 0)
        {
            foreach (Node node in model.Nodes)
            {
                NodeVerifier.Check(model, node, faults);
            }

            CheckParameters(model, faults);
            WeightTieVerifier.Check(model, faults);
        }

        return faults;
    }

    private static void CheckValues(NetworkModel model, List<string> faults)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (int i = 0; i < model.Values.Count; i++)
        {
            Value value = model.Values[i];
            if (value.Id != i)
            {
                faults.Add(FormattableString.Invariant($"The value at position {i} has the id {value.Id}."));
            }

            CheckName(value.Name, names, faults);
        }

        var nodeNames = new HashSet<string>(StringComparer.Ordinal);
        foreach (Node node in model.Nodes)
        {
            CheckName(node.Name, nodeNames, faults);
        }

        IEnumerable<int> ids = model.Inputs.Concat(model.Outputs).Concat(model.Nodes.SelectMany(node => node.Inputs.Append(node.Output)));
        foreach (int id in ids.Where(id => id < 0 || id >= model.Values.Count).Distinct())
        {
            faults.Add(FormattableString.Invariant($"There is no value {id} among {model.Values.Count}."));
        }
    }

    private static void CheckName(string name, HashSet<string> names, List<string> faults)
    {
        bool isIdentifier = name.Length > 0 && !(name[0] is >= '0' and <= '9')
            && name.All(c => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_');
        if (!isIdentifier)
        {
            faults.Add($"A value or node has a name that is no identifier of ASCII letters and digits.");
        }
        else if (!names.Add(name))
        {
            faults.Add($"The name {name} stands twice.");
        }
    }

    private static void CheckOrder(NetworkModel model, List<string> faults)
    {
        var made = new HashSet<int>();
        foreach (int id in model.Inputs)
        {
            if (!made.Add(id))
            {
                faults.Add($"The input {model.Values[id].Name} stands twice.");
            }
        }

        foreach (Node node in model.Nodes)
        {
            foreach (int id in node.Inputs.Where(id => !made.Contains(id)))
            {
                faults.Add($"{node.Name} reads {model.Values[id].Name} before it is made.");
            }

            if (!made.Add(node.Output))
            {
                faults.Add($"{node.Name} makes {model.Values[node.Output].Name}, which is made already.");
            }
        }

        foreach (int id in Enumerable.Range(0, model.Values.Count).Where(id => !made.Contains(id)))
        {
            faults.Add($"Nothing makes {model.Values[id].Name}.");
        }
    }

    private static void CheckParameters(NetworkModel model, List<string> faults)
    {
        int next = 0;
        foreach (Node node in model.Nodes)
        {
            (int Offset, int Count)? place = node switch
            {
                DenseNode dense => (dense.ParameterOffset, dense.ParameterCount),
                ConstantNode { ParameterOffset: int offset } constant => (offset, constant.Values.Count),
                _ => null,
            };
            if (place is { } found && found.Offset != next)
            {
                faults.Add(FormattableString.Invariant($"The parameters of {node.Name} start at {found.Offset} instead of {next}."));
            }

            next += place?.Count ?? 0;
        }
    }
}
