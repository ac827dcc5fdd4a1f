using System.Numerics;
using ReluGen.Model;

namespace ReluGen.Interpreter;

/// <summary>A dense layer's sums and gradients, in the orders that the node names.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="node">The node.</param>
/// <param name="sum">Sums with the model's arithmetic.</param>
internal sealed class ExactDense<T>(DenseNode node, ExactSum<T> sum)
    where T : struct, IBinaryFloatingPointIeee754<T>
{
    private readonly T[] _weights = node.Weights.Values.Select(ExactFunctions<T>.Constant).ToArray();
    private readonly T[]? _bias = node.Bias?.Values.Select(ExactFunctions<T>.Constant).ToArray();

    /// <summary>weights · x + bias.</summary>
    public T[] Forward(T[] x)
    {
        var output = new T[node.Units];
        for (int n = 0; n < node.Units; n++)
        {
            int row = n * node.InputSize;
            output[n] = sum.OfProducts(node.ForwardOrder, _bias?[n], k => _weights[row + k], k => x[k]);
        }

        return output;
    }

    /// <summary>The gradient for the input, from the gradient <paramref name="g"/> for the sums.</summary>
    public T[] InputGradient(T[] g)
    {
        var gradient = new T[node.InputSize];
        for (int k = 0; k < node.InputSize; k++)
        {
            int column = k;
            gradient[k] = sum.OfProducts(
                node.InputGradientOrder, null, n => _weights[(n * node.InputSize) + column], n => g[n]);
        }

        return gradient;
    }

    /// <summary>
    /// Writes the layer's part of the parameter gradient: chunks of samples, each summed from −0 in order, and the
    /// chunks' sums added from left to right.
    /// </summary>
    /// <param name="inputs">The layer's input, a row a sample.</param>
    /// <param name="gradients">The gradient for its sums, a row a sample; at least one.</param>
    /// <param name="parameters">Receives the gradient, in the model's parameter layout.</param>
    public void ParameterGradient(T[][] inputs, T[][] gradients, T[] parameters)
    {
        for (int n = 0; n < node.Units; n++)
        {
            int unit = n;
            for (int k = 0; k < node.InputSize; k++)
            {
                int element = k;
                parameters[node.ParameterOffset + (n * node.InputSize) + k] = OverSamples(
                    gradients.Length,
                    (accumulator, sample) => sum.MultiplyAdd(gradients[sample][unit], inputs[sample][element], accumulator));
            }

            if (_bias is not null)
            {
                parameters[node.BiasOffset + n] = OverSamples(
                    gradients.Length, (accumulator, sample) => accumulator + gradients[sample][unit]);
            }
        }
    }

    private static T OverSamples(int count, Func<T, int, T> next)
    {
        T total = default;
        for (int start = 0; start < count; start += NetworkModel.GradientChunk)
        {
            T chunk = T.NegativeZero;
            for (int sample = start; sample < Math.Min(count, start + NetworkModel.GradientChunk); sample++)
            {
                chunk = next(chunk, sample);
            }

            total = start == 0 ? chunk : total + chunk;
        }

        return total;
    }
}
