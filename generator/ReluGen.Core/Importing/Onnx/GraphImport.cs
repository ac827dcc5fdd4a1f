using ReluGen.Importing.Onnx.Operators;
using ReluGen.Model;
using ReluGen.Readers;
using ReluGen.Readers.Onnx;

namespace ReluGen.Importing.Onnx;

/// <summary>One run of the importer over a graph: node by node, from the file's names to the model's values.</summary>
/// <param name="model">The decoded file.</param>
/// <param name="options">What the user says about it.</param>
/// <param name="selection">The nodes that wanted outputs need, in order.</param>
internal sealed class GraphImport(OnnxModel model, ImportOptions options, GraphSelection selection)
{
    private readonly GraphBuilder _graph = new(options.Element ?? GraphInputs.ElementOf(model.Graph, selection.Names));
    private readonly Dictionary<string, ImportedValue> _values = new(StringComparer.Ordinal);
    private readonly RefusalLog _refusals = new(model);
    private readonly List<DynamicValue> _inputs = [];
    private readonly List<string> _problems = [];

    /// <summary>What keeps the file as a whole from being a model.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>The nodes that are not supported, in file order.</summary>
    public IReadOnlyList<UnsupportedNode> Unsupported => _refusals.Unsupported;

    /// <summary>Where the parameters come from.</summary>
    public IReadOnlyList<ParameterOrigin> Origins => _graph.Origins;

    /// <summary>Imports inputs, constants and nodes.</summary>
    public void Run()
    {
        AddInputs();
        foreach (KeyValuePair<string, string> pair in model.Graph.Unreadable.Where(pair => selection.Names.Contains(pair.Key)))
        {
            RefuseSource(pair.Key, "initializer", $"It {pair.Value}.", "Store it in a number format of 16 to 64 bit.");
        }

        foreach (KeyValuePair<string, NamedTensor> pair in model.Graph.Initializers)
        {
            if (!selection.Names.Contains(pair.Key))
            {
                continue;
            }

            if (!Shapes.IsBounded(pair.Value.Shape))
            {
                RefuseSource(pair.Key, "initializer", "The product of its dimensions does not fit 32 bit.", "Store it in a smaller shape.");
            }
            else
            {
                var origin = new ConstantOrigin(pair.Key, IsInitializer: true);
                _values[pair.Key] = ConstantOperators.FromTensor(pair.Value, _graph, origin);
            }
        }

        if (_problems.Count == 0)
        {
            foreach (int node in selection.Nodes)
            {
                ImportNode(node);
            }
        }
    }

    /// <summary>The wanted outputs that cannot be computed.</summary>
    public IReadOnlyList<RefusedOutput> FindRefused() => selection.Outputs
        .Where(output => _values[output] is RefusedValue)
        .Distinct()
        .Select(output => new RefusedOutput(output, new EquatableArray<string>(_refusals.FindCauses(output))))
        .ToArray();

    /// <summary>The model of what can be computed, or null where that is nothing.</summary>
    public NetworkModel? Build(ModelSource source)
    {
        string[] outputs = selection.Outputs.Where(output => _values[output] is not RefusedValue).ToArray();
        if (outputs.Length == 0)
        {
            return null;
        }

        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (string output in outputs.Distinct())
        {
            _graph.NodeName = output;
            places[output] = _graph.PlaceOutput(output, _values[output]);
        }

        return GraphNaming.Build(
            _graph, _inputs.Select(input => input.Id).ToArray(), outputs.Select(output => places[output]).ToArray(), source);
    }

    private void AddInputs()
    {
        bool keepsAll = options.Outputs.Count == 0;
        OnnxValue[] inputs = model.Graph.Inputs
            .Where(input => keepsAll || selection.Names.Contains(input.Name))
            .ToArray();
        HashSet<string> batches = GraphInputs.Batches(inputs);
        GraphInputs.CheckNames(model.Graph.Inputs, options, _problems);
        foreach (OnnxValue input in inputs)
        {
            if (input.Format is not TensorFormat format)
            {
                RefuseSource(
                    input.Name,
                    "input",
                    $"Inputs of type {GraphSelection.Quoted(input.FormatName)} are not supported.",
                    "Select outputs that do not read it, or export the model with numeric inputs.");
            }
            else if (GraphInputs.ShapeOf(input, batches, options, _problems) is { } shape)
            {
                AddInput(input.Name, shape, format);
            }
        }
    }

    private void AddInput(string name, int[] shape, TensorFormat format)
    {
        if (_values.ContainsKey(name))
        {
            _problems.Add($"Two inputs are named {GraphSelection.Quoted(name)}. Export the model again.");
            return;
        }

        try
        {
            DynamicValue value = _graph.AddInput(name, shape, format);
            _inputs.Add(value);
            _values[name] = value.Count == 0 ? _graph.ConstantOf(shape, format, []) : value;
        }
        catch (NodeRefusal refusal)
        {
            _problems.Add($"The input {GraphSelection.Quoted(name)}: {refusal.Message} {refusal.Remedy}");
        }
    }

    private void RefuseSource(string name, string kind, string reason, string remedy)
    {
        _refusals.AddSource(name, kind, reason, remedy);
        _values[name] = RefusedValue.Instance;
    }

    private void ImportNode(int position)
    {
        OnnxNode node = model.Graph.Nodes[position];
        string domain = node.Domain is "ai.onnx" ? "" : node.Domain;
        ImportedValue?[] inputs = node.Inputs.Select(name => name.Length == 0 ? null : _values[name]).ToArray();
        bool isRefused = inputs.Any(input => input is RefusedValue);
        try
        {
            OperatorImport import = OperatorRegistry.Find(domain, node.Operator, model.Opset);
            if (isRefused)
            {
                RefuseOutputs(node, position);
                return;
            }

            _graph.NodeName = GraphSelection.NameOf(node);
            var call = new OperatorCall(node, model.Opset, inputs, _graph);
            import(call);
            Keep(node, call);
        }
        catch (NodeRefusal refusal)
        {
            _refusals.AddNode(node, domain, position, refusal);
            RefuseOutputs(node, position);
        }
    }

    private void Keep(OnnxNode node, OperatorCall call)
    {
        for (int i = 0; i < node.Outputs.Count; i++)
        {
            string name = node.Outputs[i];
            if (name.Length == 0)
            {
                continue;
            }

            if (!call.Outputs.TryGetValue(i, out ImportedValue? value))
            {
                if (selection.Names.Contains(name))
                {
                    throw NodeRefusal.Unsupported($"Its output {i + 1} is not supported.", "Select outputs that do not depend on it.");
                }

                continue;
            }

            bool isNewConstant = value is ConstantValue { Origin: null } && node.Operator == "Constant";
            _values[name] = isNewConstant ? ((ConstantValue)value).WithOrigin(new ConstantOrigin(name, IsInitializer: false)) : value;
            _graph.Name(value, name);
        }
    }

    private void RefuseOutputs(OnnxNode node, int position)
    {
        foreach (string output in node.Outputs.Where(output => output.Length > 0))
        {
            _refusals.Refuse(output, position);
            _values[output] = RefusedValue.Instance;
        }
    }
}
