using ReluGen.Interpreter;
using ReluGen.Model;
using ReluGen.Tests.Shared;

namespace ReluGen.Tests.Core.Interpreter;

/// <summary>The reference's gradients against central differences of its own outputs.</summary>
public class ReferenceGradientTests
{
    private const double Step = Tolerances.CentralDifferenceStep;

    public static TheoryData<ActivationKind> Kinds => ActivationCases.Kinds;

    public static TheoryData<ActivationKind> ElementwiseKinds => ActivationCases.ElementwiseKinds;

    [Theory]
    [MemberData(nameof(ElementwiseKinds))]
    public void Derivative_of_an_activation_matches_central_differences(ActivationKind kind)
    {
        NetworkModel model = ActivationCases.Single(kind);
        var interpreter = new ReferenceInterpreter(model);
        for (double z = -8.013; z < 8; z += 0.09)
        {
            double expected = (interpreter.Forward([z + Step])[0] - interpreter.Forward([z - Step])[0]) / (2 * Step);
            AssertClose(expected, interpreter.Backward([z], [1]).Input[0], $"{kind} at {z}");
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Input_gradient_matches_central_differences(ActivationKind kind)
    {
        foreach (NetworkCase network in Networks(kind))
        {
            var interpreter = new ReferenceInterpreter(network.Build());
            (double[] input, double[] outputGradient) = Sample(network);
            double[] gradient = interpreter.Backward(input, outputGradient).Input;

            for (int i = 0; i < input.Length; i++)
            {
                double Loss(double change)
                {
                    double[] moved = [.. input];
                    moved[i] += change;
                    return Dot(interpreter.Forward(moved), outputGradient);
                }

                AssertClose((Loss(Step) - Loss(-Step)) / (2 * Step), gradient[i], $"{network}, input {i}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Parameter_gradient_matches_central_differences(ActivationKind kind)
    {
        foreach (NetworkCase network in Networks(kind))
        {
            CheckParameters(network);
        }
    }

    [Fact]
    public void Parameter_gradient_of_tied_layers_matches_central_differences()
    {
        foreach (bool isTransposed in new[] { false, true })
        {
            CheckParameters(new NetworkCase("Tied", [3, 4, 4, 4, 3], [ActivationKind.Tanh, ActivationKind.Gelu, ActivationKind.SoftPlus, ActivationKind.Tanh], 13)
            {
                Element = ElementKind.Double,
                Ties = [new TiedLayer(2, "hidden2", isTransposed), new TiedLayer(3, "hidden1")],
            });
        }
    }

    private static void CheckParameters(NetworkCase network)
    {
        NetworkModel model = network.Build();
        (double[] input, double[] outputGradient) = Sample(network);
        double[] gradient = new ReferenceInterpreter(model).Backward(input, outputGradient).Parameters;
        Assert.Equal(model.ParameterCount, gradient.Length);

        for (int i = 0; i < gradient.Length; i++)
        {
            double Loss(double change) =>
                Dot(new ReferenceInterpreter(Move(model, i, change)).Forward(input), outputGradient);

            AssertClose((Loss(Step) - Loss(-Step)) / (2 * Step), gradient[i], $"{network}, parameter {i}");
        }
    }

    [Fact]
    public void Gradients_with_dropout_match_central_differences()
    {
        NetworkCase network = new("Dropped", [4, 5, 6, 3], [ActivationKind.Tanh, ActivationKind.Sigmoid, ActivationKind.Identity], 13)
        {
            IsTrainable = true,
            Element = ElementKind.Double,
            Dropout = [0.25, null, 0.5],
        };
        NetworkModel model = network.Build();
        (double[] input, double[] outputGradient) = Sample(network);
        ReferenceGradients gradients = Interpreter(model).Backward(input, outputGradient);
        Assert.NotEqual(new ReferenceInterpreter(model).Backward(input, outputGradient).Parameters, gradients.Parameters);
        for (int i = 0; i < gradients.Parameters.Length; i++)
        {
            double Loss(double change) => Dot(Interpreter(Move(model, i, change)).Forward(input), outputGradient);
            AssertClose((Loss(Step) - Loss(-Step)) / (2 * Step), gradients.Parameters[i], $"parameter {i}");
        }

        for (int i = 0; i < input.Length; i++)
        {
            double Loss(double change) => Dot(Interpreter(model).Forward([.. input.Select((value, k) => k == i ? value + change : value)]), outputGradient);
            AssertClose((Loss(Step) - Loss(-Step)) / (2 * Step), gradients.Input[i], $"input {i}");
        }

        ReferenceInterpreter Interpreter(NetworkModel moved) => new(moved) { Dropout = dense => DropoutFactors.Of<double>(moved, dense, 1, 2, 3) };
    }

    /// <summary>Seeds whose samples keep away from the bends by far more than the step, which the tests would report.</summary>
    private static IEnumerable<NetworkCase> Networks(ActivationKind kind) =>
        [ActivationCases.For(kind, seed: 11), ActivationCases.For(kind, seed: 12)];

    private static (double[] Input, double[] OutputGradient) Sample(NetworkCase network) =>
        (network.Samples(1, network.Sizes[0], 1), network.Samples(1, network.Sizes[^1], 2));

    private static NetworkModel Move(NetworkModel model, int parameter, double change)
    {
        Node Moved(Node node)
        {
            if (node is not DenseNode dense)
            {
                return node;
            }

            double[] weights = [.. dense.Weights.Values.Select((weight, i) =>
                dense.WeightPlace(i / dense.InputSize, i % dense.InputSize) == parameter ? weight + change : weight)];
            double[] bias = [.. dense.Bias!.Values.Select((value, n) => dense.BiasOffset + n == parameter ? value + change : value)];
            return dense with { Weights = new Tensor(weights), Bias = new Tensor(bias) };
        }

        return model with { Nodes = new EquatableArray<Node>(model.Nodes.Select(Moved)) };
    }

    private static double Dot(double[] left, double[] right) => left.Zip(right, (l, r) => l * r).Sum();

    private static void AssertClose(double expected, double actual, string place) => Assert.True(
        Math.Abs(expected - actual) <= Tolerances.CentralDifference * (1 + Math.Abs(actual)),
        FormattableString.Invariant($"{place}: central difference {expected:R}, gradient {actual:R}"));
}
