using ReluGen.Model;
using ReluGen.Readers;
using ReluGen.Readers.Json;
using ReluGen.Readers.Nnet;
using ReluGen.Readers.Onnx;

namespace ReluGen.Importing;

/// <summary>Bytes to model, whatever the format: recognises it, reads it, imports it.</summary>
public static class ModelImporter
{
    /// <summary>Imports a file.</summary>
    /// <param name="fileName">The file's name, without folders; its extension says the format.</param>
    /// <param name="bytes">The file.</param>
    /// <param name="externalData">See <see cref="OnnxReader.Read"/>.</param>
    /// <param name="options">What the user says about it.</param>
    public static ImportedFile Import(string fileName, byte[] bytes, Func<string, byte[]?>? externalData, ImportOptions options)
    {
        var file = new ImportedFile(null, ContentHash.Of(bytes), null, null, null, []);
        ReadResult<ModelFileFormat> format = ModelFileFormat.Recognize(fileName, bytes);
        if (format.Value is null)
        {
            return file with { Problems = format.Problems };
        }

        file = file with { Format = format.Value };
        switch (format.Value.Kind)
        {
            case ModelFileKind.Onnx:
                ReadResult<OnnxModel> onnx = OnnxReader.Read(bytes, externalData);
                return onnx.Value is null
                    ? file with { Problems = onnx.Problems }
                    : WithModel(file, OnnxImporter.Import(onnx.Value, options, fileName, file.Hash)) with { Onnx = onnx.Value };
            case ModelFileKind.Nnet:
                ReadResult<LayerList> nnet = NnetReader.Read(bytes);
                return nnet.Value is null ? file with { Problems = nnet.Problems } : WithLayers(file, nnet.Value, fileName, options);
            case ModelFileKind.Json:
                ReadResult<JsonModel> json = JsonModelReader.Read(bytes);
                return json.Value is null ? file with { Problems = json.Problems }
                    : json.Value.Layers is { } layers ? WithLayers(file, layers, fileName, options)
                    : file with { Tensors = TensorFile.Of(json.Value.Tensors) };
            default:
                ReadResult<TensorFile> tensors = WeightFile.Read(fileName, bytes);
                return file with { Tensors = tensors.Value, Problems = tensors.Problems };
        }
    }

    private static ImportedFile WithLayers(ImportedFile file, LayerList layers, string fileName, ImportOptions options)
    {
        ImportResult result = LayerListImporter.Import(layers, options);
        return WithModel(file, result with { Model = result.Model is { } model ? model with { Source = new ModelSource(fileName, file.Hash, Resource: null) } : null });
    }

    private static ImportedFile WithModel(ImportedFile file, ImportResult result) => result.Problems.Count > 0
        ? file with { Problems = result.Problems }
        : file with { Result = result };
}
