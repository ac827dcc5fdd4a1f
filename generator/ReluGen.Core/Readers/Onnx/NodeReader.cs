namespace ReluGen.Readers.Onnx;

/// <summary>Reads a node (<c>NodeProto</c>).</summary>
/// <param name="external">The files beside the model.</param>
/// <param name="problems">Where problems go.</param>
internal sealed class NodeReader(ExternalData external, ProblemList problems)
{
    private static readonly Dictionary<string, OnnxAttribute> NoAttributes = [];
    private readonly AttributeReader _attributes = new(external);

    /// <summary>Reads the message.</summary>
    public OnnxNode Read(WireReader message)
    {
        var inputs = new List<string>();
        var outputs = new List<string>();
        Dictionary<string, OnnxAttribute>? attributes = null;
        List<string>? twice = null;
        string name = "";
        string type = "";
        string domain = "";
        while (!problems.IsFull && message.Next())
        {
            switch (message.Field)
            {
                case 1:
                    inputs.Add(message.Text());
                    break;
                case 2:
                    outputs.Add(message.Text());
                    break;
                case 3:
                    name = message.Text();
                    break;
                case 4:
                    type = message.Text();
                    break;
                case 5:
                    OnnxAttribute attribute = _attributes.Read(message.Message(), out TensorFault? fault);
                    attributes ??= new Dictionary<string, OnnxAttribute>(StringComparer.Ordinal);
                    if (fault is { IsDamage: true })
                    {
                        problems.Add($"The tensor of the attribute {QuotedText.Quote(attribute.Name)} of a node {fault.Reason}.");
                    }

                    if (attributes.ContainsKey(attribute.Name))
                    {
                        (twice ??= []).Add(attribute.Name);
                    }

                    attributes[attribute.Name] = attribute;
                    break;
                case 7:
                    domain = message.Text();
                    break;
                default:
                    message.Skip();
                    break;
            }
        }

        var node = new OnnxNode(name, type, GraphReader.Domain(domain), inputs, outputs, attributes ?? NoAttributes);
        if (type.Length == 0)
        {
            problems.Add($"The node {Describe(node)} has no operator. Export the model again.");
        }

        foreach (string attribute in twice ?? [])
        {
            problems.Add($"The node {Describe(node)} has the attribute {QuotedText.Quote(attribute)} twice. Export the model again.");
            if (problems.IsFull)
            {
                break;
            }
        }

        return node;
    }

    /// <summary>What messages call a node: its name, or the first value that it makes.</summary>
    public static string Describe(OnnxNode node)
    {
        string name = node.Name.Length > 0 ? node.Name : node.Outputs.FirstOrDefault(output => output.Length > 0) ?? "";
        return node.Operator.Length == 0 ? QuotedText.Quote(name) : $"{QuotedText.Quote(name)} ({QuotedText.Quote(node.Operator)})";
    }
}
