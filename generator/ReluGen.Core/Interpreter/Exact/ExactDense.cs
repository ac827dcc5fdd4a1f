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

    /// <summary>Weights, then bias: over samples, within a sample use by use of the weights, and of a use row by row, in one chain.</summary>
    public override void ParameterGradient(IReadOnlyList<ExactUse<T>> uses, T[] parameters)
    {
        T[][] gradients = uses[^1].Gradients;
        for (int n = 0; n < node.Units; n++)
        {
            int unit = n;
            for (int k = 0; k < node.InputSize && node.Tie is null; k++)
            {
                int element = k;
                parameters[node.WeightPlace(n, k)] = OverSamples(
                    gradients.Length,
                    (chain, sample) => uses.Aggregate(chain, (accumulator, use) => OfWeight(accumulator, use, sample, unit, element)));
            }

            if (_bias is not null)
            {
                parameters[node.BiasOffset + n] = OverSamples(
                    gradients.Length,
                    (chain, sample) => OverRows(chain, node.Rows, (accumulator, row) => accumulator + gradients[sample][(row * node.Units) + unit]));
            }
        }
    }

    /// <summary>What a chain becomes with what one use of a weight contributes: its unit's gradient times its input, where a transposed use has the two swapped.</summary>
    private T OfWeight(T chain, ExactUse<T> use, int sample, int unit, int input)
    {
        var user = (DenseNode)use.Node;
        (int n, int k) = user.Tie is { IsTransposed: true } ? (input, unit) : (unit, input);
        return OverRows(chain, user.Rows, (accumulator, row) => sum.MultiplyAdd(
            use.Gradients[sample][(row * user.Units) + n], use.Inputs[sample][0][(row * user.InputSize) + k], accumulator));
    }

    private static T OverRows(T chain, int rows, Func<T, int, T> next)
    {
        for (int row = 0; row < rows; row++)
        {
            chain = next(chain, row);
        }

        return chain;
    }
}
