using ReluGen.Model;

namespace ReluGen.Planning;

/// <summary>Which values of a model need a gradient, and which elements of them get none.</summary>
internal sealed class GradientFlow
{
    private readonly NetworkModel _model;
    private readonly bool[] _dependsOnParameters;
    private readonly bool[] _dependsOnInputs;

    /// <summary>For each value, which elements something contributes to; null for none at all.</summary>
    private readonly bool[]?[] _reached;

    /// <summary>Follows the gradients of <paramref name="model"/>.</summary>
    public GradientFlow(NetworkModel model)
    {
        _model = model;
        _dependsOnParameters = new bool[model.Values.Count];
        _dependsOnInputs = new bool[model.Values.Count];
        _reached = new bool[]?[model.Values.Count];
        foreach (int id in model.Inputs)
        {
            _dependsOnInputs[id] = true;
        }

        foreach (Node node in model.Nodes)
        {
            _dependsOnParameters[node.Output] = node is DenseNode or ConstantNode { ParameterOffset: not null }
                || node.Inputs.Any(id => _dependsOnParameters[id]);
            _dependsOnInputs[node.Output] = node.Inputs.Any(id => _dependsOnInputs[id]);
        }

        foreach (int id in model.Outputs)
        {
            Reach(id);
        }

        foreach (Node node in model.Nodes.Reverse())
        {
            if (_reached[node.Output] is null)
            {
                continue;
            }

            if (node is ArrangeNode arrange)
            {
                ReachSources(arrange);
                continue;
            }

            for (int input = 0; input < node.Inputs.Count; input++)
            {
                if (PassesGradient(node, input))
                {
                    Reach(node.Inputs[input]);
                }
            }
        }
    }

    /// <summary>How the gradient of a value comes about.</summary>
    public ValueGradient Of(int id) => new(
        _reached[id] is not null && (_dependsOnParameters[id] || _dependsOnInputs[id]),
        _dependsOnParameters[id],
        new EquatableArray<int>(Unread(id)));

    /// <summary>Whether a node passes a gradient back to one of its inputs.</summary>
    public static bool PassesGradient(Node node, int input) => node switch
    {
        PlaceNode => false,
        UnaryNode unary => PassesGradient(unary.Kind),
        BinaryNode binary => binary.Kind < BinaryKind.ThresholdedRelu || (binary.Kind == BinaryKind.ThresholdedRelu && input == 0),
        SelectNode => input > 0,
        _ => true,
    };

    private static bool PassesGradient(UnaryKind kind) => kind < UnaryKind.Sign;

    private void Reach(int id)
    {
        int size = SizeOf(id);
        for (int element = 0; element < size; element++)
        {
            Reached(id)[element] = true;
        }
    }

    /// <summary>Reaches what an arrangement reads, in one walk over its map.</summary>
    private void ReachSources(ArrangeNode node)
    {
        int[] starts = ArrangementPlanner.Starts(node.Inputs.Select(SizeOf).ToArray());
        for (int i = 0; i < node.Map.Count; i++)
        {
            if (node.Map[i] != IndexMap.Filled)
            {
                (int source, int place) = ArrangementPlanner.Find(node.Map[i], starts);
                Reached(node.Inputs[source])[place] = true;
            }
        }
    }

    private bool[] Reached(int id) => _reached[id] ??= new bool[SizeOf(id)];

    private int SizeOf(int id) => _model.Values[id].Shape.ElementCount;

    private IEnumerable<int> Unread(int id)
    {
        bool[] reached = _reached[id] ?? [];
        for (int start = 0; start < reached.Length; start++)
        {
            int end = start;
            while (end < reached.Length && !reached[end])
            {
                end++;
            }

            if (end > start)
            {
                yield return start;
                yield return end - start;
                start = end;
            }
        }
    }
}
