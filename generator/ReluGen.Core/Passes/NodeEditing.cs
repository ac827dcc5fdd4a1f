using ReluGen.Model;

namespace ReluGen.Passes;

/// <summary>Changes parts of a node whatever its kind.</summary>
internal static class NodeEditing
{
    /// <summary>The node with other value ids.</summary>
    public static Node Renumber(Node node, Func<int, int> id)
    {
        Operand Moved(Operand operand) => operand with { Value = id(operand.Value) };
        int output = id(node.Output);
        return node switch
        {
            // Copies of records keep what the base record was made with, so every node is made anew.
            DenseNode n => new DenseNode(
                n.Name, id(n.Input), output, n.InputSize, n.Units, n.Weights, n.Bias, n.ForwardOrder, n.InputGradientOrder, n.ParameterOffset, n.Rows, n.Tie),
            ActivationNode n => new ActivationNode(n.Name, id(n.Input), output, n.Function),
            SoftmaxNode n => new SoftmaxNode(n.Name, id(n.Input), output, n.IsLogarithm, n.Order, n.Rows),
            UnaryNode n => new UnaryNode(n.Name, id(n.Input), output, n.Kind),
            BinaryNode n => new BinaryNode(n.Name, Moved(n.Left), Moved(n.Right), output, n.Kind),
            SelectNode n => new SelectNode(n.Name, Moved(n.Condition), Moved(n.WhenTrue), Moved(n.WhenFalse), output),
            ReduceNode n => new ReduceNode(n.Name, id(n.Input), output, n.Kind, n.Order, n.Rows),
            PlaceNode n => new PlaceNode(n.Name, id(n.Input), output, n.Terms, n.Rows, n.IsMinimum, n.TakesLast),
            ArrangeNode n => new ArrangeNode(n.Name, new EquatableArray<int>(n.Sources.Select(id)), output, n.Map, n.Fill),
            MatrixProductNode n => new MatrixProductNode(n.Name, id(n.Left), id(n.Right), output, n.Batch, n.Rows, n.Terms, n.Columns),
            ConstantNode n => new ConstantNode(n.Name, output, n.Values, n.ParameterOffset),
            _ => throw new NotSupportedException(node.GetType().Name),
        };
    }
}
