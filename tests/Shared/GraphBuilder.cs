using ReluGen.Declaration;
using ReluGen.Model;

namespace ReluGen.Tests.Shared;

/// <summary>Puts a model together node by node; each method gives the id of the value it makes.</summary>
/// <param name="name">The name of the type.</param>
/// <param name="random">Where weights and constants come from.</param>
public sealed class GraphBuilder(string name, Random random)
{
    private readonly List<Value> _values = [];
    private readonly List<Node> _nodes = [];
    private readonly List<int> _inputs = [];
    private int _parameters;

    /// <summary>The number type.</summary>
    public ElementKind Element { get; init; }

    /// <summary>How sums of products round.</summary>
    public ArithmeticKind Arithmetic { get; init; }

    /// <summary>The derivative at a bend at zero.</summary>
    public int DerivativeAtZero { get; init; } = 1;

    /// <summary>The number of values so far.</summary>
    public int Count => _values.Count;

    /// <summary>The number of elements of a value.</summary>
    public int SizeOf(int id) => _values[id].Shape.ElementCount;

    /// <summary>An input.</summary>
    public int Input(string name, params int[] shape)
    {
        int id = Value(name, shape);
        _inputs.Add(id);
        return id;
    }

    /// <summary>A constant of drawn values between −1 and 1, a parameter or not.</summary>
    public int Constant(bool isParameter, params int[] shape) => Constant(isParameter, Draw(shape.Aggregate(1, (a, b) => a * b), 1), shape);

    /// <summary>A constant of given values.</summary>
    public int Constant(bool isParameter, double[] values, params int[] shape)
    {
        int id = Value("constant", shape);
        _nodes.Add(new ConstantNode(NodeName(), id, new Tensor(values), isParameter ? _parameters : null));
        _parameters += isParameter ? values.Length : 0;
        return id;
    }

    /// <summary>A dense node over each row of the input.</summary>
    public int Dense(int input, int units, int rows = 1, bool hasBias = true)
    {
        int inputs = SizeOf(input) / rows;
        int id = Value("dense", rows, units);
        var dense = new DenseNode(
            NodeName(), input, id, inputs, units, new Tensor(Draw(units * inputs, Math.Sqrt(3.0 / inputs))), hasBias ? new Tensor(Draw(units, 0.5)) : null,
            SumOrder.For(units, inputs), SumOrder.For(inputs, units), _parameters, rows);
        _nodes.Add(dense);
        _parameters += dense.ParameterCount;
        return id;
    }

    /// <summary>An activation.</summary>
    public int Activation(int input, ActivationKind kind) => Add(SizeOf(input), id => new ActivationNode(
        NodeName(), input, id, new ActivationFunction(kind, Round(0.2), 0.5, 1, -1, 1)));

    /// <summary>Softmax or its logarithm of each row.</summary>
    public int Softmax(int input, int rows = 1, bool isLogarithm = false) => Add(SizeOf(input), id => new SoftmaxNode(
        NodeName(), input, id, isLogarithm, SumOrder.ForTotal(SizeOf(input) / rows), rows));

    /// <summary>A function of each element.</summary>
    public int Unary(int input, UnaryKind kind) => Add(SizeOf(input), id => new UnaryNode(NodeName(), input, id, kind));

    /// <summary>A function of two elements.</summary>
    public int Binary(Operand left, Operand right, int size, BinaryKind kind) => Add(size, id => new BinaryNode(NodeName(), left, right, id, kind));

    /// <summary>A function of two values of one size.</summary>
    public int Binary(int left, int right, BinaryKind kind) => Binary(Whole(left), Whole(right), Math.Max(SizeOf(left), SizeOf(right)), kind);

    /// <summary>A selection.</summary>
    public int Select(Operand condition, Operand whenTrue, Operand whenFalse, int size) =>
        Add(size, id => new SelectNode(NodeName(), condition, whenTrue, whenFalse, id));

    /// <summary>A reduction of each row.</summary>
    public int Reduce(int input, ReduceKind kind, int rows = 1) => Add(rows, id => new ReduceNode(
        NodeName(), input, id, kind, SumOrder.ForTotal(SizeOf(input) / rows), rows));

    /// <summary>The place of each row's largest or smallest element.</summary>
    public int Place(int input, int rows, bool isMinimum, bool takesLast) => Add(rows, id => new PlaceNode(
        NodeName(), input, id, SizeOf(input) / rows, rows, isMinimum, takesLast));

    /// <summary>An arrangement.</summary>
    public int Arrange(int[] map, double fill, params int[] sources) => Add(map.Length, id => new ArrangeNode(
        NodeName(), new EquatableArray<int>(sources), id, new IndexMap(map), fill));

    /// <summary>All elements of some values, one after the other.</summary>
    public int Concatenate(params int[] sources) => Arrange([.. Enumerable.Range(0, sources.Sum(SizeOf))], 0, sources);

    /// <summary>A product of matrices.</summary>
    public int Product(int left, int right, int batch, int rows, int terms, int columns) => Add(batch * rows * columns, id => new MatrixProductNode(
        NodeName(), left, right, id, batch, rows, terms, columns));

    /// <summary>An operand that is not repeated, or a single number.</summary>
    public Operand Whole(int id) => new(id, SizeOf(id));

    /// <summary>The model with these outputs.</summary>
    public NetworkModel Build(params int[] outputs) => new(
        new TypeDeclaration(NetworkCase.Namespace, default, "class", name, IsStatic: false, IsRefStruct: false),
        Element,
        Arithmetic,
        DerivativeAtZero,
        new EquatableArray<Value>(_values.ToArray()),
        new EquatableArray<Node>(_nodes.ToArray()),
        new EquatableArray<int>(_inputs.ToArray()),
        new EquatableArray<int>(outputs));

    /// <summary>A number of the element type.</summary>
    public double Round(double value) => Element == ElementKind.Float ? (float)value : value;

    private double[] Draw(int count, double bound) =>
        Enumerable.Range(0, count).Select(_ => Round(((random.NextDouble() * 2) - 1) * bound)).ToArray();

    private int Add(int size, Func<int, Node> node)
    {
        int id = Value("value", size);
        Node made = node(id);
        _nodes.Add(made);
        _values[id] = _values[id] with { Name = made.GetType().Name.Replace("Node", "", StringComparison.Ordinal) };
        return id;
    }

    private int Value(string valueName, params int[] shape)
    {
        _values.Add(new Value(_values.Count, valueName, new Shape(new EquatableArray<int>(shape))));
        return _values.Count - 1;
    }

    private string NodeName() => FormattableString.Invariant($"node{_nodes.Count}");
}
