using System.Numerics;
using ReluGen.Model;

namespace ReluGen.Interpreter;

/// <summary>Sums in the order that the model names: terms dealt out to chains, chains folded by halves.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="arithmetic">How a product and its addition round.</param>
internal sealed class ExactSum<T>(ArithmeticKind arithmetic)
    where T : struct, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The next value of a chain of products.</summary>
    public T MultiplyAdd(T left, T right, T accumulator) =>
        arithmetic == ArithmeticKind.Fused
            ? T.FusedMultiplyAdd(left, right, accumulator)
            : accumulator + (left * right);

    /// <summary>bias + Σ left(i)·right(i); the bias, if any, is where chain 0 starts, or comes last across lanes.</summary>
    public T OfProducts(SumOrder order, T? bias, Func<int, T> left, Func<int, T> right) =>
        Combine(order, bias, (accumulator, i) => MultiplyAdd(left(i), right(i), accumulator));

    /// <summary>Σ term(i) by plain additions.</summary>
    public static T Of(SumOrder order, Func<int, T> term) =>
        Combine(order, null, (accumulator, i) => accumulator + term(i));

    private static T Combine(SumOrder order, T? bias, Func<T, int, T> next)
    {
        var chains = new T[order.Chains];
        for (int chain = 0; chain < order.Chains; chain++)
        {
            chains[chain] = chain == 0 && bias is not null && !order.IsAcrossLanes ? bias.Value : T.NegativeZero;
            for (int i = chain; i < order.Terms; i += order.Chains)
            {
                chains[chain] = next(chains[chain], i);
            }
        }

        for (int half = order.Chains / 2; half > 0; half /= 2)
        {
            for (int chain = 0; chain < half; chain++)
            {
                chains[chain] += chains[chain + half];
            }
        }

        return bias is not null && order.IsAcrossLanes ? chains[0] + bias.Value : chains[0];
    }
}
