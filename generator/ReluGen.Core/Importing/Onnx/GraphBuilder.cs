using ReluGen.Model;
using ReluGen.Readers;

namespace ReluGen.Importing.Onnx;

/// <summary>
/// Collects the model's values and nodes while operators are taken apart. What depends on constants alone is computed at
/// once and makes no node.
/// </summary>
/// <remarks>
/// Operators are written once, on <see cref="ImportedValue"/>s: every method here takes constants and values of run time
/// alike. A reshaped value is another <see cref="DynamicValue"/> with the same id, so reshaping makes no node either.
/// </remarks>
/// <param name="element">The model's number type.</param>
internal sealed partial class GraphBuilder(ElementKind element)
{
    private readonly List<DraftValue> _values = [];
    private readonly List<DraftNode> _nodes = [];
    private readonly List<ParameterOrigin> _origins = [];
    private readonly Dictionary<object, int> _constants = [];
    private readonly WorkBudget _budget = new();
    private readonly HashSet<int> _inputs = [];
    private int _parameterCount;

    /// <summary>The number type that constants are rounded to.</summary>
    public ElementKind Element => element;

    /// <summary>The values so far, by id.</summary>
    public IReadOnlyList<DraftValue> Values => _values;

    /// <summary>The nodes so far, in topological order.</summary>
    public IReadOnlyList<DraftNode> Nodes => _nodes;

    /// <summary>Where the parameters so far come from.</summary>
    public IReadOnlyList<ParameterOrigin> Origins => _origins;

    /// <summary>What the nodes are called after that are added next: the node of the file that is being taken apart.</summary>
    public string NodeName { get; set; } = "";

    /// <summary>A value that comes from outside.</summary>
    public DynamicValue AddInput(string name, int[] shape, TensorFormat format)
    {
        _budget.TakeElements(shape);
        int id = AddValue(shape, name, "", name);
        _inputs.Add(id);
        return new DynamicValue { Id = id, Shape = shape, Format = format };
    }

    /// <summary>The value's id, after making it a value of the model where it is a constant.</summary>
    public int Place(ImportedValue value)
    {
        if (value is DynamicValue dynamic)
        {
            return dynamic.Id;
        }

        var constant = (ConstantValue)value;
        object key = constant.IsInteger ? constant.Integers : constant.Numbers;
        if (!_constants.TryGetValue(key, out int id))
        {
            id = AddConstant(constant);
            _constants.Add(key, id);
        }

        return id;
    }

    /// <summary>A value of its own for an output: named after it, in its shape, no input and no other output.</summary>
    public int PlaceOutput(string name, ImportedValue value)
    {
        int id = value is DynamicValue dynamic ? dynamic.Id : AddConstant((ConstantValue)value);
        if (value is DynamicValue && (_values[id].OutputName is not null || _inputs.Contains(id)))
        {
            id = AddCopy(id, name, value);
        }

        _values[id] = _values[id] with { Shape = value.Shape, OutputName = name };
        return id;
    }

    /// <summary>Says what the file calls a value. The first name counts.</summary>
    public void Name(ImportedValue value, string name)
    {
        if (value is DynamicValue dynamic && _values[dynamic.Id].SourceName is null)
        {
            _values[dynamic.Id] = _values[dynamic.Id] with { SourceName = name };
        }
    }

    /// <summary>The same elements in another shape of equal count.</summary>
    public static ImportedValue Reshape(ImportedValue value, int[] shape)
    {
        if (shape.Length > MostDimensions)
        {
            throw NodeRefusal.Unsupported($"A value has {shape.Length} dimensions, more than {MostDimensions}.", "Reduce the number of dimensions.");
        }

        if (!Shapes.IsBounded(shape))
        {
            throw NodeRefusal.Malformed($"The shape {Shapes.Text(shape)} has dimensions whose product does not fit 32 bit.");
        }

        return value is ConstantValue constant
            ? constant.WithShape(shape)
            : new DynamicValue { Id = ((DynamicValue)value).Id, Shape = shape, Format = value.Format };
    }

