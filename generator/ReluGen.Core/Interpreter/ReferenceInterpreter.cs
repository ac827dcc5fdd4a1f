using ReluGen.Model;

namespace ReluGen.Interpreter;

/// <summary>Runs a model node by node in double: the reference that everything faster is measured against.</summary>
/// <remarks>
/// Textbook formulas and the plainest loops; nothing is shared with the emitters or the runtime library. Sums run from
/// left to right without fused operations, so the last bits are its own.
/// </remarks>
/// <param name="model">The model to run.</param>
public sealed class ReferenceInterpreter(NetworkModel model)
{
    /// <summary>
    /// The factors that a training pass multiplies with, or null where it drops nothing: for a dense node with <see cref="DenseNode.InputDropout"/>
    /// one for each input.
    /// </summary>
    public Func<DenseNode, double[]>? Dropout { get; init; }

    /// <summary>The output of one sample, all outputs one after the other.</summary>
    /// <param name="input">The input elements, all inputs one after the other.</param>
    public double[] Forward(double[] input)
    {
        double[][] values = ForwardValues(input);
        return model.Outputs.SelectMany(id => values[id]).ToArray();
    }

    /// <summary>Every value of the graph by id.</summary>
    /// <param name="input">The input elements, all inputs one after the other.</param>
    public double[][] ForwardValues(double[] input)
    {
        double[][] values = Split(input, model.Inputs, model.InputSize, nameof(input));
        foreach (Node node in model.Nodes)
        {
            values[node.Output] = ReferenceForward.Run(node, Inputs(node, values), model.Values[node.Output].Shape.ElementCount);
        }

        return values;
    }

    /// <summary>The vector-Jacobian product of one sample, for the input and for the parameters.</summary>
    /// <param name="input">The input elements, all inputs one after the other.</param>
    /// <param name="outputGradient">The gradient with respect to the outputs, all outputs one after the other.</param>
    public ReferenceGradients Backward(double[] input, double[] outputGradient)
    {
        double[][] values = ForwardValues(input);
        double[][] gradients = Split(outputGradient, model.Outputs, model.OutputSize, nameof(outputGradient));
        var parameters = new double[model.ParameterCount];
        var backward = new ReferenceBackward(model.DerivativeAtZero);

        foreach (Node node in model.Nodes.Reverse())
        {
            double[][] contributions = backward.Run(node, Inputs(node, values), gradients[node.Output], parameters);
            for (int i = 0; i < contributions.Length; i++)
            {
                Add(gradients[node.Inputs[i]], FactorsOf(node) is { } factors ? Product(contributions[i], factors) : contributions[i]);
            }
        }

        return new ReferenceGradients(model.Inputs.SelectMany(id => gradients[id]).ToArray(), parameters, gradients);
    }

    /// <summary>What a node computes with: values, or what dropout leaves of them.</summary>
    private double[][] Inputs(Node node, double[][] values) => FactorsOf(node) is { } factors
        ? [Product(values[node.Inputs[0]], factors)]
        : node.Inputs.Select(id => values[id]).ToArray();

    private double[]? FactorsOf(Node node) => node is DenseNode { InputDropout: not null } dense ? Dropout?.Invoke(dense) : null;

    private static double[] Product(double[] values, double[] factors) => values.Zip(factors, (value, factor) => value * factor).ToArray();

    private static void Add(double[] total, double[] contribution)
    {
        for (int i = 0; i < contribution.Length; i++)
        {
            total[i] += contribution[i];
        }
    }

    /// <summary>
    /// An array for each value, zero but for those of <paramref name="ids"/>, which take their part of <paramref name="elements"/>;
    /// the parts of one that stands there twice add up.
    /// </summary>
    private double[][] Split(double[] elements, IEnumerable<int> ids, int expected, string name)
    {
        if (elements.Length != expected)
        {
            throw new ArgumentException(FormattableString.Invariant($"{elements.Length} elements; the model has {expected}."), name);
        }

        double[][] values = model.Values.Select(value => new double[value.Shape.ElementCount]).ToArray();
        int start = 0;
        foreach (int id in ids)
        {
            Add(values[id], ReferenceForward.Part(elements, start, values[id].Length));
            start += values[id].Length;
        }

        return values;
    }
}
