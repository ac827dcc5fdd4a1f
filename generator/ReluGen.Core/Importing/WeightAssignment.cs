using static System.FormattableString;

namespace ReluGen.Importing;

/// <summary>
/// Gives each layer a group of tensors. Groups that are called like the layers belong to those. Else groups whose names differ in numbers alone keep the order of the numbers; groups
/// of different names may come in any order that the shapes allow. If there is more than one way, none is taken.
/// </summary>
/// <param name="layers">The layers in order.</param>
/// <param name="groups">The groups, which must be as many.</param>
internal sealed class WeightAssignment(IReadOnlyList<DeclaredDense> layers, IReadOnlyList<WeightGroup> groups)
{
    /// <summary>How many tries are made before names and shapes count as ambiguous.</summary>
    private const int MostTries = 100_000;

    private readonly List<WeightGroup>[] _chains =
    [
        .. groups.GroupBy(group => WeightNames.Pattern(group.Name), StringComparer.Ordinal)
            .Select(chain => chain.OrderBy(group => group.Name, Comparer<string>.Create(WeightNames.Compare)).ToList()),
    ];

    private int _tries;

    /// <summary>The groups in the order of the layers, null for a tied layer that takes none; or null and what is wrong.</summary>
    public WeightGroup?[]? Find(out string? fault)
    {
        int free = layers.Count(IsFree);
        if (groups.Count > layers.Count || groups.Count < layers.Count - free)
        {
            fault = Invariant($"The network has {layers.Count} dense layers to find weights for: {Layers()}. The file has {groups.Count} tensors of weights: {WeightGroup.List(groups)}. Declare the layers that the file has, or name the tensors in the map.");
            return null;
        }

        if (ByName() is { } named)
        {
            fault = null;
            return named;
        }

        var found = new List<WeightGroup?[]>();
        Search(0, new int[_chains.Length], new WeightGroup?[layers.Count], found);
        fault = (found.Count, _tries) switch
        {
            (_, > MostTries) or ( > 1, _) =>
                $"The tensors {WeightGroup.List(groups)} fit the layers {Layers()} in more than one order, and their names do not say which. Name them in the map.",
            (0, _) => Mismatch(),
            _ => null,
        };
        return fault is null ? found[0] : null;
    }

    /// <summary>Whether a file need not have anything for a layer: its weights are another's, and it has no bias.</summary>
    private static bool IsFree(DeclaredDense layer) => layer is { IsTied: true, UseBias: false };

    /// <summary>The groups in the order of the layers, where each is called like one of them; else null.</summary>
    private WeightGroup?[]? ByName()
    {
        WeightGroup?[] named = [.. layers.Select(layer => groups.FirstOrDefault(group => group.Name == layer.Name))];
        bool fits = layers.Zip(named, (layer, group) => group?.Fits(layer) ?? IsFree(layer)).All(isGood => isGood);
        return fits && named.Count(group => group is not null) == groups.Count ? named : null;
    }

    private void Search(int layer, int[] next, WeightGroup?[] chosen, List<WeightGroup?[]> found)
    {
        if (layer == layers.Count)
        {
            if (next.Sum() == groups.Count)
            {
                found.Add((WeightGroup?[])chosen.Clone());
            }

            return;
        }

        if (IsFree(layers[layer]) && layers.Count - layer > groups.Count - next.Sum() && found.Count < 2 && _tries <= MostTries)
        {
            _tries++;
            chosen[layer] = null;
            Search(layer + 1, next, chosen, found);
        }

        for (int chain = 0; chain < _chains.Length && found.Count < 2 && _tries <= MostTries; chain++)
        {
            if (next[chain] == _chains[chain].Count)
            {
                continue;
            }

            _tries++;
            WeightGroup group = _chains[chain][next[chain]];
            if (group.Fits(layers[layer]))
            {
                chosen[layer] = group;
                next[chain]++;
                Search(layer + 1, next, chosen, found);
                next[chain]--;
            }
        }
    }

    /// <summary>With a single order by name, the first layer that does not fit says it best.</summary>
    private string Mismatch()
    {
        if (_chains.Length == 1)
        {
            for (int i = 0; i < groups.Count; i++)
            {
                if (_chains[0][i].Describe(layers[i]) is { } fault)
                {
                    return fault;
                }
            }
        }

        // Weights that fit a layer but for something else, such as a missing bias, say more than that nothing fits.
        foreach (WeightGroup group in groups)
        {
            DeclaredDense? shaped = layers.FirstOrDefault(layer => group.Orientation(layer) != WeightOrientation.None);
            if (shaped is not null && !layers.Any(group.Fits))
            {
                return group.Describe(shaped)!;
            }
        }

        return $"The tensors {WeightGroup.List(groups)} do not fit the layers {Layers()} in any order. Correct the sizes of the layers, or name the tensors in the map.";
    }

    private string Layers() => string.Join(", ", layers.Select(layer => Invariant($"{layer.Name} [{layer.Units}, {layer.Inputs}]{(layer.UseBias ? "" : " without bias")}{(layer.IsTied ? " (tied)" : "")}")));
}
