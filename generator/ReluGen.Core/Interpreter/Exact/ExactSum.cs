using System.Numerics;
using ReluGen.Model;

namespace ReluGen.Interpreter;

/// <summary>Sums in the order that the model names: chains over contiguous chunks, combined from left to right.</summary>
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

    /// <summary>bias + Σ left(i)·right(i); the bias, if any, is where chain 0 starts.</summary>
    public T OfProducts(SumOrder order, T? bias, Func<int, T> left, Func<int, T> right) =>
        Combine(order, bias, (accumulator, i) => MultiplyAdd(left(i), right(i), accumulator));

    /// <summary>Σ term(i) by plain additions.</summary>
    public static T Of(SumOrder order, Func<int, T> term) =>
        Combine(order, null, (accumulator, i) => accumulator + term(i));

    private static T Combine(SumOrder order, T? bias, Func<T, int, T> next)
    {
        T total = default;
        for (int chain = 0; chain < order.Chains; chain++)
        {
            T accumulator = chain == 0 && bias is not null ? bias.Value : T.NegativeZero;
            int end = order.Start(chain) + order.Length(chain);
            for (int i = order.Start(chain); i < end; i++)
            {
                accumulator = next(accumulator, i);
            }

            total = chain == 0 ? accumulator : total + accumulator;
        }

        return total;
    }
}
