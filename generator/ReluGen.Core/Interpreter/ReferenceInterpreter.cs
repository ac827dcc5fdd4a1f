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
            double[] z = values[node.Inputs[0]];
            values[node.Output] = node switch
            {
                DenseNode dense => Dense(dense, z),
                ActivationNode activation => z.Select(value => ReferenceActivation.Value(activation.Function, value)).ToArray(),
                SoftmaxNode softmax => ReferenceSoftmax.Forward(z, softmax.IsLogarithm),
                _ => throw new NotSupportedException(node.GetType().Name),
            };
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

        foreach (Node node in model.Nodes.Reverse())
        {
            double[] z = values[node.Inputs[0]];
            double[] gradient = gradients[node.Output];
            double[] contribution = node switch
            {
                DenseNode dense => DenseBackward(dense, z, gradient, parameters),
                ActivationNode activation => ActivationBackward(activation, z, gradient),
                SoftmaxNode softmax => ReferenceSoftmax.Backward(z, gradient, softmax.IsLogarithm),
                _ => throw new NotSupportedException(node.GetType().Name),
            };

            double[] total = gradients[node.Inputs[0]];
            for (int i = 0; i < contribution.Length; i++)
            {
                total[i] += contribution[i];
            }
        }

        return new ReferenceGradients(model.Inputs.SelectMany(id => gradients[id]).ToArray(), parameters, gradients);
    }

    private static double[] Dense(DenseNode node, double[] input)
    {
        var output = new double[node.Units];
        for (int n = 0; n < node.Units; n++)
        {
            double sum = node.Bias is null ? 0 : node.Bias[n];
            for (int k = 0; k < node.InputSize; k++)
            {
                sum += node.Weights[(n * node.InputSize) + k] * input[k];
            }

            output[n] = sum;
        }

        return output;
    }

    private static double[] DenseBackward(DenseNode node, double[] input, double[] gradient, double[] parameters)
    {
        var inputGradient = new double[node.InputSize];
        for (int n = 0; n < node.Units; n++)
        {
            for (int k = 0; k < node.InputSize; k++)
            {
                int weight = (n * node.InputSize) + k;
                inputGradient[k] += node.Weights[weight] * gradient[n];
                parameters[node.ParameterOffset + weight] += gradient[n] * input[k];
            }

            if (node.Bias is not null)
            {
                parameters[node.BiasOffset + n] += gradient[n];
            }
        }

        return inputGradient;
    }

    private double[] ActivationBackward(ActivationNode node, double[] z, double[] gradient)
    {
        var result = new double[z.Length];
        for (int i = 0; i < z.Length; i++)
        {
            result[i] = gradient[i] * ReferenceActivation.Derivative(node.Function, z[i], model.DerivativeAtZero);
        }

        return result;
    }

    /// <summary>An array for each value, zero but for those of <paramref name="ids"/>, which take their part of <paramref name="elements"/>.</summary>
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
            Array.Copy(elements, start, values[id], 0, values[id].Length);
            start += values[id].Length;
        }

        return values;
    }
}
