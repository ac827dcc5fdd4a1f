using System.Numerics;
using ReluGen.Model;

namespace ReluGen.Interpreter;

/// <summary>Products of two values' matrices: every sum is one chain, in order.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class ExactMatrixProduct<T>(MatrixProductNode node, ExactSum<T> sum) : ExactNode<T>
    where T : struct, IBinaryFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override T[] Forward(T[][] inputs)
    {
        var output = new T[node.Batch * node.Rows * node.Columns];
        ForEach(node.Rows, node.Columns, (batch, row, column) => output[Output(batch, row, column)] =
            Chain(node.Terms, k => inputs[0][Left(batch, row, k)], k => inputs[1][Right(batch, k, column)]));
        return output;
    }

    /// <inheritdoc/>
    public override void Backward(T[][] inputs, T[] output, T[] g, ExactContribution<T> add)
    {
        ForEach(node.Rows, node.Terms, (batch, row, k) => add(0, Left(batch, row, k),
            Chain(node.Columns, column => g[Output(batch, row, column)], column => inputs[1][Right(batch, k, column)])));
        ForEach(node.Terms, node.Columns, (batch, k, column) => add(1, Right(batch, k, column),
            Chain(node.Rows, row => inputs[0][Left(batch, row, k)], row => g[Output(batch, row, column)])));
    }

    private T Chain(int terms, Func<int, T> left, Func<int, T> right) =>
        sum.OfProducts(new SumOrder(terms, 1), null, left, right);

    private void ForEach(int rows, int columns, Action<int, int, int> action)
    {
        for (int i = 0; i < node.Batch * rows * columns; i++)
        {
            action(i / (rows * columns), i / columns % rows, i % columns);
        }
    }

    private int Left(int batch, int row, int k) => (((batch * node.Rows) + row) * node.Terms) + k;

    private int Right(int batch, int k, int column) => (((batch * node.Terms) + k) * node.Columns) + column;

    private int Output(int batch, int row, int column) => (((batch * node.Rows) + row) * node.Columns) + column;
}
