using ReluGen.Model;
using ReluGen.Readers;
using ReluGen.Readers.Onnx;

namespace ReluGen.Importing;

/// <summary>What a file of any format holds.</summary>
/// <param name="Format">The format, or null where it is not known.</param>
/// <param name="Hash">The SHA-256 of the content, 64 hexadecimal digits.</param>
/// <param name="Result">What the file became as a model, or null where it holds none or cannot be read.</param>
/// <param name="Tensors">The tensors of a file that holds weights alone; none where it holds a model.</param>
/// <param name="Onnx">The decoded file, where it is an ONNX model.</param>
/// <param name="Problems">What is wrong with the file or the options. With any, there is neither model nor tensor.</param>
public sealed record ImportedFile(
    ModelFileFormat? Format,
    string Hash,
    ImportResult? Result,
    IReadOnlyList<NamedTensor> Tensors,
    OnnxModel? Onnx,
    IReadOnlyList<string> Problems);

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
        string hash = ContentHash.Of(bytes);
        ReadResult<ModelFileFormat> format = ModelFileFormat.Recognize(fileName, bytes);
        switch (format.Value?.Kind)
        {
            case null:
                return new ImportedFile(null, hash, null, [], null, format.Problems);
            case ModelFileKind.Onnx:
                ReadResult<OnnxModel> onnx = OnnxReader.Read(bytes, externalData);
                return onnx.Value is null
                    ? Failed(onnx.Problems)
                    : Model(OnnxImporter.Import(onnx.Value, options, fileName, hash), onnx.Value);
            default:
                return Failed(["not yet"]);
        }

        ImportedFile Failed(IReadOnlyList<string> problems) => new(format.Value, hash, null, [], null, problems);

        ImportedFile Model(ImportResult result, OnnxModel? decoded = null) =>
            new(format.Value, hash, result.Problems.Count > 0 ? null : result, [], decoded, result.Problems);
    }
}
