namespace ReluGen.Readers.Onnx;

/// <summary>An ONNX file, decoded and checked for form, not for meaning.</summary>
/// <param name="IrVersion">The version of the format.</param>
/// <param name="Producer">The program that wrote it, or empty.</param>
/// <param name="OperatorSets">The version of each operator set by domain; the standard one is the empty domain (also written <c>ai.onnx</c>).</param>
/// <param name="Graph">The graph.</param>
public sealed record OnnxModel(long IrVersion, string Producer, IReadOnlyDictionary<string, long> OperatorSets, OnnxGraph Graph)
{
    /// <summary>The version of the standard operator set.</summary>
    public long Opset => OperatorSets.TryGetValue("", out long version) ? version : 1;
}

/// <summary>A graph. Nodes may stand in any order.</summary>
/// <param name="Name">Its name, or empty.</param>
/// <param name="Nodes">The nodes in file order.</param>
/// <param name="Initializers">The constants by name; external data is in place.</param>
/// <param name="Inputs">The inputs in file order; those that are initializers as well are left out.</param>
/// <param name="Outputs">The outputs in file order.</param>
/// <param name="Values">The types of values in between, where the file gives them.</param>
public sealed record OnnxGraph(
    string Name,
    IReadOnlyList<OnnxNode> Nodes,
    IReadOnlyDictionary<string, NamedTensor> Initializers,
    IReadOnlyList<OnnxValue> Inputs,
    IReadOnlyList<OnnxValue> Outputs,
    IReadOnlyList<OnnxValue> Values)
{
    /// <summary>
    /// The constants of formats that are not read, by name: text, numbers of eight bits and fewer, sparse tensors. The
    /// reason is to be put behind the name: <c>is of the format string, which is not read</c>.
    /// </summary>
    public IReadOnlyDictionary<string, string> Unreadable { get; init; } = new Dictionary<string, string>();
}

/// <summary>A node: an operator applied to named values.</summary>
/// <param name="Name">Its name, or empty.</param>
/// <param name="Operator">The operator, such as <c>Gemm</c>.</param>
/// <param name="Domain">The operator's domain; empty for the standard one.</param>
/// <param name="Inputs">The names of its inputs; empty where an optional one is left out.</param>
/// <param name="Outputs">The names of its outputs; empty where an optional one is left out.</param>
/// <param name="Attributes">Its attributes by name.</param>
public sealed record OnnxNode(
    string Name,
    string Operator,
    string Domain,
    IReadOnlyList<string> Inputs,
    IReadOnlyList<string> Outputs,
    IReadOnlyDictionary<string, OnnxAttribute> Attributes);

/// <summary>The kinds of attribute values, numbered as in the format.</summary>
public enum OnnxAttributeKind
{
    /// <summary>Not said.</summary>
    Undefined = 0,

    /// <summary>A floating-point number, in <see cref="OnnxAttribute.Floats"/>.</summary>
    Float = 1,

    /// <summary>A whole number, in <see cref="OnnxAttribute.Integers"/>.</summary>
    Integer = 2,

    /// <summary>Text, in <see cref="OnnxAttribute.Strings"/>.</summary>
    String = 3,

    /// <summary>A tensor.</summary>
    Tensor = 4,

    /// <summary>A graph, which no supported operator has.</summary>
    Graph = 5,

    /// <summary>Floating-point numbers.</summary>
    Floats = 6,

    /// <summary>Whole numbers.</summary>
    Integers = 7,

    /// <summary>Texts.</summary>
    Strings = 8,

    /// <summary>Any other kind, which no supported operator has.</summary>
    Other = 9,
}

/// <summary>An attribute of a node. Single values are lists of one.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">Which of the others holds its value.</param>
/// <param name="Floats">Its floating-point numbers.</param>
/// <param name="Integers">Its whole numbers.</param>
/// <param name="Strings">Its texts.</param>
/// <param name="Tensor">Its tensor, or null.</param>
public sealed record OnnxAttribute(
    string Name,
    OnnxAttributeKind Kind,
    IReadOnlyList<float> Floats,
    IReadOnlyList<long> Integers,
    IReadOnlyList<string> Strings,
    NamedTensor? Tensor)
{
    /// <summary>Why the attribute's tensor cannot be read, to be put behind its name, or null.</summary>
    public string? Unreadable { get; init; }
}

/// <summary>The name and, where the file gives it, the type of a value.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Format">Its number format, or null where it is not given or not one of ours.</param>
/// <param name="FormatName">What the file calls the format, for messages: <c>float16</c>, <c>string</c>.</param>
/// <param name="Shape">Its dimensions, or null where the file gives none.</param>
public sealed record OnnxValue(string Name, TensorFormat? Format, string FormatName, IReadOnlyList<OnnxDimension>? Shape);

/// <summary>A dimension: a number, a name, or neither.</summary>
/// <param name="Size">The size, or null; −1, as some exporters write for an unknown one, is null here.</param>
/// <param name="Parameter">The name of a dimension that is open, or empty.</param>
public sealed record OnnxDimension(long? Size, string Parameter);
