using ReluGen.Readers;
using static System.FormattableString;

namespace ReluGen.Importing;

/// <summary>A dense layer that needs weights from a file.</summary>
/// <param name="Name">Its name in the model: <c>hidden1</c>, <c>output</c>.</param>
/// <param name="Units">The number of units.</param>
/// <param name="Inputs">The number of inputs.</param>
/// <param name="UseBias">Whether it has a bias.</param>
/// <param name="IsTied">Whether it uses the weights of another layer, so that the file may have a bias alone for it, or nothing.</param>
public sealed record DeclaredDense(string Name, int Units, int Inputs, bool UseBias, bool IsTied = false);

/// <summary>What the user says about a tensor whose name does not say it.</summary>
/// <param name="Layer">
/// The layer: its name or its number, counted from 1; with <c>.bias</c> behind it for the bias.
/// </param>
/// <param name="Tensor">The name of the tensor, or what the names of weights and bias have in common: <c>fc1</c> of <c>fc1.weight</c>.</param>
public sealed record WeightMapping(string Layer, string Tensor);

/// <summary>The weights of a layer.</summary>
/// <param name="Weights">[units, inputs], row-major; null for a tied layer that the file has no weights for.</param>
/// <param name="Bias">[units], or null.</param>
/// <param name="WeightName">The name of the tensor that the weights are, or null where there is none.</param>
/// <param name="BiasName">The name of the tensor that the bias is, or null.</param>
/// <param name="IsTransposed">Whether the tensor is [inputs, units].</param>
public sealed record MatchedDense(double[]? Weights, double[]? Bias, string? WeightName, string? BiasName, bool IsTransposed);

/// <summary>The weights of all layers, or everything that is wrong.</summary>
/// <param name="Layers">A match a layer; none where there are problems.</param>
/// <param name="Problems">One message a problem.</param>
public sealed record WeightMatch(IReadOnlyList<MatchedDense> Layers, IReadOnlyList<string> Problems);

/// <summary>
/// Finds the weights of declared layers among the tensors of a file. A match is made only where it is the only one: by
/// the numbers in names, by shapes, or by what the user says.
/// </summary>
public static class WeightMatching
{
    /// <summary>Matches <paramref name="layers"/> with the tensors of <paramref name="file"/>.</summary>
    /// <param name="layers">The layers in order.</param>
    /// <param name="file">The file's tensors.</param>
    /// <param name="mappings">What the user says; layers that are not in it are matched by name and shape.</param>
    public static WeightMatch Match(IReadOnlyList<DeclaredDense> layers, TensorFile file, IReadOnlyList<WeightMapping> mappings)
    {
        var problems = new ProblemList();
        var groups = new WeightGroups(file, layers.Any(layer => layer.IsTied), problems);
        var chosen = new WeightGroup?[layers.Count];
        ApplyMappings(layers, file, mappings, groups, chosen, problems);

        WeightGroup[] free = [.. groups.All.Where(group => !chosen.Contains(group))];
        int[] open = [.. Enumerable.Range(0, layers.Count).Where(layer => chosen[layer] is null)];
        if (problems.Count == 0 && open.Length > 0)
        {
            WeightGroup?[]? assigned = new WeightAssignment([.. open.Select(layer => layers[layer])], free).Find(out string? fault);
            if (fault is not null)
            {
                problems.Add(fault);
            }

            for (int i = 0; assigned is not null && i < open.Length; i++)
            {
                chosen[open[i]] = assigned[i];
            }
        }
        else if (problems.Count == 0 && free.Length > 0)
        {
            problems.Add($"The file has tensors that no layer takes: {WeightGroup.List(free)}. Declare a layer for each, or take them out of the file.");
        }

        groups.ReportLeftOver();
        var matched = new List<MatchedDense>();
        for (int i = 0; problems.Count == 0 && i < layers.Count; i++)
        {
            if (chosen[i] is not { } group)
            {
                matched.Add(new MatchedDense(null, null, null, null, false));
                continue;
            }

            WeightOrientation[] others = [.. layers.Select((layer, j) => (layer, Group: chosen[j]))
                .Where(pair => pair.Group?.Role == group.Role)
                .Select(pair => pair.Group!.Orientation(pair.layer))];
            if (Take(group, layers[i], others, problems) is { } match)
            {
                matched.Add(match);
            }
        }

        return problems.Count > 0 ? new WeightMatch([], problems.Fail<TensorFile>().Problems) : new WeightMatch(matched, []);
    }

