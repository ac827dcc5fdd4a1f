using ReluGen.Declaration;
using ReluGen.Importing;
using ReluGen.Manifest;
using ReluGen.Model;
using ReluGen.Readers;
using static ReluGen.Building.DeclarationChecker;

namespace ReluGen.Building;

/// <summary>Gives the layers of a declaration the weights of a file.</summary>
internal sealed class FileWeights(NetworkDeclaration declaration, FileDeclaration file, string path)
{
    private readonly List<Problem> _problems = [];

    /// <summary>The declaration with the file's tensors as weights, and the file; or all problems.</summary>
    /// <param name="files">The project's model files.</param>
    public (NetworkDeclaration Declaration, ModelSource? Source, IReadOnlyList<Problem> Problems) Apply(
        IReadOnlyList<ProjectFile> files)
    {
        // Without sound sizes there is nothing to match.
        _problems.AddRange(Check(declaration).Where(problem => problem.Code is not (ProblemCodes.MissingWeights or ProblemCodes.MissingBias)));
        CheckInline();
        IReadOnlyList<WeightMapping> mappings = ReadMappings();
        bool isSound = _problems.Count == 0;
        ProjectFile? project = FileFinder.Find(declaration, path, "Weights", files, _problems);
        if (project?.Manifest is not { } manifest)
        {
            return (declaration, null, _problems);
        }

        if ((manifest.Tensors ?? (manifest.Model is { } model ? StoredTensorsBuilder.OfLayers(model) : null)) is not { } tensors)
        {
            Add(ProblemCodes.UnsupportedCombination, "Weights", $"'{project.Path}' holds more than one dense layer after the other, such as scaled inputs, which weights alone would leave out. Write [Network(Model = \"{path}\")] without layers.");
            return (declaration, null, _problems);
        }

        if (tensors.Element != declaration.Element)
        {
            Add(ProblemCodes.UnsupportedCombination, "Weights", Text(
                $"'{project.Path}' was converted to {tensors.Element}, but '{declaration.Type.Name}' computes in {declaration.Element}. Write <ReluModel Include=\"{path}\" ElementType=\"{declaration.Element}\" />."));
            isSound = false;
        }

        return isSound ? (Match(project, tensors, mappings), tensors.Source, _problems) : (declaration, null, _problems);
    }

    private NetworkDeclaration Match(ProjectFile project, StoredTensors tensors, IReadOnlyList<WeightMapping> mappings)
    {
        var layers = new List<DeclaredDense>();
        int inputs = declaration.InputSize;
        foreach (DenseDeclaration layer in declaration.DenseLayers)
        {
            layers.Add(new DeclaredDense(ModelBuilder.LayerName(layers.Count, declaration.DenseLayers.Count), layer.Units, inputs, layer.UseBias, layer.TiedTo is not null));
            inputs = layer.Units;
        }

        // Names and shapes are all that is matched; the values may be in the resource.
        WeightMatch match = WeightMatching.Match(
            layers,
            new TensorFile(
                tensors.Tensors.Select(tensor => new NamedTensor(tensor.Name, tensor.IsInteger ? TensorFormat.Integer : TensorFormat.Float64, [.. tensor.Shape.Dimensions], [], [])).ToArray(),
                tensors.Unreadable.GroupBy(tensor => tensor.Name).ToDictionary(group => group.Key, group => group.First().Reason)),
            mappings);
        foreach (string problem in match.Problems)
        {
            Add(ProblemCodes.WeightsDoNotMatch, "Weights", $"'{project.Path}' does not fit the layers of '{declaration.Type.Name}'. {problem}");
        }

        if (match.Problems.Count > 0)
        {
            return declaration;
        }

        int taken = 0;
        StoredTensor Find(string name) => tensors.Tensors.First(tensor => tensor.Name == name);

        Tensor? Weights(MatchedDense matched, bool isTransposed) => matched.WeightName is not { } name ? null
            : matched.IsTransposed == isTransposed ? Find(name).Values
            : Find(name).Transposed ?? Find(name).Values.Transpose(Find(name).Shape.Dimensions[0]);

        var ties = new TiedLayers(declaration);
        CheckTies(project, match.Layers, ties, Weights);
        return declaration with
        {
            Layers = new EquatableArray<LayerDeclaration>(declaration.Layers.Select(layer => layer is DenseDeclaration dense ? WithWeights(dense) : layer)),
        };

        LayerDeclaration WithWeights(DenseDeclaration layer)
        {
            int i = taken++;
            MatchedDense matched = match.Layers[i];
            return layer with
            {
                Weights = ties.Of(i) is null ? Weights(matched, false) : null,
                TransposedWeights = ties.IsUsedTransposed(i) ? Weights(matched, true) : null,
                Bias = matched.BiasName is { } bias ? Find(bias).Values : null,
            };
        }
    }

