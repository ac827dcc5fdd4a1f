using System.Numerics;
using ReluGen.Model;

namespace ReluGen.Interpreter;

/// <summary>Softmax and its logarithm of each row, operation by operation.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="node">The node.</param>
/// <param name="sum">Sums with the model's arithmetic.</param>
internal sealed class ExactSoftmax<T>(SoftmaxNode node, ExactSum<T> sum) : ExactNode<T>
    where T : struct, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The probabilities, or their logarithms.</summary>
    public override T[] Forward(T[][] inputs) => inputs[0].Chunk(node.Order.Terms).SelectMany(Row).ToArray();

    /// <summary>The gradient for the sums.</summary>
    public override void Backward(T[][] inputs, T[] output, T[] g, ExactContribution<T> add)
    {
        int terms = node.Order.Terms;
        for (int start = 0; start < g.Length; start += terms)
        {
            int row = start;
            T total = node.IsLogarithm
                ? ExactSum<T>.Of(node.Order, i => g[row + i])
                : sum.OfProducts(node.Order, null, i => g[row + i], i => output[row + i]);
            for (int i = row; i < row + terms; i++)
            {
                add(0, i, node.IsLogarithm
                    ? g[i] - (ExactFunctions<T>.Exp(output[i]) * total)
                    : output[i] * (g[i] - total));
            }
        }
    }

    private T[] Row(T[] z)
    {
        T largest = z[0];
        for (int i = 1; i < z.Length; i++)
        {
            largest = z[i] > largest ? z[i] : largest;
        }

        var exponentials = new T[z.Length];
        for (int i = 0; i < z.Length; i++)
        {
            exponentials[i] = ExactFunctions<T>.Exp(z[i] - largest);
        }

        T total = ExactSum<T>.Of(node.Order, i => exponentials[i]);
        var result = new T[z.Length];
        for (int i = 0; i < z.Length; i++)
        {
            result[i] = node.IsLogarithm
                ? z[i] - largest - ExactFunctions<T>.Log1p(total - T.One)
                : exponentials[i] / total;
        }

        return result;
    }
}
