using static System.FormattableString;

namespace ReluGen.Readers;

/// <summary>The kinds of files that are read.</summary>
public enum ModelFileKind
{
    /// <summary>An ONNX model: topology and weights.</summary>
    Onnx,

    /// <summary>A single ONNX tensor, as test data of models is kept.</summary>
    OnnxTensor,

    /// <summary>Named tensors.</summary>
    Safetensors,

    /// <summary>One array of NumPy.</summary>
    Npy,

    /// <summary>Named arrays of NumPy.</summary>
    Npz,

    /// <summary>A list of layers, or named tensors, as JSON.</summary>
    Json,

    /// <summary>A ReLU network with its normalisation, as text.</summary>
    Nnet,
}

/// <summary>What kind of file a model file is.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Name">What messages call the kind.</param>
/// <param name="Extension">The extension that files of the kind have, with the dot, in lower case.</param>
public sealed record ModelFileFormat(ModelFileKind Kind, string Name, string Extension)
{
    /// <summary>All kinds.</summary>
    public static IReadOnlyList<ModelFileFormat> All { get; } =
    [
        new(ModelFileKind.Onnx, "an ONNX model", ".onnx"),
        new(ModelFileKind.OnnxTensor, "an ONNX tensor", ".pb"),
        new(ModelFileKind.Safetensors, "safetensors", ".safetensors"),
        new(ModelFileKind.Npy, "a NumPy array", ".npy"),
        new(ModelFileKind.Npz, "an archive of NumPy arrays", ".npz"),
        new(ModelFileKind.Json, "JSON", ".json"),
        new(ModelFileKind.Nnet, "a .nnet network", ".nnet"),
    ];

    /// <summary>
    /// Says what kind of file <paramref name="bytes"/> are. The extension names the kind, and the content must not
    /// look like another one.
    /// </summary>
    /// <param name="fileName">The file's name; only its extension counts.</param>
    /// <param name="bytes">The file's content.</param>
    public static ReadResult<ModelFileFormat> Recognize(string fileName, byte[] bytes)
    {
        int dot = fileName.LastIndexOf('.');
        string extension = dot < 0 ? "" : fileName.Substring(dot).ToLowerInvariant();
        ModelFileFormat? named = All.FirstOrDefault(format => format.Extension == extension);
        if (named is null)
        {
            string known = string.Join(", ", All.Select(format => format.Extension));
            string foreign = FileSignature.DescribeForeign(bytes) is { } description ? " " + description : "";
            return ReadResult<ModelFileFormat>.Failed(
                $"{QuotedText.Quote(fileName)} has an extension that is not known; it must be one of {known}.{foreign}");
        }

        if (FileSignature.DescribeForeign(bytes) is { } message)
        {
            return ReadResult<ModelFileFormat>.Failed(message);
        }

        ModelFileKind? found = KindOf(bytes);
        if (found is null ? HasSignature(named.Kind) : found != named.Kind)
        {
            string actual = found is null ? "something else" : All.Single(format => format.Kind == found).Name;
            string remedy = found is null
                ? "Export it again, or fetch it again."
                : Invariant($"Rename it to '{All.Single(format => format.Kind == found).Extension}' if that is what it should be.");
            return ReadResult<ModelFileFormat>.Failed(
                $"{QuotedText.Quote(fileName)} is named as {named.Name}, but its content is {actual}. {remedy}");
        }

        return ReadResult<ModelFileFormat>.Of(named);
    }

    /// <summary>Protocol buffers and the text of .nnet files have nothing to know them by; the others have.</summary>
    private static bool HasSignature(ModelFileKind kind) =>
        kind is not (ModelFileKind.Onnx or ModelFileKind.OnnxTensor or ModelFileKind.Nnet);

    private static ModelFileKind? KindOf(byte[] bytes) => bytes switch
    {
        _ when FileSignature.IsNpy(bytes) => ModelFileKind.Npy,
        _ when FileSignature.IsZip(bytes) => ModelFileKind.Npz,
        _ when FileSignature.IsSafetensors(bytes) => ModelFileKind.Safetensors,
        _ when FileSignature.FirstCharacter(bytes) is '{' or '[' => ModelFileKind.Json,
        _ => null,
    };
}
