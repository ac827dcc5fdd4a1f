using ReluGen.Interpreter;
using ReluGen.Model;
using static ReluGen.Tests.Shared.Tolerances;

namespace ReluGen.Tests.Shared;

/// <summary>
/// A running error analysis (Higham, Accuracy and Stability of Numerical Algorithms, section 3.3): how far the result of
/// one sample in the model's element type may be from the double reference, whatever the order of the sums.
/// </summary>
/// <remarks>
/// Each step takes over the errors of its inputs, weighted by how strongly it reacts to them, and adds its own
/// roundings: γ(terms)·Σ|product| for a sum. Gradients through a bend that the error of the pre-activation reaches may
/// be off by the whole jump.
/// </remarks>
public sealed class RunningError
{
    private readonly NetworkModel _model;
    private readonly double _unit;
    private readonly double _tiny;
    private readonly double[][] _values;
    private readonly double[][] _gradients;
    private readonly double[][] _valueErrors;
    private readonly double[][] _gradientErrors;

    /// <summary>Analyses one sample.</summary>
    public RunningError(NetworkModel model, double[] input, double[] outputGradient)
    {
        var reference = new ReferenceInterpreter(model);
        _model = model;
        _unit = model.Element == ElementKind.Float ? Math.Pow(2, -24) : Math.Pow(2, -52);
        _tiny = model.Element == ElementKind.Float ? float.Epsilon : double.Epsilon;
        _values = reference.ForwardValues(input);
        Reference = reference.Backward(input, outputGradient);
        Output = reference.Forward(input);
        _gradients = Reference.Values;
        _valueErrors = _values.Select(value => new double[value.Length]).ToArray();
        _gradientErrors = _values.Select(value => new double[value.Length]).ToArray();
        ParameterErrors = new double[model.ParameterCount];
        ParameterMagnitudes = new double[model.ParameterCount];

        foreach (Node node in model.Nodes)
        {
            _valueErrors[node.Output] = Forward(node);
        }

        foreach (Node node in model.Nodes.Reverse())
        {
            _gradientErrors[node.Inputs[0]] = Backward(node);
        }
    }

    /// <summary>The reference's output.</summary>
    public double[] Output { get; }

    /// <summary>The reference's gradients.</summary>
    public ReferenceGradients Reference { get; }

    /// <summary>The bound for each output.</summary>
    public double[] OutputErrors => Widen(_valueErrors[_model.Outputs[0]]);

    /// <summary>The bound for each element of the input gradient.</summary>
    public double[] InputErrors => Widen(_gradientErrors[_model.Inputs[0]]);

    /// <summary>The bound for each element of the parameter gradient.</summary>
    public double[] ParameterErrors { get; }

    /// <summary>The size of each element's term, for sums over samples.</summary>
    public double[] ParameterMagnitudes { get; }

    /// <summary>The bound for a sum over <paramref name="count"/> samples of terms that add up to <paramref name="magnitude"/> in size.</summary>
    public double SampleSumError(int count, double magnitude) => FirstOrderMargin * Gamma(count) * magnitude;

    private double[] Forward(Node node)
    {
        double[] x = _values[node.Inputs[0]];
        double[] e = _valueErrors[node.Inputs[0]];
        double[] a = _values[node.Output];
        switch (node)
        {
            case DenseNode dense:
                return Each(dense.Units, n => SumError(
                    dense.InputSize, k => dense.Weights[(n * dense.InputSize) + k], x, e, Math.Abs(dense.Bias?[n] ?? 0)));
            case ActivationNode activation:
                var bounds = ActivationBounds.For(activation.Function);
                return Each(x.Length, i => (bounds.Slope * e[i]) + Local(bounds, x[i], a[i]));
            case SoftmaxNode softmax:
                double largest = x.Max();
                double shift = 2 * e.Max();
                return Each(x.Length, i =>
                    (softmax.IsLogarithm ? 1 + Math.Abs(a[i]) : a[i])
                    * (shift + (ActivationRoundings * _unit * (x.Length + Math.Abs(largest) + Math.Abs(x[i])))));
            default:
                throw new NotSupportedException(node.GetType().Name);
        }
    }

