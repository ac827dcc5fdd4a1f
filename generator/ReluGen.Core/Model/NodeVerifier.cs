namespace ReluGen.Model;

/// <summary>Checks that the values of a node have as many elements as its kind says.</summary>
internal static class NodeVerifier
{
    /// <summary>Adds what is wrong with <paramref name="node"/> to <paramref name="faults"/>.</summary>
    public static void Check(NetworkModel model, Node node, ICollection<string> faults)
    {
        int Count(int id) => model.Values[id].Shape.ElementCount;
        int output = Count(node.Output);

        void Expect(string what, long actual, long expected)
        {
            if (actual != expected)
            {
                faults.Add(FormattableString.Invariant($"{node.Name}: {what} has {actual} elements instead of {expected}."));
            }
        }

        void ExpectOperand(Operand operand)
        {
            Expect("an operand", operand.Length, Count(operand.Value));
            if (operand.Inner < 1 || operand.Length < 1 || output % Math.Max(1, (long)operand.Inner * operand.Length) != 0)
            {
                faults.Add(FormattableString.Invariant(
                    $"{node.Name}: {operand.Length} elements, {operand.Inner} times each, do not fill {output}."));
            }
        }

        void ExpectOrder(SumOrder order, long expected) => Expect("an order of sums", order.Terms, expected);

        switch (node)
        {
            case DenseNode n:
                Expect("the input", Count(n.Input), (long)n.Rows * n.InputSize);
                Expect("the output", output, (long)n.Rows * n.Units);
                Expect("the weights", n.Weights.Count, (long)n.Units * n.InputSize);
                Expect("the bias", n.Bias?.Count ?? n.Units, n.Units);
                ExpectOrder(n.ForwardOrder, n.InputSize);
                ExpectOrder(n.InputGradientOrder, n.Units);
                break;
            case ActivationNode n:
                Expect("the output", output, Count(n.Input));
                break;
            case UnaryNode n:
                Expect("the output", output, Count(n.Input));
                break;
            case SoftmaxNode n:
                Expect("the input", Count(n.Input), (long)n.Rows * n.Order.Terms);
                Expect("the output", output, Count(n.Input));
                break;
            case BinaryNode n:
                ExpectOperand(n.Left);
                ExpectOperand(n.Right);
                break;
            case SelectNode n:
                ExpectOperand(n.Condition);
                ExpectOperand(n.WhenTrue);
                ExpectOperand(n.WhenFalse);
                break;
            case ReduceNode n:
                Expect("the input", Count(n.Input), (long)n.Rows * n.Order.Terms);
                Expect("the output", output, n.Rows);
                break;
            case PlaceNode n:
                Expect("the input", Count(n.Input), (long)n.Rows * n.Terms);
                Expect("the output", output, n.Rows);
                break;
            case ArrangeNode n:
                Expect("the output", output, n.Map.Count);
                CheckMap(n, n.Sources.Sum(Count), faults);
                break;
            case MatrixProductNode n:
                Expect("the left value", Count(n.Left), (long)n.Batch * n.Rows * n.Terms);
                Expect("the right value", Count(n.Right), (long)n.Batch * n.Terms * n.Columns);
                Expect("the output", output, (long)n.Batch * n.Rows * n.Columns);
                break;
            case ConstantNode n:
                Expect("the output", output, n.Values.Count);
                break;
            default:
                faults.Add($"{node.Name} is of an unknown kind.");
                break;
        }
    }

    private static void CheckMap(ArrangeNode node, int count, ICollection<string> faults)
    {
        for (int i = 0; i < node.Map.Count; i++)
        {
            if (node.Map[i] < IndexMap.Filled || node.Map[i] >= count)
            {
                faults.Add(FormattableString.Invariant($"{node.Name}: element {i} is element {node.Map[i]} of {count}."));
                return;
            }
        }
    }
}
