using ReluGen.Model;

namespace ReluGen.Interpreter;

/// <summary>What each kind of node computes, in double, with the plainest loops.</summary>
internal static class ReferenceForward
{
    /// <summary>The elements of <paramref name="node"/>'s output.</summary>
    /// <param name="node">The node.</param>
    /// <param name="inputs">The elements of its inputs, in its order.</param>
    /// <param name="count">The number of elements of its output.</param>
    public static double[] Run(Node node, IReadOnlyList<double[]> inputs, int count) => node switch
    {
        DenseNode dense => Dense(dense, inputs[0]),
        ActivationNode activation => inputs[0].Select(z => ReferenceActivation.Value(activation.Function, z)).ToArray(),
        SoftmaxNode softmax => ByRow(inputs[0], softmax.Rows, row => ReferenceSoftmax.Forward(row, softmax.IsLogarithm)),
        UnaryNode unary => inputs[0].Select(x => ReferenceElementwise.Value(unary.Kind, x)).ToArray(),
        BinaryNode binary => Fill(count, i => ReferenceElementwise.Value(
            binary.Kind, inputs[0][binary.Left.IndexOf(i)], inputs[1][binary.Right.IndexOf(i)])),
        SelectNode select => Fill(count, i => inputs[0][select.Condition.IndexOf(i)] != 0
            ? inputs[1][select.WhenTrue.IndexOf(i)]
            : inputs[2][select.WhenFalse.IndexOf(i)]),
        ReduceNode reduce => ByRow(inputs[0], reduce.Rows, row => [ReferenceReduction.Value(reduce.Kind, row)]),
        PlaceNode place => ByRow(inputs[0], place.Rows, row => [ReferenceReduction.Place(row, place.IsMinimum, place.TakesLast)]),
        ArrangeNode arrange => Arrange(arrange, inputs),
        MatrixProductNode product => Product(product, inputs[0], inputs[1]),
        ConstantNode constant => constant.Values.Values.ToArray(),
        _ => throw new NotSupportedException(node.GetType().Name),
    };

    /// <summary>The rows of [rows, terms], each by itself.</summary>
    public static double[][] Rows(double[] elements, int rows)
    {
        int terms = elements.Length / rows;
        return Enumerable.Range(0, rows).Select(row => Part(elements, row * terms, terms)).ToArray();
    }

    /// <summary>A copy of <paramref name="count"/> elements.</summary>
    public static double[] Part(double[] elements, int start, int count)
    {
        var part = new double[count];
        Array.Copy(elements, start, part, 0, count);
        return part;
    }

    private static double[] Fill(int count, Func<int, double> element) => Enumerable.Range(0, count).Select(element).ToArray();

    private static double[] ByRow(double[] elements, int rows, Func<double[], double[]> function) =>
        Rows(elements, rows).SelectMany(function).ToArray();

    private static double[] Dense(DenseNode node, double[] input)
    {
        var output = new double[node.Rows * node.Units];
        for (int row = 0; row < node.Rows; row++)
        {
            for (int n = 0; n < node.Units; n++)
            {
                double sum = node.Bias is null ? 0 : node.Bias[n];
                for (int k = 0; k < node.InputSize; k++)
                {
                    sum += node.Weights[(n * node.InputSize) + k] * input[(row * node.InputSize) + k];
                }

                output[(row * node.Units) + n] = sum;
            }
        }

        return output;
    }

    private static double[] Arrange(ArrangeNode node, IReadOnlyList<double[]> inputs)
    {
        double[] all = inputs.SelectMany(input => input).ToArray();
        return Fill(node.Map.Count, i => node.Map[i] == IndexMap.Filled ? node.Fill : all[node.Map[i]]);
    }

    private static double[] Product(MatrixProductNode node, double[] left, double[] right)
    {
        var output = new double[node.Batch * node.Rows * node.Columns];
        for (int b = 0; b < node.Batch; b++)
        {
            for (int row = 0; row < node.Rows; row++)
            {
                for (int column = 0; column < node.Columns; column++)
                {
                    double sum = 0;
                    for (int k = 0; k < node.Terms; k++)
                    {
                        sum += left[(((b * node.Rows) + row) * node.Terms) + k] * right[(((b * node.Terms) + k) * node.Columns) + column];
                    }

                    output[(((b * node.Rows) + row) * node.Columns) + column] = sum;
                }
            }
        }

        return output;
    }
}
