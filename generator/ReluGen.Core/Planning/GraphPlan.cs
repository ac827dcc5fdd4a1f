using ReluGen.Model;

namespace ReluGen.Planning;

/// <summary>Where a value of a graph lies at run time.</summary>
public enum ValuePlace
{
    /// <summary>Nowhere: no output depends on it, or it lives only inside a layer.</summary>
    Nowhere,

    /// <summary>In the caller's memory, at an offset of each row.</summary>
    Input,

    /// <summary>In a panel that all samples share.</summary>
    Constant,

    /// <summary>In scratch memory, a padded row a sample.</summary>
    Buffer,
}

/// <summary>How a general graph runs: steps over named rows in scratch memory.</summary>
/// <remarks>Equal when every part is.</remarks>
/// <param name="Values">Each value by id.</param>
/// <param name="Steps">The steps in order; what no output depends on has none.</param>
/// <param name="InputNames">The public names of the inputs.</param>
/// <param name="OutputNames">The public names of the outputs.</param>
/// <param name="BatchSamples">The samples of a batch that go through all steps together.</param>
public sealed record GraphPlan(
    EquatableArray<ValuePlan> Values,
    EquatableArray<GraphStep> Steps,
    EquatableArray<string> InputNames,
    EquatableArray<string> OutputNames,
    int BatchSamples);

/// <summary>One value of a graph.</summary>
/// <remarks>Equal when every part is.</remarks>
/// <param name="Name">Its name in generated code, unique without regard to case.</param>
/// <param name="Size">The number of elements.</param>
/// <param name="Stride">The distance between two samples' rows in scratch memory, in elements.</param>
/// <param name="Place">Where it lies.</param>
/// <param name="Offset">Where it starts in the caller's row, for an input.</param>
/// <param name="IsCopied">
/// Whether it is copied to scratch memory first: it lies in the caller's memory or is a constant, and a step needs padded rows.
/// </param>
/// <param name="IsCopiedBackward">The same in the backward pass, where parameter gradients need padded rows, too.</param>
/// <param name="Gradient">How its gradient comes about.</param>
public sealed record ValuePlan(
    string Name,
    int Size,
    int Stride,
    ValuePlace Place,
    int Offset,
    bool IsCopied,
    bool IsCopiedBackward,
    ValueGradient Gradient)
{
    /// <summary>Where a constant's panel is in the <see cref="ParameterBlock"/>, in bytes.</summary>
    public long Panel { get; init; }

    /// <summary>The name as the first part of a method's or constant's name.</summary>
    public string Title => char.ToUpperInvariant(Name[0]) + Name.Substring(1);
}

/// <summary>How the gradient of a value comes about.</summary>
/// <remarks>Equal when every part is.</remarks>
/// <param name="IsComputed">Whether something contributes to it and something needs it.</param>
/// <param name="IsForParameters">Whether parameters depend on it; else only inputs do.</param>
/// <param name="Unread">Stretches of elements that nothing contributes to: a start and a length each.</param>
public sealed record ValueGradient(bool IsComputed, bool IsForParameters, EquatableArray<int> Unread);

/// <summary>One step: a node, or a dense node with the activation behind it.</summary>
/// <remarks>Equal when every part is.</remarks>
/// <param name="Node">The node; the dense one of a layer.</param>
/// <param name="Output">The id of the value it makes; the activation's of a layer.</param>
/// <param name="Layer">The index of the layer, or −1.</param>
/// <param name="Parts">The parts of an arrangement.</param>
public sealed record GraphStep(Node Node, int Output, int Layer, EquatableArray<ArrangementPart> Parts);

/// <summary>A part of an arrangement that reads one source: a strided block, or a table of places.</summary>
/// <remarks>Equal when every part is, tables by content hash.</remarks>
/// <param name="Source">Which of the node's inputs it reads, from 0 on.</param>
/// <param name="Start">Where the block starts in the source.</param>
/// <param name="Target">Where its elements start in the output.</param>
/// <param name="Block">A length and a source stride for each dimension, outermost first; none for a table.</param>
/// <param name="Places">For a table, the place in the source that each element of the output reads, or −1; else null.</param>
public sealed record ArrangementPart(int Source, int Start, int Target, EquatableArray<int> Block, IndexMap? Places)
{
    /// <summary>Whether it is a stretch of consecutive elements.</summary>
    public bool IsContiguous => Block.Count == 2 && Block[1] == 1;
}
