using ReluGen.Model;

namespace ReluGen.Planning;

/// <summary>Plans a general graph: names, places in memory, layers, steps.</summary>
internal sealed class GraphPlanner
{
    /// <summary>What the rows of a batch may take together: most of a first-level cache.</summary>
    private const int CacheBytes = 32 * 1024;

    /// <summary>The most samples that go through all steps together.</summary>
    private const int MostSamples = 5 * TilePlanner.RowSamples;

    private readonly NetworkModel _model;
    private readonly bool[] _isLive;
    private readonly GradientFlow _flow;
    private readonly string[] _names;
    private readonly List<Node>[] _readers;
    private readonly HashSet<int> _outputs;
    private readonly HashSet<int> _constants;

    /// <summary>Where each input starts in the caller's row.</summary>
    private readonly Dictionary<int, int> _inputStarts = [];

    /// <summary>For each dense node's output the activation that is part of its layer.</summary>
    private readonly Dictionary<int, ActivationNode> _fused = [];

    /// <summary>Prepares to plan <paramref name="model"/>.</summary>
    public GraphPlanner(NetworkModel model)
    {
        _model = model;
        _flow = new GradientFlow(model);
        _readers = model.Values.Select(_ => new List<Node>()).ToArray();
        _isLive = new bool[model.Values.Count];
        _outputs = [.. model.Outputs];
        _constants = [.. model.Nodes.OfType<ConstantNode>().Select(node => node.Output)];
        int start = 0;
        foreach (int input in model.Inputs)
        {
            _inputStarts[input] = start;
            start += SizeOf(input);
        }

        FindLive();
        var names = GraphNames.ForKernels();
        _names = model.Values.Select(value => _isLive[value.Id] ? names.Take(value.Name) : "unused").ToArray();
        Fuse();
    }

    /// <summary>The layers: dense nodes with the activation that only they feed.</summary>
    public LayerPlan[] Layers() => Live().OfType<DenseNode>().Select(dense => new LayerPlan(
        dense with { Name = _names[OutputOf(dense)], Tie = dense.Tie is { } tie ? tie with { Source = LayerNamed(tie.Source) } : null },
        _fused.TryGetValue(dense.Output, out ActivationNode? activation) ? activation.Function : new ActivationFunction(ActivationKind.Identity),
        Softmax: null,
        _names[dense.Input],
        dense.Rows == 1 ? Padded(dense.InputSize) : dense.InputSize,
        dense.Rows == 1 ? Padded(dense.Units) : dense.Units,
        PanelStride: Padded(dense.Units),
        TailUnits: 0,
        IsFirst: false,
        IsLast: false)).ToArray();

    /// <summary>The plan of everything.</summary>
    public GraphPlan Plan()
    {
        var publicNames = GraphNames.ForMembers();
        ValuePlan[] values = _model.Values.Select(PlanValue).ToArray();
        int row = Math.Max(1, values.Where(value => value.Place == ValuePlace.Buffer || value.IsCopied).Sum(value => value.Stride));
        int bytes = _model.Element == ElementKind.Float ? sizeof(float) : sizeof(double);
        long groups = CacheBytes / ((long)row * bytes * TilePlanner.RowSamples);
        return new GraphPlan(
            new EquatableArray<ValuePlan>(values),
            new EquatableArray<GraphStep>(Steps()),
            new EquatableArray<string>(_model.Inputs.Select(id => publicNames.Take(_model.Values[id].Name)).ToArray()),
            new EquatableArray<string>(_model.Outputs.Select(id => publicNames.Take(_model.Values[id].Name)).ToArray()),
            (int)Math.Min(MostSamples, Math.Max(1, groups) * TilePlanner.RowSamples));
    }

    private IEnumerable<Node> Live() => _model.Nodes.Where(node => _isLive[node.Output]);

    private void FindLive()
    {
        foreach (int id in _model.Inputs.Concat(_model.Outputs))
        {
            _isLive[id] = true;
        }

        foreach (Node node in _model.Nodes.Reverse().Where(node => _isLive[node.Output]))
        {
            foreach (int id in node.Inputs)
            {
                _isLive[id] = true;
                _readers[id].Add(node);
            }
        }
    }

    private void Fuse()
    {
        foreach (DenseNode dense in Live().OfType<DenseNode>().Where(dense => !_outputs.Contains(dense.Output)))
        {
            if (_readers[dense.Output] is [ActivationNode activation])
            {
                _fused.Add(dense.Output, activation);
            }
        }
    }

    /// <summary>What a dense node of the model is called as a layer.</summary>
    private string LayerNamed(string node) => _names[OutputOf(_model.Nodes.OfType<DenseNode>().First(dense => dense.Name == node))];

    private int OutputOf(DenseNode dense) =>
        _fused.TryGetValue(dense.Output, out ActivationNode? activation) ? activation.Output : dense.Output;

    private IEnumerable<GraphStep> Steps()
    {
        int layer = 0;
        var fused = new HashSet<Node>(_fused.Values);
        foreach (Node node in Live().Where(node => node is not ConstantNode && !fused.Contains(node)))
        {
            EquatableArray<ArrangementPart> parts = node is ArrangeNode arrange
                ? ArrangementPlanner.Plan(arrange, node.Inputs.Select(SizeOf).ToArray())
                : default;
            yield return node is DenseNode dense
                ? new GraphStep(node, OutputOf(dense), layer++, parts)
                : new GraphStep(node, node.Output, -1, parts);
        }
    }

    private ValuePlan PlanValue(Value value)
    {
        bool isInput = _inputStarts.TryGetValue(value.Id, out int start);
        bool isConstant = _constants.Contains(value.Id);
        ValuePlace place = !_isLive[value.Id] || _fused.ContainsKey(value.Id) ? ValuePlace.Nowhere
            : isInput ? ValuePlace.Input
            : isConstant ? ValuePlace.Constant
            : ValuePlace.Buffer;
        bool isForeign = place is ValuePlace.Input or ValuePlace.Constant;
        bool hasDense = _readers[value.Id].Any(node => node is DenseNode);
        bool hasPass = _readers[value.Id].Any(node => node is ActivationNode);
        return new ValuePlan(
            _names[value.Id],
            SizeOf(value.Id),
            Padded(SizeOf(value.Id)),
            place,
            start,
            isForeign && (hasPass || (hasDense && isConstant)),
            isForeign && (hasPass || hasDense),
            _flow.Of(value.Id));
    }

    private int SizeOf(int id) => _model.Values[id].Shape.ElementCount;

    private int Padded(int elements) => Planner.Padded(elements, _model.Element);
}
