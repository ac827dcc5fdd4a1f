namespace ReluGen.Tool.Inspecting;

/// <summary>What <c>inspect</c> says about a file. The members are those of the JSON, which <c>docs/tool.md</c> describes.</summary>
internal sealed record ModelReport
{
    /// <summary>The path as the user wrote it.</summary>
    public required string File { get; init; }

    /// <summary>The format: <c>onnx</c>, <c>json</c>, …; null where it is not known.</summary>
    public string? Format { get; init; }

    /// <summary>The SHA-256 of the content.</summary>
    public required string Sha256 { get; init; }

    /// <summary>The size of the file in bytes.</summary>
    public required long FileBytes { get; init; }

    /// <summary>The program that wrote it, or null.</summary>
    public string? Producer { get; init; }

    /// <summary>The version of the standard operator set, or null.</summary>
    public long? Opset { get; init; }

    /// <summary>What keeps the file from being read.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];

    /// <summary>The network, or null where no output can be computed or the file holds weights alone.</summary>
    public NetworkReport? Network { get; init; }

    /// <summary>How often the file uses each operator.</summary>
    public IReadOnlyDictionary<string, int> Operators { get; init; } = new Dictionary<string, int>();

    /// <summary>The wanted outputs that cannot be computed.</summary>
    public IReadOnlyList<RefusedReport> Refused { get; init; } = [];

    /// <summary>The nodes that keep them from it.</summary>
    public IReadOnlyList<UnsupportedReport> Unsupported { get; init; } = [];

    /// <summary>The tensors of a file that holds weights alone.</summary>
    public IReadOnlyList<TensorReport> Tensors { get; init; } = [];
}

/// <summary>A network.</summary>
internal sealed record NetworkReport
{
    /// <summary><c>float</c> or <c>double</c>.</summary>
    public required string Element { get; init; }

    /// <summary>The form of the generated code: <c>straightLine</c>, <c>vector</c> or <c>graph</c>.</summary>
    public required string Form { get; init; }

    /// <summary>The inputs in the order of the spans.</summary>
    public required IReadOnlyList<ValueReport> Inputs { get; init; }

    /// <summary>The outputs in the order of the spans.</summary>
    public required IReadOnlyList<ValueReport> Outputs { get; init; }

    /// <summary>The number of nodes; those that one layer computes together count one by one.</summary>
    public required int Nodes { get; init; }

    /// <summary>The layers and other steps in the order in which they are computed.</summary>
    public required IReadOnlyList<LayerReport> Layers { get; init; }

    /// <summary>The number of parameters.</summary>
    public required int Parameters { get; init; }

    /// <summary>The multiply-adds of a sample.</summary>
    public required long MultiplyAdds { get; init; }

    /// <summary>The bytes of all constants: parameters and what was folded.</summary>
    public required long WeightBytes { get; init; }
}

/// <summary>An input or output.</summary>
/// <param name="Name">Its name in the file.</param>
/// <param name="Identifier">Its name in generated code.</param>
/// <param name="Shape">Its shape for one sample.</param>
/// <param name="Offset">Where it starts in the span of all inputs or outputs.</param>
internal sealed record ValueReport(string Name, string Identifier, IReadOnlyList<int> Shape, int Offset);

/// <summary>A layer or another step.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">Its kind: <c>dense</c>, <c>activation</c>, …</param>
/// <param name="Computes">What it computes.</param>
/// <param name="Shape">The shape of what it makes.</param>
/// <param name="Parameters">The number of its parameters.</param>
/// <param name="MultiplyAdds">Its multiply-adds.</param>
/// <param name="Single">The kernel for one sample.</param>
/// <param name="Batch">The kernel for a batch.</param>
internal sealed record LayerReport(
    string Name, string Kind, string Computes, IReadOnlyList<int> Shape, int Parameters, long MultiplyAdds, string Single, string Batch);

/// <summary>An output that cannot be computed.</summary>
/// <param name="Output">Its name.</param>
/// <param name="Nodes">The nodes that keep it from it.</param>
internal sealed record RefusedReport(string Output, IReadOnlyList<string> Nodes);

/// <summary>A node that is not supported.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Operator">Its operator.</param>
/// <param name="Opset">The version of the operator set, or 0 where the file says none.</param>
/// <param name="Reason">Why.</param>
/// <param name="Remedy">What to do.</param>
internal sealed record UnsupportedReport(string Name, string Operator, long Opset, string Reason, string Remedy);

/// <summary>A tensor.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Format">Its number format in the file.</param>
/// <param name="Shape">Its shape.</param>
internal sealed record TensorReport(string Name, string Format, IReadOnlyList<int> Shape);
