using ReluGen.Importing.Onnx;
using ReluGen.Model;
using ReluGen.Passes;
using ReluGen.Readers.Onnx;

namespace ReluGen.Importing;

/// <summary>A decoded ONNX file to a model: selects what is wanted, takes every operator apart, names what is left.</summary>
/// <remarks>
/// A sample is one run of the graph with every open batch dimension set to 1. Inputs that no wanted output reads are part
/// of the model, unless outputs were selected by name.
/// </remarks>
public static class OnnxImporter
{
    /// <summary>Imports <paramref name="model"/>.</summary>
    /// <param name="model">The decoded file.</param>
    /// <param name="options">What the user says about it.</param>
    /// <param name="fileName">The file's name, without folders.</param>
    /// <param name="hash">The SHA-256 of its content, 64 hexadecimal digits.</param>
    /// <returns>The model, or all that keeps the file from being one. Nothing that a file holds makes it throw.</returns>
    public static ImportResult Import(OnnxModel model, ImportOptions options, string fileName, string hash)
    {
        GraphSelection selection = GraphSelection.Of(model.Graph, options.Outputs);
        if (selection.Problems.Count > 0)
        {
            return Failed(selection.Problems);
        }

        if (ModelLimits.CheckNodes(selection.Nodes.Count) is { } tooMany)
        {
            return Failed([tooMany]);
        }

        var import = new GraphImport(model, options, selection);
        import.Run();
        if (import.Problems.Count > 0)
        {
            return Failed(import.Problems);
        }

        IReadOnlyList<RefusedOutput> refused = import.FindRefused();
        NetworkModel? network = import.Build(new ModelSource(fileName, hash, Resource: null));
        if (network is null)
        {
            return new ImportResult(null, [], refused, import.Unsupported, []);
        }

        PassResult result = PassPipeline.Run(new PassResult(network, import.Origins), options, out IReadOnlyList<string> faults);
        return faults.Count > 0 ? Failed(faults)
            : ModelLimits.Check(result.Model) is { } tooLarge ? Failed([tooLarge])
            : new ImportResult(result.Model, [], refused, import.Unsupported, result.Origins);
    }

    private static ImportResult Failed(IReadOnlyList<string> problems) => new(null, problems, [], [], []);
}
