using ReluGen.Building;
using ReluGen.Importing;
using ReluGen.Model;
using ReluGen.Readers;

namespace ReluGen.Manifest;

/// <summary>File to manifest: imports it, writes what came of it.</summary>
public static class ModelConverter
{
    /// <summary>The most values in the weights file: 1 GiB of floats.</summary>
    private const long MostValues = 1 << 28;

    /// <summary>Converts the file with the content <paramref name="bytes"/>.</summary>
    /// <param name="place">What the file is called.</param>
    /// <param name="bytes">Its content.</param>
    /// <param name="readBeside">Gives the content of a file beside it, or null where there is none.</param>
    /// <param name="options">What the user says about it.</param>
    public static Conversion Convert(ModelPlace place, byte[] bytes, Func<string, byte[]?> readBeside, ImportOptions options)
    {
        ImportedFile file = ModelImporter.Import(place.FileName, bytes, readBeside, options);
        var source = new ModelSource(place.FileName, file.Hash, place.Resource);
        return file.Problems.Count > 0 ? Failed(FileProblemCodes.Broken, file.Problems)
            : file.Tensors is { } tensors ? ConvertTensors(place, source, options, tensors)
            : ConvertModel(place, source, file.Result!);
    }

    private static Conversion ConvertModel(ModelPlace place, ModelSource source, ImportResult imported)
    {
        var refused = new EquatableArray<RefusedOutput>(imported.Refused);
        var unsupported = new EquatableArray<UnsupportedNode>(imported.Unsupported);
        if (imported.Model is not { } model)
        {
            return Failed(FileProblemCodes.NoOutput, [RefusalText.Describe(source.FileName, refused, unsupported, [])]);
        }

        Conversion conversion = Finish(place, new ModelManifest(model with { Source = source }, refused, unsupported));

        // A manifest that its reader refuses would break the build in a worse place. What the importer passes it takes.
        return conversion.Text is { } text && ManifestReader.Read(text).Problems.Count > 0
            ? Failed(FileProblemCodes.Broken, [$"'{place.FileName}' became a model that cannot be handed to the compiler, which is a fault of ReluGen. Report it with the file, or select other outputs."])
            : conversion;
    }

    private static Conversion ConvertTensors(
        ModelPlace place, ModelSource source, ImportOptions options, TensorFile tensors)
    {
        IReadOnlyList<string> wrong = StoredTensorsBuilder.Check(options);
        return wrong.Count > 0
            ? Failed(FileProblemCodes.Option, wrong)
            : Finish(place, new ModelManifest(null, default, default, StoredTensorsBuilder.Build(source, tensors, options.Element)));
    }

    private static Conversion Finish(ModelPlace place, ModelManifest manifest)
    {
        long count = WeightsLayout.CountValues(manifest);
        if (count > MostValues)
        {
            return Failed(FileProblemCodes.Broken, [Emit.NumberText.Text($"'{place.FileName}' has {count} values; {MostValues} can be embedded. Make the model smaller.")]);
        }

        (string text, byte[] weights) = ManifestWriter.Write(manifest with { Path = place.Path });
        return new Conversion(text, weights, []);
    }

    private static Conversion Failed(string code, IReadOnlyList<string> problems) =>
        new(null, null, problems.Select(problem => new FileProblem(code, problem)).ToArray());
}

/// <summary>What a model file is called.</summary>
/// <param name="Path">Its path from the project's folder, with <c>/</c> between its parts.</param>
/// <param name="Resource">The name of the resource that its weights become.</param>
public sealed record ModelPlace(string Path, string Resource)
{
    /// <summary>Its name without folders.</summary>
    public string FileName => Path.Substring(Path.LastIndexOf('/') + 1);
}
