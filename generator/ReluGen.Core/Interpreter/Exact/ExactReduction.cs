using System.Numerics;
using ReluGen.Model;

namespace ReluGen.Interpreter;

/// <summary>Reduces each row to one element.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class ExactReduce<T>(ReduceNode node) : ExactNode<T>
    where T : struct, IBinaryFloatingPointIeee754<T>
{
    private readonly int _terms = node.Order.Terms;

    /// <inheritdoc/>
    public override T[] Forward(T[][] inputs) => inputs[0].Chunk(_terms).Select(row => node.Kind switch
    {
        ReduceKind.Sum => Sum(row),
        ReduceKind.Mean => Sum(row) / T.CreateChecked(_terms),
        _ => row[Extreme(row)],
    }).ToArray();

    /// <inheritdoc/>
    public override void Backward(T[][] inputs, T[] output, T[] g, ExactContribution<T> add)
    {
        for (int row = 0; row < node.Rows; row++)
        {
            T[] elements = inputs[0][(row * _terms)..((row + 1) * _terms)];
            for (int i = 0; i < _terms; i++)
            {
                add(0, (row * _terms) + i, node.Kind switch
                {
                    ReduceKind.Sum => g[row],
                    ReduceKind.Mean => g[row] / T.CreateChecked(_terms),
                    _ => i == Extreme(elements) ? g[row] : T.Zero,
                });
            }
        }
    }

    private T Sum(T[] row) => ExactSum<T>.Of(node.Order, i => row[i]);

    private int Extreme(T[] row) => ExactPlace<T>.Find(row, node.Kind == ReduceKind.Minimum, takesLast: false);
}

/// <summary>The place of the largest or smallest element of each row.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class ExactPlace<T>(PlaceNode node) : ExactNode<T>
    where T : struct, IBinaryFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override T[] Forward(T[][] inputs) => inputs[0].Chunk(node.Terms)
        .Select(row => T.CreateChecked(Find(row, node.IsMinimum, node.TakesLast))).ToArray();

    /// <summary>A place has no gradient.</summary>
    public override void Backward(T[][] inputs, T[] output, T[] g, ExactContribution<T> add)
    {
    }

    /// <summary>The place of the first or last of the largest or smallest; NaN counts as beyond all numbers.</summary>
    public static int Find(T[] row, bool isMinimum, bool takesLast)
    {
        int[] nans = Enumerable.Range(0, row.Length).Where(i => T.IsNaN(row[i])).ToArray();
        if (nans.Length > 0)
        {
            return takesLast ? nans[^1] : nans[0];
        }

        T best = row[0];
        foreach (T value in row)
        {
            best = isMinimum ? (value < best ? value : best) : (value > best ? value : best);
        }

        return takesLast ? Array.FindLastIndex(row, value => value == best) : Array.FindIndex(row, value => value == best);
    }
}
