using System.Numerics;
using ReluGen.Model;

namespace ReluGen.Interpreter;

/// <summary>An activation of each element.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class ExactActivationNode<T>(ActivationNode node, int derivativeAtZero) : ExactNode<T>
    where T : struct, IBinaryFloatingPointIeee754<T>
{
    private readonly ExactActivation<T> _function = new(node.Function, derivativeAtZero);

    /// <inheritdoc/>
    public override T[] Forward(T[][] inputs) => Array.ConvertAll(inputs[0], _function.Forward);

    /// <inheritdoc/>
    public override void Backward(T[][] inputs, T[] output, T[] g, ExactContribution<T> add)
    {
        for (int i = 0; i < g.Length; i++)
        {
            add(0, i, _function.Backward(inputs[0][i], output[i], g[i]));
        }
    }
}

/// <summary>A function of each element.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class ExactUnary<T>(UnaryNode node, int derivativeAtZero) : ExactNode<T>
    where T : struct, IBinaryFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override T[] Forward(T[][] inputs) => Array.ConvertAll(inputs[0], x => ExactFunction<T>.Value(node.Kind, x));

    /// <inheritdoc/>
    public override void Backward(T[][] inputs, T[] output, T[] g, ExactContribution<T> add)
    {
        for (int i = 0; i < g.Length && ExactFunction<T>.HasGradient(node.Kind); i++)
        {
            add(0, i, ExactFunction<T>.Contribution(node.Kind, inputs[0][i], g[i], derivativeAtZero));
        }
    }
}

/// <summary>A function of two elements.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class ExactBinary<T>(BinaryNode node, int size, int derivativeAtZero) : ExactNode<T>
    where T : struct, IBinaryFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override T[] Forward(T[][] inputs) => Enumerable.Range(0, size)
        .Select(i => ExactFunction<T>.Value(node.Kind, inputs[0][node.Left.IndexOf(i)], inputs[1][node.Right.IndexOf(i)])).ToArray();

    /// <inheritdoc/>
    public override void Backward(T[][] inputs, T[] output, T[] g, ExactContribution<T> add)
    {
        for (int input = 0; input < 2; input++)
        {
            Operand operand = input == 0 ? node.Left : node.Right;
            for (int i = 0; i < size && ExactFunction<T>.HasGradient(node.Kind, input); i++)
            {
                T x = inputs[0][node.Left.IndexOf(i)];
                T y = inputs[1][node.Right.IndexOf(i)];
                add(input, operand.IndexOf(i), ExactFunction<T>.Contribution(node.Kind, input, x, y, g[i], derivativeAtZero));
            }
        }
    }
}

/// <summary>Takes each element from one of two operands.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class ExactSelect<T>(SelectNode node, int size) : ExactNode<T>
    where T : struct, IBinaryFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override T[] Forward(T[][] inputs) => Enumerable.Range(0, size)
        .Select(i => IsTrue(inputs, i) ? inputs[1][node.WhenTrue.IndexOf(i)] : inputs[2][node.WhenFalse.IndexOf(i)]).ToArray();

    /// <inheritdoc/>
    public override void Backward(T[][] inputs, T[] output, T[] g, ExactContribution<T> add)
    {
        for (int i = 0; i < size; i++)
        {
            add(1, node.WhenTrue.IndexOf(i), IsTrue(inputs, i) ? g[i] : T.Zero);
        }

        for (int i = 0; i < size; i++)
        {
            add(2, node.WhenFalse.IndexOf(i), IsTrue(inputs, i) ? T.Zero : g[i]);
        }
    }

    private bool IsTrue(T[][] inputs, int index) => inputs[0][node.Condition.IndexOf(index)] != T.Zero;
}
