using ReluGen.Model;

namespace ReluGen.Passes;

/// <summary>A model while a pass rewrites it: who makes each value, and how many read it.</summary>
/// <remarks>A pass goes once over the nodes in order; what it replaces is seen by the nodes behind.</remarks>
internal sealed class GraphView
{
    private readonly NetworkModel _model;
    private readonly Node?[] _nodes;
    private readonly int[] _makers;
    private readonly int[] _readers;
    private readonly int[] _aliases;
    private readonly HashSet<int> _outputs;

    /// <summary>A view of <paramref name="model"/>.</summary>
    public GraphView(NetworkModel model)
    {
        _model = model;
        _nodes = model.Nodes.ToArray();
        _makers = Enumerable.Repeat(-1, model.Values.Count).ToArray();
        _readers = new int[model.Values.Count];
        _aliases = Enumerable.Range(0, model.Values.Count).ToArray();
        _outputs = [.. model.Outputs];
        foreach (int id in _outputs)
        {
            _readers[id]++;
        }

        for (int i = 0; i < _nodes.Length; i++)
        {
            Register(i);
        }
    }

    /// <summary>The number of positions; nodes may be gone from some.</summary>
    public int Count => _nodes.Length;

    /// <summary>The node at a position, reading what stands for its inputs by now, or null where it is gone.</summary>
    public Node? At(int position)
    {
        Node? node = _nodes[position];
        if (node is not null && node.Inputs.Any(id => _aliases[id] != id))
        {
            Node renumbered = NodeEditing.Renumber(node, id => _aliases[id]);
            Replace(position, renumbered);
            return renumbered;
        }

        return node;
    }

    /// <summary>The node that makes a value, or null for inputs.</summary>
    public Node? Maker(int value) => _makers[value] < 0 ? null : _nodes[_makers[value]];

    /// <summary>Whether just one node reads the value, and no output is it.</summary>
    public bool IsReadOnce(int value) => _readers[value] == 1 && !_outputs.Contains(value);

    /// <summary>Whether an output is the value.</summary>
    public bool IsOutput(int value) => _outputs.Contains(value);

    /// <summary>The number of elements of a value.</summary>
    public int CountOf(int value) => _model.Values[value].Shape.ElementCount;

    /// <summary>The single number that a value is constantly, or null.</summary>
    public double? Scalar(int value) => Maker(value) is ConstantNode { Values: { Count: 1, ResourceOffset: null } values } ? values[0] : null;

    /// <summary>Puts another node, or none, at a position.</summary>
    public void Replace(int position, Node? node)
    {
        if (_nodes[position] is { } old)
        {
            foreach (int id in old.Inputs)
            {
                _readers[id]--;
            }

            _makers[old.Output] = -1;
        }

        _nodes[position] = node;
        if (node is not null)
        {
            Register(position);
        }
    }

    /// <summary>Removes the node that makes a value.</summary>
    public void Remove(int value) => Replace(_makers[value], null);

    /// <summary>Removes the node that makes a value which nothing reads any more, so that it does not count as a reader itself.</summary>
    public void RemoveUnread(int value)
    {
        if (_readers[value] == 0 && _makers[value] >= 0)
        {
            Remove(value);
        }
    }

    /// <summary>The position of the node that makes a value.</summary>
    public int PositionOf(int value) => _makers[value];

    /// <summary>Lets nodes behind read <paramref name="other"/> in place of <paramref name="value"/>, whose node is gone.</summary>
    public void Alias(int value, int other) => _aliases[value] = other;

    /// <summary>The model as it is now. Values that nothing makes any more are left to <see cref="DeadNodePass"/>.</summary>
    public NetworkModel ToModel() =>
        _model with { Nodes = new EquatableArray<Node>(_nodes.Where(node => node is not null).Select(node => node!)) };

    private void Register(int position)
    {
        Node node = _nodes[position]!;
        foreach (int id in node.Inputs)
        {
            _readers[id]++;
        }

        _makers[node.Output] = position;
    }
}
