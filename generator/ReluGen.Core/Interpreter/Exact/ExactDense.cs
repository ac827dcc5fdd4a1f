using System.Numerics;
using ReluGen.Model;

namespace ReluGen.Interpreter;

/// <summary>A dense layer's sums and gradients, in the orders that the node names.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="node">The node.</param>
/// <param name="sum">Sums with the model's arithmetic.</param>
internal sealed class ExactDense<T>(DenseNode node, ExactSum<T> sum) : ExactNode<T>
    where T : struct, IBinaryFloatingPointIeee754<T>
{
    private readonly T[] _weights = node.Weights.Values.Select(ExactFunctions<T>.Constant).ToArray();
    private readonly T[]? _bias = node.Bias?.Values.Select(ExactFunctions<T>.Constant).ToArray();

    /// <summary>weights · x + bias, row by row.</summary>
    public override T[] Forward(T[][] inputs)
    {
        T[] x = inputs[0];
        var output = new T[node.Rows * node.Units];
        for (int row = 0; row < node.Rows; row++)
        {
            int start = row * node.InputSize;
            for (int n = 0; n < node.Units; n++)
            {
                int weights = n * node.InputSize;
                output[(row * node.Units) + n] = sum.OfProducts(
                    node.ForwardOrder, _bias?[n], k => _weights[weights + k], k => x[start + k]);
            }
        }

        return output;
    }

    /// <summary>The gradient for the input, from the gradient for the sums.</summary>
    public override void Backward(T[][] inputs, T[] output, T[] g, ExactContribution<T> add)
    {
        for (int row = 0; row < node.Rows; row++)
        {
            int start = row * node.Units;
            for (int k = 0; k < node.InputSize; k++)
            {
                int column = k;
                add(0, (row * node.InputSize) + k, sum.OfProducts(
                    node.InputGradientOrder, null, n => _weights[(n * node.InputSize) + column], n => g[start + n]));
            }
        }
    }

    /// <summary>Weights, then bias: over samples, and within a sample row by row, in one chain.</summary>
    public override void ParameterGradient(T[][][] inputs, T[][] gradients, T[] parameters)
    {
        for (int n = 0; n < node.Units; n++)
        {
            int unit = n;
            for (int k = 0; k < node.InputSize; k++)
            {
                int element = k;
                parameters[node.ParameterOffset + (n * node.InputSize) + k] = OverSamples(
                    gradients.Length,
                    (chain, sample) => OverRows(chain, (accumulator, row) => sum.MultiplyAdd(
                        gradients[sample][(row * node.Units) + unit], inputs[sample][0][(row * node.InputSize) + element], accumulator)));
            }

            if (_bias is not null)
            {
                parameters[node.BiasOffset + n] = OverSamples(
                    gradients.Length,
                    (chain, sample) => OverRows(chain, (accumulator, row) => accumulator + gradients[sample][(row * node.Units) + unit]));
            }
        }
    }

    private T OverRows(T chain, Func<T, int, T> next)
    {
        for (int row = 0; row < node.Rows; row++)
        {
            chain = next(chain, row);
        }

        return chain;
    }
}
