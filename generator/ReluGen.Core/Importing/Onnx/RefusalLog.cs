using ReluGen.Readers.Onnx;

namespace ReluGen.Importing.Onnx;

/// <summary>What cannot be imported, and which values depend on it.</summary>
/// <param name="model">The decoded file.</param>
internal sealed class RefusalLog(OnnxModel model)
{
    /// <summary>Bounds the search for what keeps outputs from being computed: many outputs may share many causes.</summary>
    private const int MostSteps = 10_000_000;

    private readonly SortedDictionary<int, UnsupportedNode> _unsupported = [];
    private readonly Dictionary<string, int> _positions = new(StringComparer.Ordinal);
    private int _steps;

    /// <summary>The nodes that are not supported, in file order; inputs and constants in front.</summary>
    public IReadOnlyList<UnsupportedNode> Unsupported => [.. _unsupported.Values];

    /// <summary>An input or constant that holds no numbers: it counts as a node in front of all others.</summary>
    public void AddSource(string name, string kind, string reason, string remedy)
    {
        int position = -1 - _unsupported.Count;
        _unsupported.Add(position, new UnsupportedNode(name, kind, model.Opset, reason, remedy));
        Refuse(name, position);
    }

    /// <summary>A node that is not supported.</summary>
    public void AddNode(OnnxNode node, string domain, int position, NodeRefusal refusal)
    {
        long opset = model.OperatorSets.TryGetValue(domain, out long version) ? version : domain.Length == 0 ? model.Opset : 0;
        string name = domain.Length == 0 ? node.Operator : domain + "." + node.Operator;
        _unsupported[position] = new UnsupportedNode(GraphSelection.NameOf(node), name, opset, refusal.Message, refusal.Remedy);
    }

    /// <summary>A value that cannot be computed, and the node or source that makes it.</summary>
    public void Refuse(string value, int position) => _positions[value] = position;

    /// <summary>The names of the unsupported nodes and sources that a refused value depends on, in file order.</summary>
    public IEnumerable<string> FindCauses(string value)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal) { value };
        var open = new Queue<string>(seen);
        var causes = new SortedSet<int>();
        while (open.Count > 0 && _steps < MostSteps)
        {
            int position = _positions[open.Dequeue()];
            if (_unsupported.ContainsKey(position))
            {
                causes.Add(position);
            }

            IEnumerable<string> inputs = position < 0 ? [] : model.Graph.Nodes[position].Inputs;
            foreach (string input in inputs.Where(input => _positions.ContainsKey(input) && seen.Add(input)))
            {
                open.Enqueue(input);
                _steps++;
            }
        }

        return causes.Select(position => _unsupported[position].Name);
    }
}
