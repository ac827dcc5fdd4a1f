using ReluGen.Model;

namespace ReluGen.Tool.Inspecting;

/// <summary>What a node costs.</summary>
internal static class NodeFigures
{
    /// <summary>The node's kind in one word.</summary>
    public static string Kind(Node node) => node switch
    {
        DenseNode => "dense",
        ActivationNode => "activation",
        SoftmaxNode => "softmax",
        UnaryNode => "unary",
        BinaryNode => "binary",
        SelectNode => "select",
        ReduceNode => "reduce",
        PlaceNode => "place",
        ArrangeNode => "arrange",
        MatrixProductNode => "matrixProduct",
        ConstantNode => "constant",
        _ => throw new NotSupportedException(node.GetType().Name),
    };

    /// <summary>The multiply-adds of a sample.</summary>
    public static long MultiplyAdds(Node node) => node switch
    {
        DenseNode dense => (long)dense.Rows * dense.Units * dense.InputSize,
        MatrixProductNode product => (long)product.Batch * product.Rows * product.Terms * product.Columns,
        _ => 0,
    };

    /// <summary>The multiply-adds of a sample through the whole network.</summary>
    public static long MultiplyAdds(NetworkModel model) => model.Nodes.Sum(MultiplyAdds);

    /// <summary>The number of parameters.</summary>
    public static int Parameters(Node node) => node switch
    {
        DenseNode dense => dense.ParameterCount,
        ConstantNode { ParameterOffset: not null } constant => constant.Values.Count,
        _ => 0,
    };

    /// <summary>The bytes of a node's constants.</summary>
    public static long ConstantBytes(Node node, ElementKind element) => (node switch
    {
        DenseNode dense => dense.ParameterCount,
        ConstantNode constant => constant.Values.Count,
        _ => 0L,
    }) * (element == ElementKind.Float ? sizeof(float) : sizeof(double));
}