    /// <summary>A file may have tied weights twice; then they must be equal, bit for bit.</summary>
    private void CheckTies(
        ProjectFile project, IReadOnlyList<MatchedDense> matches, TiedLayers ties, Func<MatchedDense, bool, Tensor?> weights)
    {
        for (int i = 0; i < matches.Count; i++)
        {
            if (ties.Of(i) is not { } tie)
            {
                continue;
            }

            MatchedDense owner = matches[tie.Owner];
            string name = ties.Names.ElementAt(i);
            if (weights(owner, tie.IsTransposed) is not { } expected)
            {
                Add(ProblemCodes.WeightsDoNotMatch, "Weights", $"'{project.Path}' holds a whole model, whose weights stand one way round only, but {name} of '{declaration.Type.Name}' uses the transpose of {ties.Names.ElementAt(tie.Owner)}'s. Save the weights as safetensors, .npz or named arrays.");
            }
            else if (weights(matches[i], false) is { } own && own.Hash != expected.Hash)
            {
                Add(ProblemCodes.WeightsDoNotMatch, "Weights", $"'{project.Path}' does not fit the layers of '{declaration.Type.Name}'. {QuotedText.Quote(matches[i].WeightName!)} is not equal, bit for bit, to {(tie.IsTransposed ? "the transpose of " : "")}{QuotedText.Quote(owner.WeightName!)}, whose weights {name} is tied to. Remove TiedTo, or save the weights that were trained together.");
            }
        }
    }

    private void CheckInline()
    {
        int number = 0;
        for (int i = 0; i < declaration.Layers.Count; i++)
        {
            if (declaration.Layers[i] is not DenseDeclaration layer)
            {
                continue;
            }

            number++;
            if (layer.Weights is not null || layer.Bias is not null)
            {
                _problems.Add(new Problem(ProblemCodes.UnsupportedCombination, new ProblemPlace(i, layer.Weights is null ? "Bias" : "Weights"), Text(
                    $"Layer {number} of '{declaration.Type.Name}' has weights of its own beside Weights = \"{path}\". Remove one of them.")));
            }
        }
    }

    private List<WeightMapping> ReadMappings()
    {
        var mappings = new List<WeightMapping>();
        foreach (string entry in file.WeightNames ?? default)
        {
            int equals = entry.IndexOf('=');
            if (equals <= 0 || equals == entry.Length - 1)
            {
                Add(ProblemCodes.UnsupportedValue, "WeightNames", $"WeightNames has '{entry}'; it must be a layer, an equals sign and the name of a tensor, such as \"1=fc1\" or \"output.bias=b2\".");
            }
            else
            {
                mappings.Add(new WeightMapping(entry.Substring(0, equals).Trim(), entry.Substring(equals + 1).Trim()));
            }
        }

        return mappings;
    }

    private void Add(string code, string argument, string message) =>
        _problems.Add(new Problem(code, new ProblemPlace(ProblemPlace.Network, argument), message));
}