    /// <summary>The same elements, taken as another kind of number.</summary>
    public ImportedValue Retype(ImportedValue value, TensorFormat format) =>
        value is DynamicValue dynamic ? new DynamicValue { Id = dynamic.Id, Shape = value.Shape, Format = format }
        : value.IsInteger ? ConstantOf(value.Shape, format, ((ConstantValue)value).Integers)
        : new ConstantValue { Shape = value.Shape, Format = format, Numbers = ((ConstantValue)value).Numbers, Origin = ((ConstantValue)value).Origin };

    /// <summary>A constant of whole numbers in any format.</summary>
    public ConstantValue ConstantOf(int[] shape, TensorFormat format, long[] integers) =>
        format is TensorFormat.Integer or TensorFormat.Boolean
            ? new ConstantValue { Shape = shape, Format = format, Integers = integers }
            : new ConstantValue { Shape = shape, Format = format, Numbers = integers.Select(value => Round(value)).ToArray() };

    /// <summary>A single number, rounded to the model's element type.</summary>
    public ConstantValue Scalar(double value) => ConstantValue.Of([], Round(value));

    /// <summary><paramref name="value"/> rounded to the model's element type.</summary>
    public double Round(double value) => element == ElementKind.Float ? (float)value : value;

    /// <summary>The most dimensions that a value may have.</summary>
    private const int MostDimensions = 32;

    /// <summary>A constant's elements, rounded to the model's element type.</summary>
    private Tensor ToTensor(ConstantValue constant) =>
        new(constant.IsInteger ? constant.Integers.Select(value => Round(value)).ToArray() : constant.Numbers);

    private int AddCopy(int source, string name, ImportedValue value)
    {
        int[] map = Enumerable.Range(0, value.Count).ToArray();
        int copy = AddValue(value.Shape, name, "", name);
        _nodes.Add(new DraftNode(name, "Copy", copy, label => new ArrangeNode(label, new EquatableArray<int>(source), copy, new IndexMap(map))));
        return copy;
    }

    private int AddConstant(ConstantValue constant)
    {
        Tensor tensor = ToTensor(constant);
        bool isParameter = constant.Origin is { IsInitializer: true } && !constant.IsInteger && tensor.Count > 0;
        int? offset = isParameter ? AddParameters(constant, tensor.Count) : null;
        string name = constant.Origin?.Name ?? NodeName;
        int id = AddValue(constant.Shape, name, constant.Origin is null ? "Constant" : "", constant.Origin?.Name);
        _nodes.Add(new DraftNode(name, "Constant", id, label => new ConstantNode(label, id, tensor, offset)));
        return id;
    }

    /// <summary>Gives <paramref name="count"/> elements of the parameter vector to a constant and says where it comes from.</summary>
    private int AddParameters(ConstantValue constant, int count)
    {
        int offset = _parameterCount;
        _parameterCount += count;
        if (constant.Origin is { } origin)
        {
            int[] map = origin.Map ?? Enumerable.Range(0, count).ToArray();
            _origins.Add(new ParameterOrigin(origin.Name, offset, new IndexMap(map), origin.Factor));
        }

        return offset;
    }

    private int AddValue(int[] shape, string baseName, string label, string? sourceName = null)
    {
        _values.Add(new DraftValue(shape, baseName, label, sourceName));
        return _values.Count - 1;
    }
}

/// <summary>A value of the model before it has its final name.</summary>
/// <param name="Shape">Its shape.</param>
/// <param name="BaseName">What it is called after where the file has no name for it.</param>
/// <param name="Label">What it is to that, for its name.</param>
/// <param name="SourceName">What the file calls it, or null.</param>
/// <param name="OutputName">The output that it is, or null.</param>
internal sealed record DraftValue(int[] Shape, string BaseName, string Label, string? SourceName, string? OutputName = null);

/// <summary>A node of the model before it has its final name.</summary>
/// <param name="BaseName">The node of the file that it is part of.</param>
/// <param name="Label">What it is to that, for its name.</param>
/// <param name="Output">The id of the value it makes.</param>
/// <param name="Make">The node of a name.</param>
internal sealed record DraftNode(string BaseName, string Label, int Output, Func<string, Node> Make);
