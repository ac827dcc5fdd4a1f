using System.Numerics;
using ReluGen.Model;

namespace ReluGen.Interpreter;

/// <summary>Moves elements.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class ExactArrange<T>(ArrangeNode node) : ExactNode<T>
    where T : struct, IBinaryFloatingPointIeee754<T>
{
    private readonly T _fill = ExactFunctions<T>.Constant(node.Fill);

    /// <inheritdoc/>
    public override T[] Forward(T[][] inputs)
    {
        T[] all = inputs.SelectMany(input => input).ToArray();
        return Enumerable.Range(0, node.Map.Count).Select(i => node.Map[i] == IndexMap.Filled ? _fill : all[node.Map[i]]).ToArray();
    }

    /// <summary>Source by source; an element gets a contribution from each place that reads it, in their order.</summary>
    public override void Backward(T[][] inputs, T[] output, T[] g, ExactContribution<T> add)
    {
        int start = 0;
        for (int input = 0; input < inputs.Length; input++)
        {
            for (int i = 0; i < node.Map.Count; i++)
            {
                int element = node.Map[i] - start;
                if (node.Map[i] != IndexMap.Filled && element >= 0 && element < inputs[input].Length)
                {
                    add(input, element, g[i]);
                }
            }

            start += inputs[input].Length;
        }
    }
}

/// <summary>A value that the model holds.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class ExactConstant<T>(ConstantNode node) : ExactNode<T>
    where T : struct, IBinaryFloatingPointIeee754<T>
{
    private readonly T[] _values = node.Values.Values.Select(ExactFunctions<T>.Constant).ToArray();

    /// <inheritdoc/>
    public override T[] Forward(T[][] inputs) => _values;

    /// <summary>A constant reads nothing.</summary>
    public override void Backward(T[][] inputs, T[] output, T[] g, ExactContribution<T> add)
    {
    }

    /// <inheritdoc/>
    public override void ParameterGradient(IReadOnlyList<ExactUse<T>> uses, T[] parameters)
    {
        T[][] gradients = uses[^1].Gradients;
        for (int i = 0; node.ParameterOffset is { } offset && i < _values.Length; i++)
        {
            int element = i;
            parameters[offset + i] = OverSamples(gradients.Length, (chain, sample) => chain + gradients[sample][element]);
        }
    }
}
