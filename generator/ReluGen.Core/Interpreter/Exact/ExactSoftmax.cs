using System.Numerics;
using ReluGen.Model;

namespace ReluGen.Interpreter;

/// <summary>Softmax and its logarithm, operation by operation.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="node">The node.</param>
/// <param name="sum">Sums with the model's arithmetic.</param>
internal sealed class ExactSoftmax<T>(SoftmaxNode node, ExactSum<T> sum)
    where T : struct, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The probabilities of <paramref name="z"/>, or their logarithms.</summary>
    public T[] Forward(T[] z)
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

    /// <summary>The gradient for the sums.</summary>
    /// <param name="a">The node's output.</param>
    /// <param name="g">The gradient for it.</param>
    public T[] Backward(T[] a, T[] g)
    {
        var result = new T[a.Length];
        T total = node.IsLogarithm
            ? ExactSum<T>.Of(node.Order, i => g[i])
            : sum.OfProducts(node.Order, null, i => g[i], i => a[i]);
        for (int i = 0; i < a.Length; i++)
        {
            result[i] = node.IsLogarithm
                ? g[i] - (ExactFunctions<T>.Exp(a[i]) * total)
                : a[i] * (g[i] - total);
        }

        return result;
    }
}
