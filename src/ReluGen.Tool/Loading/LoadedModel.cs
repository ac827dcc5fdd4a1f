using ReluGen.Importing;
using ReluGen.Model;
using ReluGen.Readers;

namespace ReluGen.Tool.Loading;

/// <summary>A model file and what became of it.</summary>
/// <param name="File">The file.</param>
/// <param name="Imported">What the importer made of it.</param>
internal sealed record LoadedModel(ModelFile File, ImportedFile Imported)
{
    /// <summary>The model, or null.</summary>
    public NetworkModel? Model => Imported.Result?.Model;

    /// <summary>Whether the file was read, whatever its operators: it holds a model or weights.</summary>
    public bool IsReadable => Problems.Count == 0;

    /// <summary>What is wrong with the file or the options.</summary>
    public IReadOnlyList<string> Problems => Imported.Problems;

    /// <summary>Whether it is JSON of another kind: among the files of a folder, no model at all.</summary>
    public bool IsOtherJson => Imported.Format?.Kind == ModelFileKind.Json && Imported.Result is null;

    /// <summary>Whether it holds weights and no layers.</summary>
    public bool IsWeights => Imported.Tensors is { Tensors.Count: > 0 };

    /// <summary>The wanted outputs that cannot be computed.</summary>
    public IReadOnlyList<RefusedOutput> Refused => Imported.Result?.Refused ?? [];

    /// <summary>The nodes that keep them from it.</summary>
    public IReadOnlyList<UnsupportedNode> Unsupported => Imported.Result?.Unsupported ?? [];

    /// <summary>The names of the inputs in the file, in its order; those of the model where the file names none.</summary>
    public IReadOnlyList<string> InputNames => Imported.Onnx?.Graph.Inputs.Select(input => input.Name).ToArray() ?? Names(Model?.Inputs);

    /// <summary>The names of the outputs in the file, in its order.</summary>
    public IReadOnlyList<string> OutputNames => Imported.Onnx?.Graph.Outputs.Select(output => output.Name).ToArray() ?? Names(Model?.Outputs);

    /// <summary>What the file calls a value, or what generated code does.</summary>
    public static string NameOf(Value value) => value.SourceName ?? value.Name;

    private string[] Names(EquatableArray<int>? ids) => ids?.Select(id => NameOf(Model!.Values[id])).ToArray() ?? [];
}
