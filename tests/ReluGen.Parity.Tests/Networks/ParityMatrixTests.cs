using ReluGen.Interpreter;
using ReluGen.Model;
using ReluGen.Tests.Shared;

namespace ReluGen.Tests.Parity.Networks;

/// <summary>The matrix is complete and its networks would show a fault; the four classes beside this one run it.</summary>
public sealed class ParityMatrixTests
{
    [Theory]
    [InlineData(ElementKind.Float)]
    [InlineData(ElementKind.Double)]
    public void Every_activation_meets_every_width_once(ElementKind element)
    {
        NetworkCase[] cases = Cases(element);
        Assert.All(cases, network => Assert.Equal(element, network.Element));
        Assert.Equal(
            from kind in Enum.GetValues<ActivationKind>() from width in ParityMatrix.Widths select (kind, width),
            cases.SelectMany(network => network.Activations.Zip(network.Sizes.Skip(1))).Order());
    }

    [Theory]
    [InlineData(ElementKind.Float)]
    [InlineData(ElementKind.Double)]
    public void Every_activation_meets_every_option_and_every_width_is_an_input_and_an_output(ElementKind element)
    {
        NetworkCase[] cases = Cases(element);
        Assert.Equal(ParityMatrix.Widths, cases.Select(network => network.Sizes[0]).Distinct().Order());
        Assert.Equal(
            ParityMatrix.Widths,
            cases.Where(network => network.Activations[^1] < ActivationKind.Softmax).Select(network => network.Sizes[^1]).Distinct().Order());
        Assert.All(Enum.GetValues<ActivationKind>(), kind => Assert.Equal(
            8,
            cases.Where(network => network.Activations.Contains(kind))
                .Select(network => (network.Arithmetic, network.DerivativeAtZero, network.UseBias)).Distinct().Count()));
    }

    [Theory]
    [InlineData(ElementKind.Float)]
    [InlineData(ElementKind.Double)]
    public void Values_stay_of_order_one_and_gradients_arrive(ElementKind element) =>
        Assert.All(Cases(element), network => Assert.Null(FindDeadLayer(network)));

    [Fact]
    public void Layer_without_gradients_would_be_found()
    {
        var network = new NetworkCase("Dead", [3, 2, 4], [ActivationKind.HardTanh, ActivationKind.Identity], 0);
        Assert.Null(FindDeadLayer(network));
        Assert.Equal("3-2: 0 of 6 gradients", FindDeadLayer(network with { Options = [new("Minimum", 50), new("Maximum", 51)] }));
    }

    private static NetworkCase[] Cases(ElementKind element) =>
        [.. ParityMatrix.Cases(element, ActivationKind.Softmax), .. ParityMatrix.Cases(element, ActivationKind.LogSoftmax)];

    /// <summary>What would keep a network from showing a fault: values that are not of order 1, gradients that vanish.</summary>
    /// <returns>The layer and the reason, or null where there is none.</returns>
    private static string? FindDeadLayer(NetworkCase network)
    {
        NetworkModel model = network.Build();
        var reference = new ReferenceInterpreter(model);
        int rows = ParityMatrix.Counts[^1];
        double[] inputs = network.Samples(rows, model.InputSize, stream: 1);
        double[] outputGradients = network.Samples(rows, model.OutputSize, stream: 2);
        var largest = new double[model.ParameterCount];
        for (int row = 0; row < rows; row++)
        {
            double[] input = inputs[(row * model.InputSize)..((row + 1) * model.InputSize)];
            if (reference.ForwardValues(input).SelectMany(value => value).Any(value => !(Math.Abs(value) < 100)))
            {
                return FormattableString.Invariant($"sample {row}: a value is too large");
            }

            double[] gradients = reference.Backward(input, outputGradients[(row * model.OutputSize)..((row + 1) * model.OutputSize)]).Parameters;
            for (int i = 0; i < largest.Length; i++)
            {
                largest[i] = Math.Max(largest[i], Math.Abs(gradients[i]));
            }
        }

        // A softmax over one output is 1 whatever comes in: its gradient is zero.
        bool isConstant = model.OutputSize == 1 && model.Nodes[^1] is SoftmaxNode;
        return model.Nodes.OfType<DenseNode>().Where(_ => !isConstant).Select(dense =>
        {
            int weights = dense.Weights.Count;
            int alive = largest.Skip(dense.ParameterOffset).Take(weights).Count(gradient => gradient is > 1e-6 and < 1e3);
            return alive * 5 >= weights ? null : FormattableString.Invariant($"{dense.InputSize}-{dense.Units}: {alive} of {weights} gradients");
        }).FirstOrDefault(reason => reason is not null);
    }
}
