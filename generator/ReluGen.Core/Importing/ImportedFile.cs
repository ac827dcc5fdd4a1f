using ReluGen.Readers;
using ReluGen.Readers.Onnx;

namespace ReluGen.Importing;

/// <summary>What a file of any format holds.</summary>
/// <param name="Format">The format, or null where it is not known.</param>
/// <param name="Hash">The SHA-256 of the content, 64 hexadecimal digits.</param>
/// <param name="Result">What the file became as a model, or null where it holds none or cannot be read.</param>
/// <param name="Tensors">The tensors of a file that holds weights alone, or null where it holds a model or cannot be read.</param>
/// <param name="Onnx">The decoded file, where it is an ONNX model.</param>
/// <param name="Problems">What is wrong with the file or the options. With any, there is neither model nor tensor.</param>
public sealed record ImportedFile(
    ModelFileFormat? Format,
    string Hash,
    ImportResult? Result,
    TensorFile? Tensors,
    OnnxModel? Onnx,
    IReadOnlyList<string> Problems);
