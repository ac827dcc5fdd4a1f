using ReluGen.Declaration;

namespace ReluGen.Model;

/// <summary>A value that flows through the graph.</summary>
/// <remarks>Equal when every part is.</remarks>
/// <param name="Id">Its position in the model's list of values.</param>
/// <param name="Name">The name that generated code gives it.</param>
/// <param name="Shape">Its shape for one sample.</param>
/// <param name="SourceName">What a model file calls it, or null.</param>
public sealed record Value(int Id, string Name, Shape Shape, string? SourceName = null);

/// <summary>The file that a model was read from.</summary>
/// <remarks>Equal when every part is.</remarks>
/// <param name="FileName">The file's name, without folders.</param>
/// <param name="Hash">The SHA-256 of its content, 64 hexadecimal digits.</param>
/// <param name="Resource">The name of the embedded resource that holds the values of large tensors, or null where there is none.</param>
public sealed record ModelSource(string FileName, string Hash, string? Resource);

/// <summary>
/// The second of the five words: a checked graph with shapes and arithmetic fixed. Whatever computes it, in whatever
/// way, gives the same bits.
/// </summary>
/// <remarks>Equal when every part is, weights by content hash.</remarks>
/// <param name="Type">The user's type.</param>
/// <param name="Element">The number type.</param>
/// <param name="Arithmetic">How sums of products round.</param>
/// <param name="DerivativeAtZero">Which one-sided derivative counts at a bend at zero: 1 right, 0 left.</param>
/// <param name="Values">All values by id.</param>
/// <param name="Nodes">All nodes in topological order.</param>
/// <param name="Inputs">The ids of the inputs.</param>
/// <param name="Outputs">The ids of the outputs.</param>
/// <param name="Source">The model file it was read from, or null where it was declared by attributes.</param>
/// <param name="IsTrainable">Whether its parameters are an instance's and change; those of the model are what they start from, where there are any.</param>
public sealed record NetworkModel(
    TypeDeclaration Type,
    ElementKind Element,
    ArithmeticKind Arithmetic,
    int DerivativeAtZero,
    EquatableArray<Value> Values,
    EquatableArray<Node> Nodes,
    EquatableArray<int> Inputs,
    EquatableArray<int> Outputs,
    ModelSource? Source = null,
    bool IsTrainable = false)
{
    /// <summary>
    /// The number of samples whose parameter gradients are summed in one chain, from −0 on, in order. Chunks are added
    /// from left to right, whatever the number of threads.
    /// </summary>
    public const int GradientChunk = 32;

    /// <summary>The number of input elements of a sample, all inputs together.</summary>
    public int InputSize => Inputs.Sum(id => Values[id].Shape.ElementCount);

    /// <summary>The number of output elements of a sample, all outputs together.</summary>
    public int OutputSize => Outputs.Sum(id => Values[id].Shape.ElementCount);

    /// <summary>Whether any values are left in a resource.</summary>
    public bool HasResource => Tensors.Any(tensor => tensor.ResourceOffset is not null);

    /// <summary>The constant values of all nodes, in order; weights that several layers use stand there once.</summary>
    public IEnumerable<Tensor> Tensors => Nodes.SelectMany(node => node switch
    {
        DenseNode { Tie: not null } dense => dense.Bias is { } tiedBias ? [tiedBias] : [],
        DenseNode { Bias: { } bias } dense => [dense.Weights, bias],
        DenseNode dense => [dense.Weights],
        ConstantNode constant => new[] { constant.Values },
        _ => [],
    });

    /// <summary>The number of parameters.</summary>
    public int ParameterCount => Nodes.OfType<DenseNode>().Sum(node => node.ParameterCount)
        + Nodes.OfType<ConstantNode>().Where(node => node.ParameterOffset is not null).Sum(node => node.Values.Count);
}
