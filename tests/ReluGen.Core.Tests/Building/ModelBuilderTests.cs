using ReluGen.Building;
using ReluGen.Declaration;
using ReluGen.Model;
using static ReluGen.Tests.Core.Building.Declarations;

namespace ReluGen.Tests.Core.Building;

public class ModelBuilderTests
{
    [Fact]
    public void Lesson_becomes_a_chain_of_four_nodes()
    {
        NetworkModel model = Build(Lesson());

        Assert.Equal(["hidden", "hiddenActivation", "output", "outputActivation"], model.Nodes.Select(node => node.Name));
        Assert.Equal(["input", "hiddenSum", "hidden", "outputSum", "output"], model.Values.Select(value => value.Name));
        Assert.Equal([1, 2, 2, 1, 1], model.Values.Select(value => value.Shape.ElementCount));
        Assert.All(model.Nodes, node => Assert.Equal(node.Output - 1, node.Inputs.Single()));
        Assert.Equal((1, 1, 7), (model.InputSize, model.OutputSize, model.ParameterCount));
        Assert.Equal((0, 4), (model.Inputs.Single(), model.Outputs.Single()));
    }

    [Fact]
    public void Parameters_lie_layer_after_layer_with_the_bias_behind_the_weights()
    {
        NetworkModel model = Build(Network(
            2, Dense(3, new double[6], new double[3]), Dense(1, new double[3], null, useBias: false), Dense(2, new double[2], new double[2])));
        DenseNode[] layers = model.Nodes.OfType<DenseNode>().ToArray();

        Assert.Equal([0, 9, 12], layers.Select(layer => layer.ParameterOffset));
        Assert.Equal([6, 12, 14], layers.Select(layer => layer.BiasOffset));
        Assert.Equal([9, 3, 4], layers.Select(layer => layer.ParameterCount));
        Assert.Null(layers[1].Bias);
        Assert.Equal(["hidden1", "hidden2", "output"], layers.Select(layer => layer.Name));
    }

    [Fact]
    public void Dropout_is_a_property_of_the_layer_behind_it_where_the_network_is_trained()
    {
        NetworkDeclaration plain = Network(2, Dense(3, new double[6], new double[3]), Dense(1, new double[3], [0]), Dense(2, new double[2], new double[2]));
        NetworkDeclaration dropped = plain with
        {
            Layers = new EquatableArray<LayerDeclaration>([new DropoutDeclaration(0.25), plain.Layers[0], plain.Layers[1], new DropoutDeclaration(0), plain.Layers[2]]),
        };

        Assert.Equal(Build(plain), Build(dropped));
        Assert.Equal(
            [("hidden1", 0.25), ("hidden2", null), ("output", (double?)0)],
            Build(dropped with { IsTrainable = true }).Nodes.Cast<DenseNode>().Select(node => (node.Name, node.InputDropout)));
    }

    [Fact]
    public void Sum_orders_follow_from_the_shape()
    {
        NetworkModel model = Build(Network(40, Dense(3, new double[120], new double[3], ActivationKind.Softmax)));
        var dense = (DenseNode)model.Nodes[0];

        Assert.Equal(SumOrder.For(3, 40), dense.ForwardOrder);
        Assert.Equal(SumOrder.For(40, 3), dense.InputGradientOrder);
        Assert.Equal(SumOrder.ForTotal(3), ((SoftmaxNode)model.Nodes[1]).Order);
    }

    [Theory]
    [InlineData(ElementKind.Float, (double)0.1f)]
    [InlineData(ElementKind.Double, 0.1)]
    public void Numbers_are_rounded_to_the_element_type(ElementKind element, double expected)
    {
        DenseDeclaration layer = Dense(1, [0.1], [0.1], ActivationKind.LeakyRelu, options: new ActivationOption("Slope", 0.1));
        NetworkModel model = Build(Network(1, layer) with { Element = element });
        var dense = (DenseNode)model.Nodes[0];

        Assert.Equal(expected, dense.Weights[0]);
        Assert.Equal(expected, dense.Bias![0]);
        Assert.Equal(expected, ((ActivationNode)model.Nodes[1]).Function.Slope);
    }

    [Fact]
    public void Activation_parameters_take_their_documented_defaults()
    {
        ActivationFunction Function(ActivationKind kind) =>
            ((ActivationNode)Build(Network(1, Dense(1, [1], [0], kind)) with { Element = ElementKind.Double }).Nodes[1]).Function;

        Assert.Equal(new ActivationFunction(ActivationKind.LeakyRelu, Slope: 0.01), Function(ActivationKind.LeakyRelu));
        Assert.Equal(new ActivationFunction(ActivationKind.ClippedRelu, Maximum: 6), Function(ActivationKind.ClippedRelu));
        Assert.Equal(new ActivationFunction(ActivationKind.Elu, Alpha: 1), Function(ActivationKind.Elu));
        Assert.Equal(new ActivationFunction(ActivationKind.Celu, Alpha: 1), Function(ActivationKind.Celu));
        Assert.Equal(
            new ActivationFunction(ActivationKind.HardSigmoid, Slope: 1.0 / 6, Offset: 0.5), Function(ActivationKind.HardSigmoid));
        Assert.Equal(new ActivationFunction(ActivationKind.HardTanh, Minimum: -1, Maximum: 1), Function(ActivationKind.HardTanh));
        Assert.Equal(new ActivationFunction(ActivationKind.Mish), Function(ActivationKind.Mish));
    }

    [Fact]
    public void Equal_declarations_build_equal_models_and_one_changed_weight_an_unequal_one()
    {
        NetworkDeclaration changed = Network(
            1,
            Dense(2, [1.70, 12.6], [-0.85, 0], ActivationKind.Relu),
            Dense(1, [-40.8, 2.71], [-16], ActivationKind.Relu));

        Assert.Equal(Build(Lesson()), Build(Lesson()));
        Assert.Equal(Build(Lesson()).GetHashCode(), Build(Lesson()).GetHashCode());
        Assert.NotEqual(Build(Lesson()), Build(changed));
    }

    [Fact]
    public void Faulty_declaration_gives_problems_and_no_model()
    {
        BuildResult result = ModelBuilder.Build(Network(1));

        Assert.Null(result.Model);
        Assert.Equal(ProblemCodes.NoLayers, result.Problems.Single().Code);
    }

    private static NetworkModel Build(NetworkDeclaration declaration)
    {
        BuildResult result = ModelBuilder.Build(declaration);
        Assert.Empty(result.Problems);
        return Assert.IsType<NetworkModel>(result.Model);
    }
}
