using ReluGen.Interpreter;
using ReluGen.Model;

namespace ReluGen.Tool.Verifying.Errors;

/// <summary>How far each gradient of a backward pass in the model's element type may be from the double reference.</summary>
internal sealed class BackwardErrors
{
    private readonly NetworkModel _model;
    private readonly Roundings _roundings;
    private readonly double[][] _values;
    private readonly double[][] _valueErrors;
    private readonly double[][] _gradients;
    private readonly GradientSum[] _sums;
    private readonly GradientSum _parameters;

    /// <summary>Analyses a backward pass.</summary>
    /// <param name="model">The model.</param>
    /// <param name="roundings">The element type's roundings.</param>
    /// <param name="values">The reference's values by id.</param>
    /// <param name="valueErrors">Their errors.</param>
    /// <param name="gradients">The reference's gradients by value.</param>
    public BackwardErrors(NetworkModel model, Roundings roundings, double[][] values, double[][] valueErrors, double[][] gradients)
    {
        _model = model;
        _roundings = roundings;
        _values = values;
        _valueErrors = valueErrors;
        _gradients = gradients;
        _sums = values.Select(value => new GradientSum(value.Length, roundings)).ToArray();
        _parameters = new GradientSum(model.ParameterCount, roundings);
        foreach (Node node in model.Nodes.Reverse())
        {
            Run(node, gradients[node.Output], _sums[node.Output].Errors());
        }
    }

    /// <summary>The errors of the parameter gradient.</summary>
    public double[] Parameters() => _parameters.Errors();

    /// <summary>The errors of the gradient of a value.</summary>
    public double[] Of(int value) => _sums[value].Errors();

    private void Run(Node node, double[] g, double[] e)
    {
        switch (node)
        {
            case DenseNode dense:
                Dense(dense, g, e);
                break;
            case ActivationNode activation:
                Elementwise(
                    activation.Input,
                    g,
                    e,
                    z => ReferenceActivation.Derivative(activation.Function, z, _model.DerivativeAtZero),
                    z => Sensitivity.Magnitude(activation.Function, z));
                break;
            case SoftmaxNode softmax:
                Softmax(softmax, g, e);
                break;
            case UnaryNode unary:
                Elementwise(
                    unary.Input,
                    g,
                    e,
                    x => ReferenceElementwise.Derivative(unary.Kind, x, _model.DerivativeAtZero),
                    x => Sensitivity.IsExact(unary.Kind) ? 0 : Math.Abs(ReferenceElementwise.Derivative(unary.Kind, x, _model.DerivativeAtZero)));
                break;
            case BinaryNode binary:
                Binary(binary, binary.Left, g, e, forLeft: true);
                Binary(binary, binary.Right, g, e, forLeft: false);
                break;
            case SelectNode select:
                Select(select, g, e);
                break;
            case ReduceNode reduce:
                Reduce(reduce, g, e);
                break;
            case ArrangeNode arrange:
                Arrange(arrange, g, e);
                break;
            case MatrixProductNode product:
                Product(product, g, e);
                break;
            case ConstantNode { ParameterOffset: int offset }:
                for (int i = 0; i < g.Length; i++)
                {
                    _parameters.Add(offset + i, g[i], e[i]);
                }

                break;
        }
    }

    private void Dense(DenseNode dense, double[] g, double[] e)
    {
        double[] x = _values[dense.Input];
        double[] xErrors = _valueErrors[dense.Input];
        for (int row = 0; row < dense.Rows; row++)
        {
            for (int n = 0; n < dense.Units; n++)
            {
                int unit = (row * dense.Units) + n;
                for (int k = 0; k < dense.InputSize; k++)
                {
                    int input = (row * dense.InputSize) + k;
                    int weight = (n * dense.InputSize) + k;
                    double w = dense.Weights[weight];
                    _sums[dense.Input].Add(input, w * (Math.Abs(g[unit]) + e[unit]), Math.Abs(w) * e[unit]);
                    Contribute(_parameters, dense.ParameterOffset + weight, g[unit], e[unit], x[input], xErrors[input]);
                }

                if (dense.Bias is not null)
                {
                    _parameters.Add(dense.BiasOffset + n, g[unit], e[unit]);
                }
            }
        }
    }

    private void Elementwise(int input, double[] g, double[] e, Func<double, double> derivative, Func<double, double> magnitude)
    {
        for (int i = 0; i < g.Length; i++)
        {
            double z = _values[input][i];
            double change = Sensitivity.Of(derivative, z, Reach(z, _valueErrors[input][i])) + _roundings.OfFunction(magnitude(z));
            Contribute(_sums[input], i, g[i], e[i], derivative(z), change);
        }
    }

    private void Binary(BinaryNode node, Operand operand, double[] g, double[] e, bool forLeft)
    {
        Func<double, double, double> derivative = Sensitivity.Derivative(node.Kind, _model.DerivativeAtZero, forLeft);
        for (int i = 0; i < g.Length; i++)
        {
            double x = _values[node.Left.Value][node.Left.IndexOf(i)];
            double y = _values[node.Right.Value][node.Right.IndexOf(i)];
            double slope = derivative(x, y);
            double change = Sensitivity.Of(
                derivative,
                x,
                y,
                _valueErrors[node.Left.Value][node.Left.IndexOf(i)],
                _valueErrors[node.Right.Value][node.Right.IndexOf(i)]);
            double rounding = Sensitivity.IsExact(node.Kind) ? 0 : _roundings.OfFunction(Math.Abs(slope));
            Contribute(_sums[operand.Value], operand.IndexOf(i), g[i], e[i], slope, change + rounding);
        }
    }

