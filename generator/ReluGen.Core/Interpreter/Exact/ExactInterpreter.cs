using System.Numerics;
using ReluGen.Model;

namespace ReluGen.Interpreter;

/// <summary>
/// Runs a model in its own element type and follows its arithmetic literally: the order of every sum, every rounding.
/// Generated code gives the same bits, whatever its form and width.
/// </summary>
/// <remarks>
/// One element after the other, each on its own; nothing is shared with the emitters but the runtime's scalar
/// functions, which are proven by themselves.
/// </remarks>
/// <typeparam name="T">The model's element type, float or double.</typeparam>
public sealed class ExactInterpreter<T>
    where T : struct, IBinaryFloatingPointIeee754<T>
{
    private readonly NetworkModel _model;
    private readonly Step[] _steps;

    /// <summary>Prepares to run <paramref name="model"/>.</summary>
    /// <exception cref="ArgumentException">The model's element type is not <typeparamref name="T"/>.</exception>
    public ExactInterpreter(NetworkModel model)
    {
        Type element = model.Element == ElementKind.Float ? typeof(float) : typeof(double);
        if (element != typeof(T))
        {
            throw new ArgumentException($"The model's elements are {element.Name}, not {typeof(T).Name}.", nameof(model));
        }

        _model = model;
        var sum = new ExactSum<T>(model.Arithmetic);
        _steps = model.Nodes.Select(node => CreateStep(node, sum, model.DerivativeAtZero)).ToArray();
    }

    /// <summary>The output of one sample, all outputs one after the other.</summary>
    /// <param name="input">The input elements, all inputs one after the other.</param>
    public T[] Forward(ReadOnlySpan<T> input)
    {
        T[][] values = ForwardValues(input);
        return _model.Outputs.SelectMany(id => values[id]).ToArray();
    }

    /// <summary>Every value of the graph by id.</summary>
    /// <param name="input">The input elements, all inputs one after the other.</param>
    public T[][] ForwardValues(ReadOnlySpan<T> input)
    {
        var values = new T[_model.Values.Count][];
        Split(input, _model.Inputs, values);
        foreach (Step step in _steps)
        {
            values[step.Output] = step.Forward(values[step.Input]);
        }

        return values;
    }

    /// <summary>The vector-Jacobian products of a batch: row by row for the input, summed over the rows for the parameters.</summary>
    /// <param name="inputs">Rows of input elements; a single sample is a batch of one.</param>
    /// <param name="outputGradients">As many rows of gradients for the output.</param>
    public ExactGradients<T> Backward(ReadOnlySpan<T> inputs, ReadOnlySpan<T> outputGradients)
    {
        int count = inputs.Length / _model.InputSize;
        var values = new T[count][][];
        var gradients = new T[count][][];
        for (int sample = 0; sample < count; sample++)
        {
            values[sample] = ForwardValues(inputs.Slice(sample * _model.InputSize, _model.InputSize));
            gradients[sample] = new T[_model.Values.Count][];
            Split(outputGradients.Slice(sample * _model.OutputSize, _model.OutputSize), _model.Outputs, gradients[sample]);
            foreach (Step step in _steps.Reverse())
            {
                Add(gradients[sample], step.Input, step.Backward(values[sample], gradients[sample][step.Output]));
            }
        }

        var parameters = new T[_model.ParameterCount];
        foreach (Step step in _steps.Where(_ => count > 0))
        {
            step.ParameterGradient?.Invoke(
                values.Select(rows => rows[step.Input]).ToArray(),
                gradients.Select(rows => rows[step.Output]).ToArray(),
                parameters);
        }

        return new ExactGradients<T>(
            gradients.SelectMany(rows => _model.Inputs.SelectMany(id => rows[id])).ToArray(), parameters);
    }

    private static Step CreateStep(Node node, ExactSum<T> sum, int derivativeAtZero)
    {
        int input = node.Inputs[0];
        switch (node)
        {
            case DenseNode dense:
                var layer = new ExactDense<T>(dense, sum);
                return new Step(input, node.Output, layer.Forward, (_, g) => layer.InputGradient(g), layer.ParameterGradient);
            case ActivationNode activation:
                var function = new ExactActivation<T>(activation.Function, derivativeAtZero);
                return new Step(
                    input,
                    node.Output,
                    z => Array.ConvertAll(z, function.Forward),
                    (values, g) => g.Select((gi, i) => function.Backward(values[input][i], values[node.Output][i], gi)).ToArray());
            case SoftmaxNode softmax:
                var whole = new ExactSoftmax<T>(softmax, sum);
                return new Step(input, node.Output, whole.Forward, (values, g) => whole.Backward(values[node.Output], g));
            default:
                throw new NotSupportedException(node.GetType().Name);
        }
    }

    /// <summary>Where a value is read more than once, its gradients add up in reverse topological order.</summary>
    private static void Add(T[][] gradients, int id, T[] contribution) =>
        gradients[id] = gradients[id] is null
            ? contribution
            : gradients[id].Zip(contribution, (left, right) => left + right).ToArray();

    private void Split(ReadOnlySpan<T> elements, IEnumerable<int> ids, T[][] values)
    {
        int start = 0;
        foreach (int id in ids)
        {
            values[id] = elements.Slice(start, _model.Values[id].Shape.ElementCount).ToArray();
            start += values[id].Length;
        }

        if (start != elements.Length)
        {
            throw new ArgumentException(
                FormattableString.Invariant($"{elements.Length} elements; the model has {start}."), nameof(elements));
        }
    }

    private sealed record Step(
        int Input,
        int Output,
        Func<T[], T[]> Forward,
        Func<T[][], T[], T[]> Backward,
        Action<T[][], T[][], T[]>? ParameterGradient = null);
}
