using ReluGen.Model;

namespace ReluGen.Tool.Verifying;

/// <summary>A parameter to move.</summary>
/// <param name="Node">The node that has it.</param>
/// <param name="Index">Its place in the parameter layout.</param>
/// <param name="Element">Its place in the tensor.</param>
/// <param name="IsBias">Whether the tensor is the bias of a dense node.</param>
internal sealed record ParameterChoice(Node Node, int Index, int Element, bool IsBias)
{
    /// <summary>Its value.</summary>
    public double Value => Tensor[Element];

    private Tensor Tensor => Node switch
    {
        DenseNode dense => IsBias ? dense.Bias! : dense.Weights,
        ConstantNode constant => constant.Values,
        _ => throw new NotSupportedException(Node.GetType().Name),
    };

    /// <summary>Draws a parameter: a node first, so that small tensors have their turn as well as large ones.</summary>
    /// <returns>Null where the model has none.</returns>
    public static ParameterChoice? Draw(NetworkModel model, Random random)
    {
        Node[] nodes = model.Nodes.Where(node => node is DenseNode or ConstantNode { ParameterOffset: not null, Values.Count: > 0 }).ToArray();
        if (nodes.Length == 0)
        {
            return null;
        }

        switch (nodes[random.Next(nodes.Length)])
        {
            case DenseNode dense:
                bool isBias = dense.Bias is not null && random.Next(2) == 0;
                int element = random.Next(isBias ? dense.Bias!.Count : dense.Weights.Count);
                return new ParameterChoice(dense, (isBias ? dense.BiasOffset : dense.ParameterOffset) + element, element, isBias);
            case ConstantNode constant:
                int place = random.Next(constant.Values.Count);
                return new ParameterChoice(constant, constant.ParameterOffset!.Value + place, place, false);
            default:
                throw new InvalidOperationException("Only dense and constant nodes have parameters.");
        }
    }

    /// <summary>The model with the parameter at another value.</summary>
    public NetworkModel Move(NetworkModel model, double value)
    {
        double[] values = [.. Tensor.Values];
        values[Element] = value;
        var moved = new Tensor(values);
        Node changed = Node switch
        {
            DenseNode dense when IsBias => dense with { Bias = moved },
            DenseNode dense => dense with { Weights = moved },
            ConstantNode constant => constant with { Values = moved },
            _ => throw new NotSupportedException(Node.GetType().Name),
        };
        return model with { Nodes = new EquatableArray<Node>(model.Nodes.Select(node => ReferenceEquals(node, Node) ? changed : node)) };
    }
}
