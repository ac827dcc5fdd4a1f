namespace ReluGen.Readers.Json;

/// <summary>What a JSON file holds: a network, or weights alone.</summary>
/// <param name="Layers">The network, or null.</param>
/// <param name="Tensors">The weights by name, in file order; those of the network where it holds one.</param>
public sealed record JsonModel(LayerList? Layers, IReadOnlyList<NamedTensor> Tensors);

/// <summary>
/// JSON files to records: our own lists of layers (<c>"format": "relugen"</c>), lists of layers as RTNeural writes them
/// from Keras (<c>"in_shape"</c>), and objects of names and arrays, as it writes them from a PyTorch state dict. The
/// formats are described in <c>docs/weights.md</c>.
/// </summary>
public static class JsonModelReader
{
    /// <summary>Reads a file.</summary>
    public static ReadResult<JsonModel> Read(byte[] bytes)
    {
        if (FileSignature.DescribeForeign(bytes) is { } foreign)
        {
            return ReadResult<JsonModel>.Failed(foreign);
        }

        ReadResult<JsonDocument> read = JsonReader.Read(bytes);
        if (read.Value is not { } document)
        {
            return new ReadResult<JsonModel>(null, read.Problems);
        }

        if (document.Root is not JsonObject root)
        {
            return ReadResult<JsonModel>.Failed($"The document is {document.Root.Kind}; it must be an object of layers or of named arrays.");
        }

        var problems = new ProblemList();
        if (root["format"] is JsonString || root["layers"] is JsonArray)
        {
            LayerList? layers = root["format"] is JsonString
                ? new LayerSchemaReader(document, problems).Read(root)
                : new KerasLayersReader(document, problems).Read(root);
            return problems.Count > 0 || layers is null
                ? problems.Fail<JsonModel>()
                : ReadResult<JsonModel>.Of(new JsonModel(layers, layers.ToTensors()));
        }

        List<NamedTensor> tensors = ReadTensors(document, root, problems);
        return problems.Count > 0 ? problems.Fail<JsonModel>() : ReadResult<JsonModel>.Of(new JsonModel(null, tensors));
    }

    private static List<NamedTensor> ReadTensors(JsonDocument document, JsonObject root, ProblemList problems)
    {
        var tensors = new List<NamedTensor>();
        foreach (JsonMember member in root.Members)
        {
            double[] values = NestedArray.Read(document, member.Value, out int[] shape, out string? fault);
            if (fault is not null)
            {
                problems.Add($"{QuotedText.Quote(member.Name)} is no tensor. {fault}");
            }

            if (problems.IsFull)
            {
                break;
            }

            tensors.Add(new NamedTensor(member.Name, TensorFormat.Decimal, shape, values, []));
        }

        if (root.Members.Count == 0)
        {
            problems.Add("The object is empty; it must hold layers or named arrays.");
        }

        return tensors;
    }
}
