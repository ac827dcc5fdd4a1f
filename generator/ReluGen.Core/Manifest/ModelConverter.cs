using ReluGen.Building;
using ReluGen.Importing;
using ReluGen.Model;
using ReluGen.Readers;
using ReluGen.Readers.Json;
using ReluGen.Readers.Nnet;
using ReluGen.Readers.Onnx;

namespace ReluGen.Manifest;

/// <summary>File to manifest: recognises the format, reads it, imports it, writes what came of it.</summary>
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
        ReadResult<ModelFileFormat> format = ModelFileFormat.Recognize(place.FileName, bytes);
        if (format.Value is null)
        {
            return Failed(FileProblemCodes.Broken, format.Problems);
        }

        var source = new ModelSource(place.FileName, ContentHash.Of(bytes), place.Resource);
        return format.Value.Kind switch
        {
            ModelFileKind.Onnx => ConvertOnnx(place, source, OnnxReader.Read(bytes, readBeside), options),
            ModelFileKind.Nnet => ConvertLayers(place, source, NnetReader.Read(bytes), options),
            ModelFileKind.Json => ConvertJson(place, source, JsonModelReader.Read(bytes), options),
            _ => ConvertTensors(place, source, options, WeightFile.Read(place.FileName, bytes)),
        };
    }

    private static Conversion ConvertOnnx(ModelPlace place, ModelSource source, ReadResult<OnnxModel> read, ImportOptions options) =>
        read.Value is { } model
            ? ConvertModel(place, source, OnnxImporter.Import(model, options, source.FileName, source.Hash))
            : Failed(FileProblemCodes.Broken, read.Problems);

    private static Conversion ConvertLayers(ModelPlace place, ModelSource source, ReadResult<LayerList> read, ImportOptions options) =>
        read.Value is { } layers
            ? ConvertModel(place, source, LayerListImporter.Import(layers, options))
            : Failed(FileProblemCodes.Broken, read.Problems);

    private static Conversion ConvertJson(ModelPlace place, ModelSource source, ReadResult<JsonModel> read, ImportOptions options) =>
        read.Value switch
        {
            null => Failed(FileProblemCodes.Broken, read.Problems),
            { Layers: { } layers } => ConvertLayers(place, source, ReadResult<LayerList>.Of(layers), options),
            { Tensors: { } tensors } => ConvertTensors(place, source, options, ReadResult<TensorFile>.Of(TensorFile.Of(tensors))),
        };

    private static Conversion ConvertModel(ModelPlace place, ModelSource source, ImportResult imported)
    {
        if (imported.Problems.Count > 0)
        {
            return Failed(FileProblemCodes.Broken, imported.Problems);
        }

        var refused = new EquatableArray<RefusedOutput>(imported.Refused);
        var unsupported = new EquatableArray<UnsupportedNode>(imported.Unsupported);
        if (imported.Model is not { } model)
        {
            return Failed(FileProblemCodes.NoOutput, [RefusalText.Describe(source.FileName, refused, unsupported, [])]);
        }

        Conversion conversion = Finish(place, new ModelManifest(model with { Source = source }, refused, unsupported));

        // A manifest that its reader refuses would break the build in a worse place.
        return conversion.Text is { } text && ManifestReader.Read(text).Problems is { Count: > 0 } problems
            ? Failed(FileProblemCodes.Broken, problems)
            : conversion;
    }

    private static Conversion ConvertTensors(
        ModelPlace place, ModelSource source, ImportOptions options, ReadResult<TensorFile> tensors)
    {
        if (tensors.Value is null)
        {
            return Failed(FileProblemCodes.Broken, tensors.Problems);
        }

        IReadOnlyList<string> wrong = StoredTensorsBuilder.Check(options);
        return wrong.Count > 0
            ? Failed(FileProblemCodes.Option, wrong)
            : Finish(place, new ModelManifest(null, default, default, StoredTensorsBuilder.Build(source, tensors.Value.Tensors, options.Element)));
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
