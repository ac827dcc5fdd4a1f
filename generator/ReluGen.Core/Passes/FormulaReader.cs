using ReluGen.Model;

namespace ReluGen.Passes;

/// <summary>Reads arithmetic back as products and sums of values, whatever the order it is written in.</summary>
/// <param name="graph">The graph.</param>
internal sealed class FormulaReader(GraphView graph)
{
    /// <summary>The most values in a formula: no activation has more, and every search stays short.</summary>
    private const int MostParts = 4;

    /// <summary>A value as a number times other values: multiplications and whole powers taken apart, divisions by numbers too.</summary>
    public (double Factor, IReadOnlyList<int> Values) Factors(int value)
    {
        double factor = 1;
        var parts = new List<int> { value };
        for (int i = 0; i < parts.Count && parts.Count <= MostParts;)
        {
            if (graph.Maker(parts[i]) is not BinaryNode node)
            {
                i++;
                continue;
            }

            double? left = graph.Scalar(node.Left.Value);
            double? right = graph.Scalar(node.Right.Value);
            switch (node.Kind)
            {
                case BinaryKind.Multiply when right is double r && IsWhole(node, node.Left):
                    factor *= r;
                    parts[i] = node.Left.Value;
                    break;
                case BinaryKind.Multiply when left is double l && IsWhole(node, node.Right):
                    factor *= l;
                    parts[i] = node.Right.Value;
                    break;
                case BinaryKind.Divide when right is double divisor && IsWhole(node, node.Left):
                    factor /= divisor;
                    parts[i] = node.Left.Value;
                    break;
                case BinaryKind.Power when right is 2 or 3 && IsWhole(node, node.Left):
                    parts.RemoveAt(i);
                    parts.InsertRange(i, Enumerable.Repeat(node.Left.Value, (int)right));
                    break;
                case BinaryKind.Multiply when IsWhole(node, node.Left) && IsWhole(node, node.Right):
                    parts[i] = node.Left.Value;
                    parts.Insert(i, node.Right.Value);
                    break;
                default:
                    i++;
                    break;
            }
        }

        return (factor, parts);
    }

    /// <summary>A value as a number plus other values: additions taken apart.</summary>
    public (double Term, IReadOnlyList<int> Values) Terms(int value)
    {
        double term = 0;
        var parts = new List<int> { value };
        for (int i = 0; i < parts.Count && parts.Count <= MostParts;)
        {
            if (graph.Maker(parts[i]) is not BinaryNode { Kind: BinaryKind.Add } node)
            {
                i++;
            }
            else if (graph.Scalar(node.Right.Value) is double right && IsWhole(node, node.Left))
            {
                term += right;
                parts[i] = node.Left.Value;
            }
            else if (graph.Scalar(node.Left.Value) is double left && IsWhole(node, node.Right))
            {
                term += left;
                parts[i] = node.Right.Value;
            }
            else if (IsWhole(node, node.Left) && IsWhole(node, node.Right))
            {
                parts[i] = node.Left.Value;
                parts.Insert(i, node.Right.Value);
            }
            else
            {
                i++;
            }
        }

        return (term, parts);
    }

    private bool IsWhole(BinaryNode node, Operand operand) => operand.Length == graph.CountOf(node.Output);
}
