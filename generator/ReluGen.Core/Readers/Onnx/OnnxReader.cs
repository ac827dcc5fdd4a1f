namespace ReluGen.Readers.Onnx;

/// <summary>
/// ONNX files to records. Form is checked: sizes, names, places of data. What operators mean, and whether the nodes make
/// a graph without cycles, is the importer's to check.
/// </summary>
/// <remarks>
/// Field numbers are those of <c>onnx.proto3</c>, the format's public schema. Nothing is read recursively: graphs inside
/// attributes are left out, so that no nesting in a file can exhaust the stack.
/// </remarks>
public static class OnnxReader
{
    private const string Remedy = "It is no ONNX model, or a damaged one: fetch the file again, or export the model again.";

    /// <summary>Reads a model.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="externalData">
    /// Gives the content of a file beside the model, or null where there is none. Names are relative, with <c>/</c> between
    /// their parts, and never lead out of the model's folder; links in the file system are the caller's to check.
    /// </param>
    public static ReadResult<OnnxModel> Read(byte[] bytes, Func<string, byte[]?>? externalData = null)
    {
        if (DescribeForeign(bytes) is { } foreign)
        {
            return ReadResult<OnnxModel>.Failed(foreign);
        }

        var fault = new WireFault();
        var problems = new ProblemList();
        var message = new WireReader(bytes, fault);
        var graph = new GraphReader(new ExternalData(externalData), problems);
        var operatorSets = new Dictionary<string, long>(StringComparer.Ordinal);
        long irVersion = 0;
        string producer = "";
        int graphs = 0;
        while (!problems.IsFull && message.Next())
        {
            switch (message.Field)
            {
                case 1:
                    irVersion = message.Varint();
                    break;
                case 2:
                    producer = message.Text();
                    break;
                case 7:
                    graphs++;
                    graph.Read(message.Message());
                    break;
                case 8:
                    ReadOperatorSet(message.Message(), operatorSets);
                    break;
                default:
                    message.Skip();
                    break;
            }
        }

        if (fault.Message is not null)
        {
            return ReadResult<OnnxModel>.Failed($"{fault.Message} {Remedy}");
        }

        if (graphs != 1)
        {
            problems.Add(graphs == 0 ? $"The file holds no graph. {Remedy}" : $"The file holds several graphs; a model has one. {Remedy}");
        }

        OnnxGraph read = graph.Finish();
        return problems.Count > 0
            ? problems.Fail<OnnxModel>()
            : ReadResult<OnnxModel>.Of(new OnnxModel(irVersion, producer, operatorSets, read));
    }

    /// <summary>Reads a file with a single tensor, as test data of models is kept.</summary>
    /// <param name="bytes">The file.</param>
    public static ReadResult<NamedTensor> ReadTensor(byte[] bytes)
    {
        // An empty message is a tensor without a type; so is an empty file.
        if (DescribeForeign(bytes) is { } foreign)
        {
            return ReadResult<NamedTensor>.Failed(foreign);
        }

        var fault = new WireFault();
        var message = OnnxTensor.Read(new WireReader(bytes, fault));
        if (fault.Message is not null)
        {
            return ReadResult<NamedTensor>.Failed($"{fault.Message} The file is no ONNX tensor, or a damaged one: fetch it again.");
        }

        return message.Decode(new ExternalData(null), out NamedTensor? tensor) is { } wrong
            ? ReadResult<NamedTensor>.Failed($"The tensor {QuotedText.Quote(message.Name)} {wrong.Reason}.")
            : ReadResult<NamedTensor>.Of(tensor!);
    }

    private static string? DescribeForeign(byte[] bytes)
    {
        if (FileSignature.DescribeForeign(bytes) is { } foreign)
        {
            return foreign;
        }

        return FileSignature.IsZip(bytes)
            ? "The file is a zip archive, not an ONNX model. A PyTorch .pt file is one: export the model with torch.onnx.export; else unpack it."
            : null;
    }

    private static void ReadOperatorSet(WireReader message, Dictionary<string, long> operatorSets)
    {
        string domain = "";
        long version = 0;
        while (message.Next())
        {
            switch (message.Field)
            {
                case 1:
                    domain = message.Text();
                    break;
                case 2:
                    version = message.Varint();
                    break;
                default:
                    message.Skip();
                    break;
            }
        }

        operatorSets[GraphReader.Domain(domain)] = version;
    }
}
