using ReluGen.Readers;
using ReluGen.Readers.Onnx;

namespace ReluGen.Importing.Onnx;

/// <summary>A node of the file with what its inputs became: what an operator's import reads and writes.</summary>
/// <param name="node">The node.</param>
/// <param name="opset">The version of the operator set.</param>
/// <param name="inputs">What its inputs became; null where one is left out.</param>
/// <param name="graph">Where the model's nodes go.</param>
internal sealed class OperatorCall(OnnxNode node, long opset, IReadOnlyList<ImportedValue?> inputs, GraphBuilder graph)
{
    private readonly Dictionary<int, ImportedValue> _outputs = [];

    /// <summary>Where the model's nodes go.</summary>
    public GraphBuilder Graph => graph;

    /// <summary>The version of the operator set.</summary>
    public long Opset => opset;

    /// <summary>The operator's name.</summary>
    public string Operator => node.Operator;

    /// <summary>The inputs that are there, in order.</summary>
    public IReadOnlyList<ImportedValue> Inputs
    {
        get
        {
            ImportedValue[] present = inputs.Where(input => input is not null).Select(input => input!).ToArray();
            return present.Length > 0 ? present : throw NodeRefusal.Malformed($"{Operator} has no input.");
        }
    }

    /// <summary>The number of outputs that the node names.</summary>
    public int OutputCount => node.Outputs.Count;

    /// <summary>What the outputs became that are known.</summary>
    public IReadOnlyDictionary<int, ImportedValue> Outputs => _outputs;

    /// <summary>Whether the node names the output at <paramref name="index"/>.</summary>
    public bool HasOutput(int index) => index < node.Outputs.Count && node.Outputs[index].Length > 0;

    /// <summary>Says what the output at <paramref name="index"/> became.</summary>
    public void Return(int index, ImportedValue value) => _outputs[index] = value;

    /// <summary>The input at <paramref name="index"/>.</summary>
    public ImportedValue Input(int index) => Optional(index)
        ?? throw NodeRefusal.Malformed($"{Operator} has no input {index + 1}.");

    /// <summary>The input at <paramref name="index"/>, or null where it is left out.</summary>
    public ImportedValue? Optional(int index) => index < inputs.Count ? inputs[index] : null;

    /// <summary>The input at <paramref name="index"/>, which must be known at build.</summary>
    /// <param name="index">Its position.</param>
    /// <param name="name">What it is, for the message.</param>
    public ConstantValue Constant(int index, string name) => OptionalConstant(index, name)
        ?? throw NodeRefusal.Malformed($"{Operator} has no {name}, input {index + 1}.");

    /// <summary>The input at <paramref name="index"/>, which must be known at build if it is there.</summary>
    public ConstantValue? OptionalConstant(int index, string name) => Optional(index) switch
    {
        null => null,
        ConstantValue constant => constant,
        _ => throw NodeRefusal.Unsupported(
            $"{name}, input {index + 1}, is computed at run time, and shapes are fixed at build.",
            "Export the model with constant shapes and indices."),
    };

    /// <summary>The whole numbers of an input that must be known at build, or null where it is left out.</summary>
    public long[]? ConstantIntegers(int index, string name)
    {
        ConstantValue? constant = OptionalConstant(index, name);
        return constant is null || constant.IsInteger
            ? constant?.Integers
            : throw NodeRefusal.Malformed($"{name}, input {index + 1}, does not hold whole numbers.");
    }

    /// <summary>Whether the node has the attribute.</summary>
    public bool Has(string name) => node.Attributes.ContainsKey(name);

    /// <summary>A number, or what counts where the node does not say.</summary>
    public double Number(string name, double otherwise) => Attribute(name, OnnxAttributeKind.Float) is { Floats.Count: > 0 } attribute
        ? attribute.Floats[0]
        : otherwise;

    /// <summary>A whole number, or what counts where the node does not say.</summary>
    public long Integer(string name, long otherwise) => Attribute(name, OnnxAttributeKind.Integer) is { Integers.Count: > 0 } attribute
        ? attribute.Integers[0]
        : otherwise;

    /// <summary>Whether a whole number is not 0.</summary>
    public bool Flag(string name, bool otherwise = false) => Integer(name, otherwise ? 1 : 0) != 0;

    /// <summary>Whole numbers, or null where the node does not say.</summary>
    public long[]? Integers(string name) => Attribute(name, OnnxAttributeKind.Integers)?.Integers.ToArray();

    /// <summary>Text, or what counts where the node does not say.</summary>
    public string Text(string name, string otherwise) => Attribute(name, OnnxAttributeKind.String) is { Strings.Count: > 0 } attribute
        ? attribute.Strings[0]
        : otherwise;

    /// <summary>Numbers, or null where the node does not say.</summary>
    public float[]? Numbers(string name) => Attribute(name, OnnxAttributeKind.Floats)?.Floats.ToArray();

    /// <summary>A tensor, or null where the node does not say.</summary>
    public NamedTensor? Tensor(string name) => Attribute(name, OnnxAttributeKind.Tensor) switch
    {
        null => null,
        { Unreadable: { } reason } => throw NodeRefusal.Unsupported($"Its {name} {reason}.", "Store it in a number format of 16 to 64 bit."),
        { } attribute => attribute.Tensor,
    };

    /// <summary>An axis of a value of <paramref name="rank"/> dimensions, counted from the end where it is negative.</summary>
    public int Axis(long axis, int rank)
    {
        long positive = axis < 0 ? axis + rank : axis;
        return positive >= 0 && positive < rank
            ? (int)positive
            : throw NodeRefusal.Malformed($"Axis {axis} is not one of the {rank} dimensions.");
    }

    /// <summary>Several axes, each once.</summary>
    public int[] Axes(IEnumerable<long> axes, int rank)
    {
        int[] result = axes.Select(axis => Axis(axis, rank)).ToArray();
        return result.Distinct().Count() == result.Length
            ? result
            : throw NodeRefusal.Malformed($"The axes {Shapes.Text(result)} name a dimension twice.");
    }

    /// <summary>A dimension from the file.</summary>
    public int Dimension(long size) => size is >= 0 and <= int.MaxValue
        ? (int)size
        : throw NodeRefusal.Malformed($"{size} is not the size of a dimension.");

    private OnnxAttribute? Attribute(string name, OnnxAttributeKind kind)
    {
        if (!node.Attributes.TryGetValue(name, out OnnxAttribute? attribute))
        {
            return null;
        }

        // Files older than the field for the kind leave it out.
        return attribute.Kind == kind || attribute.Kind == OnnxAttributeKind.Undefined
            ? attribute
            : throw NodeRefusal.Malformed($"The attribute {name} of {Operator} is of kind {attribute.Kind}, not {kind}.");
    }
}
