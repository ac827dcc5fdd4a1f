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
    private readonly (Node Node, ExactNode<T> Exact)[] _nodes;

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
        _nodes = model.Nodes.Select(node => (node, Create(node))).ToArray();
    }

    /// <summary>
    /// The factors that a training pass multiplies with, or null where it drops nothing: for a dense node with <see cref="DenseNode.InputDropout"/>
    /// and a row of the batch one for each input.
    /// </summary>
    public Func<DenseNode, int, T[]>? Dropout { get; init; }

    /// <summary>The output of one sample, all outputs one after the other.</summary>
    /// <param name="input">The input elements, all inputs one after the other.</param>
    /// <param name="row">The sample's row of the batch, for <see cref="Dropout"/>.</param>
    public T[] Forward(ReadOnlySpan<T> input, int row = 0)
    {
        T[][] values = ForwardValues(input, row);
        return _model.Outputs.SelectMany(id => values[id]).ToArray();
    }

    /// <summary>Every value of the graph by id.</summary>
    /// <param name="input">The input elements, all inputs one after the other.</param>
    /// <param name="row">The sample's row of the batch, for <see cref="Dropout"/>.</param>
    public T[][] ForwardValues(ReadOnlySpan<T> input, int row = 0)
    {
        CheckLength(input.Length, _model.InputSize, nameof(input));
        var values = new T[_model.Values.Count][];
        int start = 0;
        foreach (int id in _model.Inputs)
        {
            values[id] = input.Slice(start, SizeOf(id)).ToArray();
            start += SizeOf(id);
        }

        foreach ((Node node, ExactNode<T> exact) in _nodes)
        {
            values[node.Output] = exact.Forward(InputsOf(node, values, row));
        }

        return values;
    }

    /// <summary>The vector-Jacobian products of a batch: row by row for the input, summed over the rows for the parameters.</summary>
    /// <param name="inputs">Rows of input elements; a single sample is a batch of one.</param>
    /// <param name="outputGradients">As many rows of gradients for the output.</param>
    public ExactGradients<T> Backward(ReadOnlySpan<T> inputs, ReadOnlySpan<T> outputGradients)
    {
        int count = _model.InputSize > 0 ? inputs.Length / _model.InputSize : outputGradients.Length / _model.OutputSize;
        var values = new T[count][][];
        var gradients = new ExactGradientSums<T>[count];
        for (int sample = 0; sample < count; sample++)
        {
            values[sample] = ForwardValues(inputs.Slice(sample * _model.InputSize, _model.InputSize), sample);
            gradients[sample] = Gradients(values[sample], outputGradients.Slice(sample * _model.OutputSize, _model.OutputSize), sample);
        }

        var parameters = new T[_model.ParameterCount];
        foreach ((Node node, ExactNode<T> exact) in _nodes.Where(_ => count > 0))
        {
            if (gradients[0].Of(node.Output) is not null)
            {
                exact.ParameterGradient(
                    UsersOf(node).Where(user => gradients[0].Of(user.Output) is not null).Select(user => new ExactUse<T>(
                        user,
                        values.Select((sample, row) => InputsOf(user, sample, row)).ToArray(),
                        gradients.Select(sample => sample.Of(user.Output)!).ToArray())).ToArray(),
                    parameters);
            }
        }

        return new ExactGradients<T>(
            gradients.SelectMany(sample => _model.Inputs.SelectMany(id => sample.Of(id) ?? new T[SizeOf(id)])).ToArray(), parameters);
    }

    /// <summary>The gradients of all values: the outputs' own first, then what each node contributes, from the last node on.</summary>
    private ExactGradientSums<T> Gradients(T[][] values, ReadOnlySpan<T> outputGradient, int row)
    {
        CheckLength(outputGradient.Length, _model.OutputSize, nameof(outputGradient));
        var sums = new ExactGradientSums<T>(_model.Values.Count);
        int start = 0;
        foreach (int id in _model.Outputs)
        {
            for (int i = 0; i < SizeOf(id); i++)
            {
                sums.Add(id, SizeOf(id), i, outputGradient[start + i]);
            }

            start += SizeOf(id);
        }

        foreach ((Node node, ExactNode<T> exact) in _nodes.Reverse())
        {
            if (sums.Of(node.Output) is { } gradient)
            {
                T[]? factors = FactorsOf(node, row);
                exact.Backward(InputsOf(node, values, row), values[node.Output], gradient, (input, element, contribution) =>
                    sums.Add(node.Inputs[input], SizeOf(node.Inputs[input]), element, factors is null ? contribution : contribution * factors[element]));
            }
        }

        return sums;
    }

    private ExactNode<T> Create(Node node)
    {
        var sum = new ExactSum<T>(_model.Arithmetic);
        int size = SizeOf(node.Output);
        return node switch
        {
            DenseNode dense => new ExactDense<T>(dense, sum),
            ActivationNode activation => new ExactActivationNode<T>(activation, _model.DerivativeAtZero),
            SoftmaxNode softmax => new ExactSoftmax<T>(softmax, sum),
            UnaryNode unary => new ExactUnary<T>(unary, _model.DerivativeAtZero),
            BinaryNode binary => new ExactBinary<T>(binary, size, _model.DerivativeAtZero),
            SelectNode select => new ExactSelect<T>(select, size),
            ReduceNode reduce => new ExactReduce<T>(reduce),
            PlaceNode place => new ExactPlace<T>(place),
            ArrangeNode arrange => new ExactArrange<T>(arrange),
            MatrixProductNode product => new ExactMatrixProduct<T>(product, sum),
            ConstantNode constant => new ExactConstant<T>(constant),
            _ => throw new NotSupportedException(node.GetType().Name),
        };
    }

    /// <summary>The nodes that use a node's parameters: those tied to it from the last to the first, then itself.</summary>
    private IEnumerable<Node> UsersOf(Node node) =>
        _model.Nodes.Reverse().Where(other => other is DenseNode { Tie: { } tie } && tie.Source == node.Name).Append(node);

    private int SizeOf(int id) => _model.Values[id].Shape.ElementCount;

    /// <summary>What a node computes with: values, or what dropout leaves of them.</summary>
    private T[][] InputsOf(Node node, T[][] values, int row) => FactorsOf(node, row) is { } factors
        ? [values[node.Inputs[0]].Zip(factors, (value, factor) => value * factor).ToArray()]
        : node.Inputs.Select(id => values[id]).ToArray();

    private T[]? FactorsOf(Node node, int row) => node is DenseNode { InputDropout: not null } dense ? Dropout?.Invoke(dense, row) : null;

    private static void CheckLength(int length, int expected, string name)
    {
        if (length != expected)
        {
            throw new ArgumentException(FormattableString.Invariant($"{length} elements; the model has {expected}."), name);
        }
    }
}
