using ReluGen.Readers;

namespace ReluGen.Importing;

/// <summary>The tensors of a file by what their names say, and which of them are taken.</summary>
internal sealed class WeightGroups
{
    private readonly TensorFile _file;
    private readonly ProblemList _problems;
    private readonly List<WeightGroup> _groups = [];
    private readonly List<NamedTensor> _leftOver = [];

    /// <summary>Groups the tensors of <paramref name="file"/>; names that two tensors share are problems.</summary>
    /// <param name="file">The file's tensors.</param>
    /// <param name="takesBiasAlone">Whether a bias without weights is a group: that of a layer whose weights are tied.</param>
    /// <param name="problems">Receives what is wrong.</param>
    public WeightGroups(TensorFile file, bool takesBiasAlone, ProblemList problems)
    {
        _file = file;
        _problems = problems;
        foreach (IGrouping<string, (NamedTensor Tensor, WeightName Name)> group in file.Tensors
            .Select(tensor => (Tensor: tensor, Name: WeightNames.Parse(tensor.Name)))
            .GroupBy(named => named.Name.Group, StringComparer.Ordinal))
        {
            (NamedTensor Tensor, WeightName Name)[] weights = [.. group.Where(named => IsWeight(named.Name.Role))];
            NamedTensor[] biases = [.. group.Where(named => named.Name.Role == WeightRole.Bias).Select(named => named.Tensor)];
            _leftOver.AddRange(group.Where(named => named.Name.Role == WeightRole.Unknown).Select(named => named.Tensor));
            if (weights.Length == 1 && biases.Length <= 1)
            {
                _groups.Add(new WeightGroup(group.Key, weights[0].Tensor, weights[0].Name.Role, biases.FirstOrDefault()));
            }
            else if (takesBiasAlone && weights.Length == 0 && biases.Length == 1)
            {
                _groups.Add(new WeightGroup(group.Key, null, WeightRole.Unknown, biases[0]));
            }
            else
            {
                // Left to the map; without one, the message below names them.
                _leftOver.AddRange(weights.Select(named => named.Tensor).Concat(biases));
            }
        }
    }

    /// <summary>The groups that are not taken.</summary>
    public IReadOnlyList<WeightGroup> All => _groups;

    /// <summary>Takes what the map names.</summary>
    /// <param name="name">The name of a tensor or of a group.</param>
    /// <param name="isBias">Whether it is to be a bias.</param>
    /// <param name="chosen">What the layer has already, or null.</param>
    /// <returns>The layer's group, or null where there is no such tensor.</returns>
    public WeightGroup? Choose(string name, bool isBias, WeightGroup? chosen)
    {
        WeightGroup? group = _groups.FirstOrDefault(candidate => isBias ? candidate.Bias?.Name == name : candidate.Weight?.Name == name || candidate.Name == name);
        if (!isBias)
        {
            if (group is not null)
            {
                _groups.Remove(group);
                return group;
            }

            NamedTensor? weight = Free(name);
            return weight is null ? null : new WeightGroup(name, weight, WeightRole.Weight, null);
        }

        if (chosen?.Bias?.Name == name)
        {
            return chosen;
        }

        NamedTensor? bias = Free(name);
        if (group is not null)
        {
            // The bias leaves its weights, which stay without one.
            bias = group.Bias;
            int index = _groups.IndexOf(group);
            if (group.Weight is null)
            {
                _groups.RemoveAt(index);
            }
            else
            {
                _groups[index] = group with { Bias = null };
            }
        }

        if (bias is not null && chosen?.Bias is { } replaced)
        {
            _leftOver.Add(replaced);
        }

        return bias is null ? null : (chosen ?? new WeightGroup(name, null, WeightRole.Weight, null)) with { Bias = bias };
    }

    /// <summary>Reports the tensors that are nobody's.</summary>
    public void ReportLeftOver()
    {
        if (_leftOver.Count > 0)
        {
            _problems.Add($"The file has tensors whose names do not say what they are: {List(_leftOver)}. Name them in the map, or take them out of the file.");
        }

        foreach (KeyValuePair<string, string> unreadable in _file.Unreadable)
        {
            _problems.Add($"The tensor {QuotedText.Quote(unreadable.Key)} {unreadable.Value}. Save it as float32, or take it out of the file.");
        }
    }

    /// <summary>Tensors with their shapes, for messages; only the first where there are many.</summary>
    public static string List(IReadOnlyList<NamedTensor> tensors)
    {
        const int Shown = 12;
        IEnumerable<string> texts = tensors.Take(Shown).Select(tensor => $"{QuotedText.Quote(tensor.Name)} {QuotedText.Shape(tensor.Shape)}");
        string more = tensors.Count > Shown ? FormattableString.Invariant($" and {tensors.Count - Shown} more") : "";
        return tensors.Count == 0 ? "none" : string.Join(", ", texts) + more;
    }

    private static bool IsWeight(WeightRole role) => role is WeightRole.Weight or WeightRole.Kernel;

    private NamedTensor? Free(string name)
    {
        NamedTensor? tensor = _leftOver.FirstOrDefault(candidate => candidate.Name == name);
        _ = tensor is not null && _leftOver.Remove(tensor);
        return tensor;
    }
}