    private void Select(SelectNode node, double[] g, double[] e)
    {
        for (int i = 0; i < g.Length; i++)
        {
            int condition = node.Condition.IndexOf(i);
            double value = _values[node.Condition.Value][condition];
            double doubt = ForwardErrors.IsCertain(value, _valueErrors[node.Condition.Value][condition]) ? 0 : Math.Abs(g[i]);
            AddIf(value != 0, node.WhenTrue);
            AddIf(value == 0, node.WhenFalse);

            void AddIf(bool isChosen, Operand operand) => _sums[operand.Value].Add(
                operand.IndexOf(i), isChosen ? g[i] : 0, isChosen || doubt > 0 ? e[i] + doubt : 0);
        }
    }

    /// <summary>Softmax: a·(g − Σ g·a). Its logarithm: g − a·Σ g, where a is the probability.</summary>
    private void Softmax(SoftmaxNode node, double[] g, double[] e)
    {
        int terms = node.Order.Terms;
        for (int start = 0; start < g.Length; start += terms)
        {
            double valueError = 0;
            double largest = 0;
            double gradients = 0;
            double errors = 0;
            for (int i = start; i < start + terms; i++)
            {
                double share = node.IsLogarithm ? 1 : _values[node.Output][i];
                valueError = Math.Max(valueError, _valueErrors[node.Input][i]);
                largest = Math.Max(largest, Math.Abs(_values[node.Input][i]));
                gradients += share * Math.Abs(g[i]);
                errors += share * e[i];
            }

            double relative = (2 * valueError) + _roundings.OfSoftmax(terms, largest) + _roundings.Sum(terms);
            for (int i = start; i < start + terms; i++)
            {
                double value = _values[node.Output][i];
                double probability = node.IsLogarithm ? Math.Exp(value) : value;
                double own = node.IsLogarithm ? 1 : probability;
                double error = (own * (e[i] + (relative * Math.Abs(g[i])))) + (probability * (errors + (2 * relative * gradients)));
                _sums[node.Input].Add(i, (own * Math.Abs(g[i])) + (probability * gradients), error + _roundings.Tiny);
            }
        }
    }

    private void Reduce(ReduceNode node, double[] g, double[] e)
    {
        int terms = node.Order.Terms;
        for (int i = 0; i < _values[node.Input].Length; i++)
        {
            int row = i / terms;
            double scale = node.Kind == ReduceKind.Mean ? 1.0 / terms : 1;
            double doubt = node.Kind is ReduceKind.Maximum or ReduceKind.Minimum && IsContested(node, i) ? Math.Abs(g[row]) : 0;
            _sums[node.Input].Add(i, g[row] * scale, (e[row] * scale) + doubt + _roundings.OfOperation(g[row]));
        }
    }

    /// <summary>Whether errors may make the element the extreme one of its row where it is not, or no longer where it is.</summary>
    private bool IsContested(ReduceNode node, int element)
    {
        double[] x = _values[node.Input];
        double[] errors = _valueErrors[node.Input];
        int terms = node.Order.Terms;
        int row = element / terms;
        double extreme = _values[node.Output][row];
        bool isExtreme = x[element] == extreme;
        for (int i = row * terms; i < (row + 1) * terms; i++)
        {
            bool isRival = i != element && (isExtreme || x[i] == extreme);
            if (isRival && errors[i] + errors[element] > 0 && Math.Abs(x[i] - x[element]) <= errors[i] + errors[element])
            {
                return true;
            }
        }

        return false;
    }

    private void Arrange(ArrangeNode node, double[] g, double[] e)
    {
        var places = new List<(int Value, int Index)>();
        foreach (int source in node.Sources)
        {
            places.AddRange(Enumerable.Range(0, _values[source].Length).Select(index => (source, index)));
        }

        for (int i = 0; i < g.Length; i++)
        {
            if (node.Map[i] != IndexMap.Filled)
            {
                (int value, int index) = places[node.Map[i]];
                _sums[value].Add(index, g[i], e[i]);
            }
        }
    }

    private void Product(MatrixProductNode node, double[] g, double[] e)
    {
        for (int i = 0; i < g.Length; i++)
        {
            int column = i % node.Columns;
            int row = i / node.Columns;
            for (int k = 0; k < node.Terms; k++)
            {
                int left = (row * node.Terms) + k;
                int right = (((row / node.Rows * node.Terms) + k) * node.Columns) + column;
                Contribute(_sums[node.Left], left, g[i], e[i], _values[node.Right][right], _valueErrors[node.Right][right]);
                Contribute(_sums[node.Right], right, g[i], e[i], _values[node.Left][left], _valueErrors[node.Left][left]);
            }
        }
    }

    /// <summary>A pre-activation that is rounded on its own is where the derivative is taken.</summary>
    private double Reach(double z, double error) => error == 0 ? 0 : error + (4 * _roundings.Unit * Math.Abs(z));

    /// <summary>A product of two numbers with errors.</summary>
    private static void Contribute(GradientSum sum, int index, double g, double gError, double factor, double factorError)
    {
        double size = Math.Abs(factor);
        double error = (size * gError) + ((Math.Abs(g) + gError) * factorError);

        // Nothing times an infinite slope is nothing: no gradient arrives.
        sum.Add(index, (Math.Abs(g) + gError) * (size + factorError), g == 0 && gError == 0 ? 0 : error);
    }
}