    private static void ApplyMappings(
        IReadOnlyList<DeclaredDense> layers,
        TensorFile file,
        IReadOnlyList<WeightMapping> mappings,
        WeightGroups groups,
        WeightGroup?[] chosen,
        ProblemList problems)
    {
        const string BiasSuffix = ".bias";
        foreach (WeightMapping mapping in mappings.OrderBy(mapping => mapping.Layer.EndsWith(BiasSuffix, StringComparison.Ordinal) ? 1 : 0))
        {
            bool isBias = mapping.Layer.EndsWith(BiasSuffix, StringComparison.Ordinal);
            string name = isBias ? mapping.Layer.Substring(0, mapping.Layer.Length - BiasSuffix.Length) : mapping.Layer;
            int layer = FindLayer(layers, name);
            if (layer < 0)
            {
                problems.Add($"The map names the layer {QuotedText.Quote(name)}; the network has {string.Join(", ", layers.Select((known, i) => Invariant($"{i + 1} ({known.Name})")))}.");
            }
            else if (groups.Choose(mapping.Tensor, isBias, chosen[layer]) is not { } group)
            {
                problems.Add($"The map names the tensor {QuotedText.Quote(mapping.Tensor)}, which the file does not have or which another layer takes; it has {WeightGroups.List(file.Tensors)}.");
            }
            else
            {
                chosen[layer] = group;
            }
        }

        for (int i = 0; i < chosen.Length; i++)
        {
            if (chosen[i] is { Weight: null } biasOnly && !layers[i].IsTied)
            {
                problems.Add($"The map gives {layers[i].Name} the bias {QuotedText.Quote(biasOnly.Bias!.Name)}, but no weights. Name them as well.");
            }
        }
    }

    private static int FindLayer(IReadOnlyList<DeclaredDense> layers, string name)
    {
        for (int i = 0; i < layers.Count; i++)
        {
            if (layers[i].Name == name || Invariant($"{i + 1}") == name)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Takes the values. Square weights stand the way that the other ones of the same naming do.</summary>
    private static MatchedDense? Take(WeightGroup group, DeclaredDense layer, WeightOrientation[] others, ProblemList problems)
    {
        if (group.Describe(layer) is { } fault)
        {
            problems.Add(fault);
            return null;
        }

        if (group.Weight is not { } weight)
        {
            return new MatchedDense(null, group.Bias?.Values, null, group.Bias?.Name, false);
        }

        bool isAnyAsIs = others.Contains(WeightOrientation.AsIs);
        bool isAnyTransposed = others.Contains(WeightOrientation.Transposed);
        WeightOrientation orientation = group.Orientation(layer);
        if (orientation == WeightOrientation.Either && isAnyAsIs && isAnyTransposed)
        {
            problems.Add($"{QuotedText.Quote(weight.Name)} has the shape {QuotedText.Shape(weight.Shape)}; it may be [units, inputs] or [inputs, units], as other tensors of the file are both. Save all weights the same way round.");
            return null;
        }

        bool isTransposed = orientation switch
        {
            WeightOrientation.AsIs => false,
            WeightOrientation.Transposed => true,
            _ => group.Role == WeightRole.Kernel ? !isAnyAsIs : isAnyTransposed,
        };
        var values = (double[])weight.Values.Clone();
        for (int i = 0; isTransposed && i < values.Length; i++)
        {
            values[i] = weight.Values[(i % layer.Inputs * layer.Units) + (i / layer.Inputs)];
        }

        return new MatchedDense(values, group.Bias?.Values, weight.Name, group.Bias?.Name, isTransposed);
    }
}
