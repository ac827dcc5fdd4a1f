using ReluGen.Declaration;
using ReluGen.Emit;
using ReluGen.Manifest;
using ReluGen.Model;
using ReluGen.Passes;
using static ReluGen.Building.DeclarationChecker;

namespace ReluGen.Building;

/// <summary>A declaration that names a model file to the model: selects the outputs, sets the user's options.</summary>
internal sealed class FileModelBuilder(NetworkDeclaration declaration, FileDeclaration file, string path)
{
    private readonly List<Problem> _problems = [];

    /// <summary>Builds the model, or finds everything wrong.</summary>
    /// <param name="files">The project's model files.</param>
    public BuildResult Build(IReadOnlyList<ProjectFile> files)
    {
        CheckOptions(declaration, _problems);
        CheckCombinations();
        ProjectFile? project = FileFinder.Find(declaration, path, "Model", files, _problems);
        NetworkModel? model = null;
        if (project?.Manifest is { } manifest)
        {
            if (manifest.Model is null)
            {
                Add(ProblemCodes.UnsupportedCombination, "Model", $"'{project.Path}' holds tensors, no model. Write Weights = \"{path}\", and declare the layers.");
            }
            else
            {
                model = Build(project, manifest, manifest.Model);
            }
        }

        return _problems.Count > 0 ? new BuildResult(null, new EquatableArray<Problem>(_problems)) : new BuildResult(model, default);
    }

    private NetworkModel Build(ProjectFile project, ModelManifest manifest, NetworkModel whole)
    {
        int[] outputs = SelectOutputs(project, manifest, whole);
        NetworkModel model = (outputs.SequenceEqual(whole.Outputs) ? whole : OutputSelection.Run(whole, outputs)) with
        {
            Type = declaration.Type,
            Arithmetic = declaration.Arithmetic,
            DerivativeAtZero = declaration.DerivativeAtZero,
        };
        if (file.HasElement && declaration.Element != model.Element)
        {
            Add(ProblemCodes.UnsupportedCombination, "ElementType", Text(
                $"'{declaration.Type.Name}' asks for {declaration.Element}, but '{project.Path}' was converted to {model.Element}. Remove ElementType, or write <ReluModel Include=\"{path}\" ElementType=\"{declaration.Element}\" />."));
        }

        if (file.HasInputSize && declaration.InputSize != model.InputSize)
        {
            Add(ProblemCodes.UnsupportedCombination, "inputSize", Text(
                $"'{declaration.Type.Name}' declares {declaration.InputSize} input elements, but '{project.Path}' has {model.InputSize}. Remove the size; the file says it."));
        }

        foreach (GeneratedMember member in GeneratedMembers.For(model).Where(member => file.OwnMembers.Contains(member.Signature)))
        {
            Add(ProblemCodes.MemberClash, "", $"'{declaration.Type.Name}.{member.Signature.Replace("global::System.", "")}' clashes with the {(member.Kind == GeneratedMemberKind.Constant ? "constant that the generator adds. Rename it" : "method that the generator adds. Rename it or change its parameters")}.");
        }

        return model;
    }

    private int[] SelectOutputs(ProjectFile project, ModelManifest manifest, NetworkModel whole)
    {
        string NameOf(int id) => whole.Values[id].SourceName ?? whole.Values[id].Name;

        string[] known = whole.Outputs.Select(NameOf).ToArray();
        var refused = manifest.Refused.Where(output => file.Outputs?.Contains(output.Name) ?? true).ToArray();
        if (refused.Length > 0)
        {
            _problems.Add(new Problem(
                ProblemCodes.RefusedOutput,
                new ProblemPlace(ProblemPlace.File, project.Path),
                RefusalText.Describe(project.Name, refused, manifest.Unsupported, known)));
        }

        if (file.Outputs is not { } wanted)
        {
            return [.. whole.Outputs];
        }

        var selected = new List<int>();
        foreach (string name in wanted)
        {
            int index = Array.IndexOf(known, name);
            if (index >= 0 && !selected.Contains(whole.Outputs[index]))
            {
                selected.Add(whole.Outputs[index]);
            }
            else if (index >= 0)
            {
                Add(ProblemCodes.UnknownOutput, "Outputs", $"The output '{name}' is named twice. Remove one.");
            }
            else if (manifest.Refused.All(output => output.Name != name))
            {
                Add(ProblemCodes.UnknownOutput, "Outputs", $"'{project.Path}' has no output '{name}'. It has {string.Join(", ", known.Select(output => $"'{output}'"))}.");
            }
        }

        if (wanted.Count == 0)
        {
            Add(ProblemCodes.UnknownOutput, "Outputs", $"Outputs is empty. Name at least one of {string.Join(", ", known.Select(output => $"'{output}'"))}, or remove it for all.");
        }

        return selected.Count > 0 ? [.. selected] : [.. whole.Outputs];
    }

    private void CheckCombinations()
    {
        string name = declaration.Type.Name;
        if (declaration.Layers.Count > 0)
        {
            _problems.Add(new Problem(ProblemCodes.UnsupportedCombination, new ProblemPlace(0, ""), Text(
                $"'{name}' has {Count(declaration.Layers.Count, "layer")} beside Model = \"{path}\", which holds the whole network. Remove the layers, or the model.")));
        }

        if (file.Weights is not null || file.WeightNames is not null)
        {
            Add(ProblemCodes.UnsupportedCombination, file.Weights is null ? "WeightNames" : "Weights", $"'{name}' names weights beside Model = \"{path}\", which holds them. Remove one of them.");
        }
    }

    private void Add(string code, string argument, string message) =>
        _problems.Add(new Problem(code, new ProblemPlace(ProblemPlace.Network, argument), message));
}
