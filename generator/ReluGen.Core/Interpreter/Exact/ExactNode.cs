using System.Numerics;

namespace ReluGen.Interpreter;

/// <summary>Receives what a node contributes to the gradient of an element that it reads.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="input">Which of the node's inputs, from 0 on.</param>
/// <param name="element">Which element of it.</param>
/// <param name="contribution">The contribution.</param>
internal delegate void ExactContribution<T>(int input, int element, T contribution);

/// <summary>A node that uses parameters, and what it saw of a batch.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="Node">The node.</param>
/// <param name="Inputs">The elements of its inputs, for each sample.</param>
/// <param name="Gradients">The gradient for its output, for each sample; at least one.</param>
internal sealed record ExactUse<T>(Model.Node Node, T[][][] Inputs, T[][] Gradients);

/// <summary>A node, ready to run on one sample.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal abstract class ExactNode<T>
    where T : struct, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The node's output.</summary>
    /// <param name="inputs">The elements of its inputs, in its order.</param>
    public abstract T[] Forward(T[][] inputs);

    /// <summary>Contributes to the gradients of the inputs: input by input, each in the order of the results that read it.</summary>
    /// <param name="inputs">The elements of its inputs, in its order.</param>
    /// <param name="output">Its output.</param>
    /// <param name="g">The gradient for its output.</param>
    /// <param name="add">Receives the contributions.</param>
    public abstract void Backward(T[][] inputs, T[] output, T[] g, ExactContribution<T> add);

    /// <summary>Writes the gradient of the node's own parameters, if it has any.</summary>
    /// <param name="uses">The nodes that use them, from the last to the first, which is the node itself.</param>
    /// <param name="parameters">Receives the gradient, in the model's parameter layout.</param>
    public virtual void ParameterGradient(IReadOnlyList<ExactUse<T>> uses, T[] parameters)
    {
    }

    /// <summary>
    /// A sum over samples: chunks, each one chain from −0 on, and the chunks' sums added from left to right.
    /// </summary>
    /// <param name="count">The number of samples, at least one.</param>
    /// <param name="next">What a chain becomes with one sample more.</param>
    protected static T OverSamples(int count, Func<T, int, T> next)
    {
        T total = default;
        for (int start = 0; start < count; start += Model.NetworkModel.GradientChunk)
        {
            T chunk = T.NegativeZero;
            for (int sample = start; sample < Math.Min(count, start + Model.NetworkModel.GradientChunk); sample++)
            {
                chunk = next(chunk, sample);
            }

            total = start == 0 ? chunk : total + chunk;
        }

        return total;
    }
}
