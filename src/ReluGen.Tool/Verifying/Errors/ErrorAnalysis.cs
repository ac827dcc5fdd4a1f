using ReluGen.Interpreter;
using ReluGen.Model;

namespace ReluGen.Tool.Verifying.Errors;

/// <summary>
/// A running error analysis (Higham, Accuracy and Stability of Numerical Algorithms, section 3.3): how far the results of one
/// sample in the model's element type may be from the double reference, whatever the order of the sums.
/// </summary>
/// <remarks>
/// Each step takes over the errors of what it reads, weighted by how strongly it reacts to them, and adds its own roundings.
/// Products of errors are left out of it, which the factor of two makes up for. <c>docs/tool.md</c> has the derivation.
/// </remarks>
internal sealed class ErrorAnalysis
{
    /// <summary>Makes up for what a first-order analysis leaves out, as long as errors are small against values.</summary>
    private const double Margin = 2;

    private readonly NetworkModel _model;
    private readonly Roundings _roundings;
    private readonly double[][] _values;
    private readonly double[][] _valueErrors;

    /// <summary>Analyses a forward pass.</summary>
    public ErrorAnalysis(NetworkModel model, double[] input)
    {
        _model = model;
        _roundings = new Roundings(model.Element);
        _values = new ReferenceInterpreter(model).ForwardValues(input);
        _valueErrors = new ForwardErrors(model, _roundings, _values).Run();
        Output = model.Outputs.SelectMany(id => _values[id]).ToArray();
        OutputErrors = Widen(model.Outputs.SelectMany(id => _valueErrors[id]));
    }

    /// <summary>The reference's output, all outputs one after the other.</summary>
    public double[] Output { get; }

    /// <summary>The bound for each output element; infinite where nothing can be said.</summary>
    public double[] OutputErrors { get; }

    /// <summary>The bounds for each element of the input gradient and of the parameter gradient.</summary>
    /// <param name="gradients">The reference's gradients of the same sample.</param>
    public (double[] Input, double[] Parameters) Backward(ReferenceGradients gradients)
    {
        var errors = new BackwardErrors(_model, _roundings, _values, _valueErrors, gradients.Values);
        return (Widen(_model.Inputs.SelectMany(errors.Of)), Widen(errors.Parameters()));
    }

    private static double[] Widen(IEnumerable<double> errors) =>
        errors.Select(error => double.IsNaN(error) ? double.PositiveInfinity : Margin * error).ToArray();
}