    private double[] Backward(Node node)
    {
        double[] z = _values[node.Inputs[0]];
        double[] ez = _valueErrors[node.Inputs[0]];
        double[] g = _gradients[node.Output];
        double[] eg = _gradientErrors[node.Output];
        switch (node)
        {
            case DenseNode dense:
                ParameterGradient(dense, z, ez, g, eg);
                return Each(dense.InputSize, k => SumError(
                    dense.Units, n => dense.Weights[(n * dense.InputSize) + k], g, eg, 0));
            case ActivationNode activation:
                var bounds = ActivationBounds.For(activation.Function);
                return Each(z.Length, i =>
                {
                    double reach = ez[i] + (4 * _unit * Math.Abs(z[i]));
                    double slopeError = (bounds.Curvature * ez[i]) + bounds.Jump(z[i], reach) + Local(bounds, z[i], bounds.Slope);
                    return (bounds.Slope * eg[i]) + ((Math.Abs(g[i]) + eg[i]) * slopeError) + _tiny;
                });
            case SoftmaxNode:
                double error = ez.Max() + (ActivationRoundings * _unit * (z.Length + (2 * z.Max(value => Math.Abs(value)))));
                double sum = g.Sum(value => Math.Abs(value));
                return Each(z.Length, i => eg[i] + eg.Sum() + (4 * error * (Math.Abs(g[i]) + sum)) + _tiny);
            default:
                throw new NotSupportedException(node.GetType().Name);
        }
    }

    private void ParameterGradient(DenseNode dense, double[] x, double[] ex, double[] g, double[] eg)
    {
        for (int n = 0; n < dense.Units; n++)
        {
            for (int k = 0; k < dense.InputSize; k++)
            {
                Add(dense.WeightPlace(n, k), Math.Abs(g[n] * x[k]), (Math.Abs(g[n]) * ex[k]) + (Math.Abs(x[k]) * eg[n]) + (ex[k] * eg[n]));
            }

            if (dense.Bias is not null)
            {
                Add(dense.BiasOffset + n, Math.Abs(g[n]), eg[n]);
            }
        }

        // Tied weights get a contribution from each layer; every further one rounds the sum again.
        void Add(int parameter, double magnitude, double error)
        {
            ParameterErrors[parameter] += FirstOrderMargin * (error + (Gamma(1) * (magnitude + ParameterMagnitudes[parameter])) + _tiny);
            ParameterMagnitudes[parameter] += magnitude + error;
        }
    }

    private double SumError(int terms, Func<int, double> weight, double[] x, double[] e, double bias)
    {
        double carried = 0;
        double magnitude = bias;
        for (int i = 0; i < terms; i++)
        {
            carried += Math.Abs(weight(i)) * e[i];
            magnitude += Math.Abs(weight(i)) * (Math.Abs(x[i]) + e[i]);
        }

        return carried + (Gamma(terms) * magnitude) + (terms * _tiny);
    }

    /// <summary>The roundings of an activation: relative to its value, and for smooth ones to 1 + |z| as well.</summary>
    private double Local(ActivationBounds bounds, double z, double value) => (ActivationRoundings * _unit
        * (bounds.IsPiecewiseLinear ? Math.Abs(value) + Math.Min(1, bounds.Bends.Length) : bounds.Slope * (1 + Math.Abs(z)))) + _tiny;

    private double Gamma(int terms) => (terms + ExtraSumRoundings) * _unit;

    private static double[] Each(int count, Func<int, double> value) => Enumerable.Range(0, count).Select(value).ToArray();

    private static double[] Widen(double[] errors) => errors.Select(error => FirstOrderMargin * error).ToArray();
}
