using ReluGen.Model;

namespace ReluGen.Interpreter;

/// <summary>The vector-Jacobian product of each kind of node, in double.</summary>
/// <param name="derivativeAtZero">Which one-sided derivative counts at a bend at zero.</param>
internal sealed class ReferenceBackward(int derivativeAtZero)
{
    /// <summary>What <paramref name="node"/> contributes to the gradient of each of its inputs, in its order.</summary>
    /// <param name="node">The node.</param>
    /// <param name="inputs">The elements of its inputs.</param>
    /// <param name="gradient">The gradient of its output.</param>
    /// <param name="parameters">The gradient of all parameters, which the node's own contributions are added to.</param>
    public double[][] Run(Node node, IReadOnlyList<double[]> inputs, double[] gradient, double[] parameters)
    {
        switch (node)
        {
            case DenseNode dense:
                return [Dense(dense, inputs[0], gradient, parameters)];
            case ActivationNode activation:
                return [inputs[0].Select((z, i) =>
                    gradient[i] * ReferenceActivation.Derivative(activation.Function, z, derivativeAtZero)).ToArray()];
            case SoftmaxNode softmax:
                return [ByRow(inputs[0], gradient, softmax.Rows, (z, g) => ReferenceSoftmax.Backward(z, g, softmax.IsLogarithm))];
            case UnaryNode unary:
                return [inputs[0].Select((x, i) =>
                    gradient[i] * ReferenceElementwise.Derivative(unary.Kind, x, derivativeAtZero)).ToArray()];
            case BinaryNode binary:
                return Binary(binary, inputs, gradient);
            case SelectNode select:
                return Select(select, inputs, gradient);
            case ReduceNode reduce:
                return [ByRow(inputs[0], gradient, reduce.Rows, (row, g) =>
                    ReferenceReduction.Gradient(reduce.Kind, row).Select(derivative => derivative == 0 ? 0 : derivative * g[0]).ToArray())];
            case PlaceNode:
                return [new double[inputs[0].Length]];
            case ArrangeNode arrange:
                return Arrange(arrange, inputs, gradient);
            case MatrixProductNode product:
                return Product(product, inputs[0], inputs[1], gradient);
            case ConstantNode constant:
                for (int i = 0; constant.ParameterOffset is int offset && i < gradient.Length; i++)
                {
                    parameters[offset + i] += gradient[i];
                }

                return [];
            default:
                throw new NotSupportedException(node.GetType().Name);
        }
    }

    private static double[] ByRow(double[] elements, double[] gradient, int rows, Func<double[], double[], double[]> function)
    {
        double[][] gradients = ReferenceForward.Rows(gradient, rows);
        return ReferenceForward.Rows(elements, rows).SelectMany((row, i) => function(row, gradients[i])).ToArray();
    }

    private static double[] Dense(DenseNode node, double[] input, double[] gradient, double[] parameters)
    {
        var inputGradient = new double[node.Rows * node.InputSize];
        for (int row = 0; row < node.Rows; row++)
        {
            for (int n = 0; n < node.Units; n++)
            {
                double g = gradient[(row * node.Units) + n];
                for (int k = 0; k < node.InputSize; k++)
                {
                    int weight = (n * node.InputSize) + k;
                    int element = (row * node.InputSize) + k;
                    inputGradient[element] += node.Weights[weight] * g;
                    parameters[node.WeightPlace(n, k)] += g * input[element];
                }

                if (node.Bias is not null)
                {
                    parameters[node.BiasOffset + n] += g;
                }
            }
        }

        return inputGradient;
    }

    private double[][] Binary(BinaryNode node, IReadOnlyList<double[]> inputs, double[] gradient)
    {
        var left = new double[inputs[0].Length];
        var right = new double[inputs[1].Length];
        for (int i = 0; i < gradient.Length; i++)
        {
            int l = node.Left.IndexOf(i);
            int r = node.Right.IndexOf(i);
            (double x, double y) = ReferenceElementwise.Derivatives(node.Kind, inputs[0][l], inputs[1][r], derivativeAtZero);
            left[l] += gradient[i] * x;
            right[r] += gradient[i] * y;
        }

        return [left, right];
    }

    private static double[][] Select(SelectNode node, IReadOnlyList<double[]> inputs, double[] gradient)
    {
        var whenTrue = new double[inputs[1].Length];
        var whenFalse = new double[inputs[2].Length];
        for (int i = 0; i < gradient.Length; i++)
        {
            if (inputs[0][node.Condition.IndexOf(i)] != 0)
            {
                whenTrue[node.WhenTrue.IndexOf(i)] += gradient[i];
            }
            else
            {
                whenFalse[node.WhenFalse.IndexOf(i)] += gradient[i];
            }
        }

        return [new double[inputs[0].Length], whenTrue, whenFalse];
    }

    private static double[][] Arrange(ArrangeNode node, IReadOnlyList<double[]> inputs, double[] gradient)
    {
        var all = new double[inputs.Sum(input => input.Length)];
        for (int i = 0; i < gradient.Length; i++)
        {
            if (node.Map[i] != IndexMap.Filled)
            {
                all[node.Map[i]] += gradient[i];
            }
        }

        int start = 0;
        return inputs.Select(input =>
        {
            double[] part = ReferenceForward.Part(all, start, input.Length);
            start += input.Length;
            return part;
        }).ToArray();
    }

    private static double[][] Product(MatrixProductNode node, double[] left, double[] right, double[] gradient)
    {
        var leftGradient = new double[left.Length];
        var rightGradient = new double[right.Length];
        for (int b = 0; b < node.Batch; b++)
        {
            for (int row = 0; row < node.Rows; row++)
            {
                for (int column = 0; column < node.Columns; column++)
                {
                    double g = gradient[(((b * node.Rows) + row) * node.Columns) + column];
                    for (int k = 0; k < node.Terms; k++)
                    {
                        int l = (((b * node.Rows) + row) * node.Terms) + k;
                        int r = (((b * node.Terms) + k) * node.Columns) + column;
                        leftGradient[l] += g * right[r];
                        rightGradient[r] += g * left[l];
                    }
                }
            }
        }

        return [leftGradient, rightGradient];
    }
}
