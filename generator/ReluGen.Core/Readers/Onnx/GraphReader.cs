namespace ReluGen.Readers.Onnx;

/// <summary>Reads a graph message (<c>GraphProto</c>) and checks that each name is made once.</summary>
/// <param name="external">The files beside the model.</param>
/// <param name="problems">Where problems go.</param>
internal sealed class GraphReader(ExternalData external, ProblemList problems)
{
    private readonly List<OnnxNode> _nodes = [];
    private readonly Dictionary<string, NamedTensor> _initializers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _unreadable = new(StringComparer.Ordinal);
    private readonly List<OnnxValue> _inputs = [];
    private readonly List<OnnxValue> _outputs = [];
    private readonly List<OnnxValue> _values = [];
    private string _name = "";

    /// <summary>The domain of an operator set under one of its names.</summary>
    public static string Domain(string domain) => domain == "ai.onnx" ? "" : domain;

    /// <summary>Reads the message.</summary>
    public void Read(WireReader message)
    {
        var nodes = new NodeReader(external, problems);
        var values = new ValueReader(problems);
        while (!problems.IsFull && message.Next())
        {
            switch (message.Field)
            {
                case 1:
                    _nodes.Add(nodes.Read(message.Message()));
                    break;
                case 2:
                    _name = message.Text();
                    break;
                case 5:
                    AddInitializer(OnnxTensor.Read(message.Message()));
                    break;
                case 11:
                    _inputs.Add(values.Read(message.Message()));
                    break;
                case 12:
                    _outputs.Add(values.Read(message.Message()));
                    break;
                case 13:
                    _values.Add(values.Read(message.Message()));
                    break;
                case 15:
                    AddSparseInitializer(message.Message());
                    break;
                default:
                    message.Skip();
                    break;
            }
        }
    }

    /// <summary>The graph, of use only where there are no problems.</summary>
    public OnnxGraph Finish()
    {
        OnnxValue[] inputs = [.. _inputs.Where(input => !IsConstant(input.Name))];
        CheckNames(inputs);
        return new OnnxGraph(_name, _nodes, _initializers, inputs, _outputs, _values) { Unreadable = _unreadable };
    }

    private bool IsConstant(string name) => _initializers.ContainsKey(name) || _unreadable.ContainsKey(name);

    private void AddInitializer(OnnxTensor message)
    {
        string name = message.Name;
        if (name.Length == 0)
        {
            problems.Add("A constant of the graph has no name. Export the model again.");
        }
        else if (IsConstant(name))
        {
            problems.Add($"The constant {QuotedText.Quote(name)} is there twice; each name may be given once. Export the model again.");
        }
        else if (message.Decode(external, out NamedTensor? tensor) is not { } fault)
        {
            _initializers.Add(name, tensor!);
        }
        else if (fault.IsDamage)
        {
            problems.Add($"The constant {QuotedText.Quote(name)} {fault.Reason}.");
        }
        else
        {
            _unreadable.Add(name, fault.Reason);
        }
    }

    /// <summary>A sparse tensor has the name of its values.</summary>
    private void AddSparseInitializer(WireReader message)
    {
        while (message.Next())
        {
            if (message.Field != 1)
            {
                message.Skip();
                continue;
            }

            _unreadable[OnnxTensor.Read(message.Message()).Name] = "is a sparse tensor, which is not read";
        }
    }

    /// <summary>Each value is made in one place: by the caller, as a constant, or by one node.</summary>
    private void CheckNames(IReadOnlyList<OnnxValue> inputs)
    {
        var made = new HashSet<string>(StringComparer.Ordinal);
        foreach (OnnxValue input in inputs)
        {
            if (problems.IsFull)
            {
                return;
            }

            if (!made.Add(input.Name))
            {
                problems.Add($"The input {QuotedText.Quote(input.Name)} is there twice; each name may be given once. Export the model again.");
            }
        }

        foreach (OnnxNode node in _nodes)
        {
            foreach (string output in node.Outputs)
            {
                if (problems.IsFull)
                {
                    return;
                }

                if (output.Length > 0 && (IsConstant(output) || !made.Add(output)))
                {
                    problems.Add($"The value {QuotedText.Quote(output)}, made by the node {NodeReader.Describe(node)}, is made elsewhere as well; each may be made once. Export the model again.");
                }
            }
        }
    }
}
