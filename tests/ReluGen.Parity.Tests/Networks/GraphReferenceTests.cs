using ReluGen.Interpreter;
using ReluGen.Model;
using ReluGen.Tests.Shared;

namespace ReluGen.Tests.Parity.Networks;

/// <summary>The exact interpreter's graphs are right: against the reference's formulas, and against central differences.</summary>
public sealed class GraphReferenceTests
{
    private const int Samples = 5;

    /// <summary>Kinds of which every derivative of order 3 is of order 1 where the samples are.</summary>
    private static readonly string[] Smooth =
    [
        "TanhAlone", "GeluAlone", "SiluAlone", "Negate", "ErrorFunction", "Add", "Subtract", "Multiply", "AddRepeated", "MultiplyRepeated",
        "SoftmaxRows", "LogSoftmaxRows", "ReduceSum", "ReduceMean", "Concatenate", "Slice", "Transpose", "PadAndTile", "Irregular", "MatrixProduct",
    ];

    private static readonly GraphCase[] Cases = GraphNodeCases.All(ElementKind.Double);

    public static TheoryData<string> Names => [.. Cases.Select(network => network.Name)];

    public static TheoryData<string> SmoothNames => [.. Cases.Where(network => Smooth.Any(kind => network.Name[..^7] == kind)).Select(network => network.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Exact_values_and_gradients_are_the_references_up_to_rounding(string name)
    {
        (NetworkModel model, double[][] inputs, double[][] gradients) = Prepare(name);
        var exact = new ExactInterpreter<double>(model);
        var reference = new ReferenceInterpreter(model);
        for (int sample = 0; sample < Samples; sample++)
        {
            AssertClose(reference.Forward(inputs[sample]), exact.Forward(inputs[sample]), Tolerances.GraphReference);
            ReferenceGradients expected = reference.Backward(inputs[sample], gradients[sample]);
            ExactGradients<double> actual = exact.Backward(inputs[sample], gradients[sample]);
            AssertClose(expected.Input, actual.Inputs, Tolerances.GraphReference);
            AssertClose(expected.Parameters, actual.Parameters, Tolerances.GraphReference);
        }
    }

    [Theory]
    [MemberData(nameof(SmoothNames))]
    public void Input_gradient_is_the_central_difference(string name)
    {
        (NetworkModel model, double[][] inputs, double[][] gradients) = Prepare(name);
        var exact = new ExactInterpreter<double>(model);
        double[] gradient = exact.Backward(inputs[0], gradients[0]).Inputs;
        double[] difference = inputs[0].Select((_, i) =>
            (Loss(exact, inputs[0], gradients[0], i, Tolerances.CentralDifferenceStep) - Loss(exact, inputs[0], gradients[0], i, -Tolerances.CentralDifferenceStep))
            / (2 * Tolerances.CentralDifferenceStep)).ToArray();
        AssertClose(difference, gradient, Tolerances.CentralDifference);
    }

    private static double Loss(ExactInterpreter<double> exact, double[] input, double[] gradient, int element, double step)
    {
        double[] moved = [.. input];
        moved[element] += step;
        return exact.Forward(moved).Zip(gradient, (output, g) => output * g).Sum();
    }

    private static (NetworkModel Model, double[][] Inputs, double[][] Gradients) Prepare(string name)
    {
        GraphCase network = Cases.Single(network => network.Name == name);
        NetworkModel model = network.Build();
        return (
            model,
            network.Samples(Samples, model.InputSize, 1).Chunk(model.InputSize).ToArray(),
            network.Samples(Samples, model.OutputSize, 2).Chunk(model.OutputSize).ToArray());
    }

    private static void AssertClose(double[] expected, double[] actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            // Outside of their domain functions give infinities and NaN, which multiply and cancel in different orders.
            bool isFinite = double.IsFinite(expected[i]) && double.IsFinite(actual[i]);
            Assert.True(
                !isFinite || Math.Abs(expected[i] - actual[i]) <= tolerance * (1 + Math.Abs(expected[i])),
                $"element {i}: {actual[i]:R} instead of {expected[i]:R}");
        }
    }
}
