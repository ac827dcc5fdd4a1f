using ReluGen.Building;
using ReluGen.Declaration;
using ReluGen.Importing;
using ReluGen.Interpreter;
using ReluGen.Model;
using ReluGen.Readers;
using ReluGen.Readers.Nnet;
using ReluGen.Tests.Core.Readers.Fixtures;

namespace ReluGen.Tests.Core.Importing;

public class LayerListImporterTests
{
    private static readonly ListedDense First = new(3, [0.1, 2, 3, 4, 5, 6], [0.5, -0.5, 0]);
    private static readonly ListedDense Last = new(1, [1, -1, 2], null);

    [Theory]
    [InlineData(ElementKind.Float)]
    [InlineData(ElementKind.Double)]
    public void A_list_becomes_the_model_of_the_same_network_declared_by_attributes(ElementKind element)
    {
        var slope = new EquatableArray<ActivationOption>(new ActivationOption("Slope", 0.3));
        var list = new LayerList(2, [First, new ListedActivation(ActivationKind.LeakyRelu, slope), Last, new ListedActivation(ActivationKind.LogSoftmax, default)]);
        var declaration = new NetworkDeclaration(
            ImportResult.Unnamed,
            2,
            element,
            ArithmeticKind.Fused,
            1,
            new EquatableArray<LayerDeclaration>(
                new DenseDeclaration(3, ActivationKind.LeakyRelu, new Tensor(First.Weights), new Tensor(First.Bias!), true, slope),
                new DenseDeclaration(1, ActivationKind.LogSoftmax, new Tensor(Last.Weights), null, false, default)));

        ImportResult result = LayerListImporter.Import(list, new ImportOptions(Element: element));

        Assert.Empty(result.Problems);
        Assert.Equal(ModelBuilder.Build(declaration).Model, result.Model);
        Assert.Equal([("layer1.weight", 0, 6), ("layer1.bias", 6, 3), ("layer2.weight", 9, 3)], result.Origins.Select(origin => (origin.Initializer, origin.ParameterOffset, origin.Map.Count)));
    }

    [Fact]
    public void Normalisation_stands_around_the_layers_step_by_step()
    {
        var list = new LayerList(2, [First, Last], new InputNormalization([-1, -2], [1, 2], [0.5, 0], [2, 4]), new OutputScaling(3, 10));
        NetworkModel model = LayerListImporter.Import(list).Model!;

        Assert.Equal(
            [BinaryKind.Maximum, BinaryKind.Minimum, BinaryKind.Subtract, BinaryKind.Divide, BinaryKind.Multiply, BinaryKind.Add],
            model.Nodes.OfType<BinaryNode>().Select(node => node.Kind));
        Assert.Equal([-1, -2], model.Nodes.OfType<ConstantNode>().First().Values.Values);
        Assert.Equal(new Operand(model.Nodes.OfType<ConstantNode>().Last().Output, 1), model.Nodes.OfType<BinaryNode>().Last().Right);
        Assert.Equal((2, 1, 12), (model.InputSize, model.OutputSize, model.ParameterCount));
        AssertChain(model);
    }

    [Fact]
    public void Normalisation_gives_hand_worked_numbers()
    {
        // (min(max(x, minimum), maximum) − mean) / range = [0.25, 0.1875]; hidden 1.125, 1, 2.375; 5.625 · 3 + 10.
        var list = NnetReader.Read(TextFixtures.Bytes(TextFixtures.Nnet)).Value!;
        var interpreter = new ReferenceInterpreter(LayerListImporter.Import(list).Model!);

        Assert.Equal([26.875], interpreter.Forward([9, 1]));
        Assert.Equal([26.875], interpreter.Forward([1, 1]));

        // All units of the hidden layer are off: the bias alone. Beyond a bound of an input its gradient ends.
        Assert.Equal([12.25], interpreter.Forward([0.75, -3]));
        Assert.Equal([12, 0], interpreter.Backward([0.5, 9], [1]).Input);
    }

    [Fact]
    public void Steps_that_change_nothing_are_left_out()
    {
        var list = new LayerList(2, [Last with { Units = 1, Weights = [1, 2] }], new InputNormalization([-1, -1], [1, 1], [0, 0], [1, 1]), new OutputScaling(1, 0));

        Assert.Equal([BinaryKind.Maximum, BinaryKind.Minimum], LayerListImporter.Import(list).Model!.Nodes.OfType<BinaryNode>().Select(node => node.Kind));
    }

    [Fact]
    public void Activations_stand_alone_or_behind_each_other_or_do_nothing()
    {
        ListedActivation Act(ActivationKind kind) => new(kind, default);
        var list = new LayerList(2, [Act(ActivationKind.Tanh), First, Act(ActivationKind.Identity), Act(ActivationKind.Softmax), Act(ActivationKind.Relu), Last]);
        NetworkModel model = LayerListImporter.Import(list).Model!;

        Assert.Equal(["activation1Activation", "hidden", "hiddenActivation", "activation4Activation", "output"], model.Nodes.Select(node => node.Name));
        Assert.Equal(["input", "activation1", "hiddenSum", "hidden", "activation4", "output"], model.Values.Select(value => value.Name));
        AssertChain(model);
    }

    [Fact]
    public void All_faults_are_told_at_once()
    {
        var list = new LayerList(
            2,
            [
                new ListedDense(3, [1, 2, 3, 4, 5, 1e300], [0, double.NaN]),
                new ListedActivation(ActivationKind.HardTanh, new EquatableArray<ActivationOption>(new ActivationOption("Minimum", 2))),
                new ListedDense(70_000, [1], null),
                new ListedActivation(ActivationKind.Elu, new EquatableArray<ActivationOption>(new ActivationOption("Alpha", -1))),
            ],
            new InputNormalization([0, 0], [1, 1], [0], [1, 1e-60]));
        IReadOnlyList<string> problems = LayerListImporter.Import(list, new ImportOptions(
            Outputs: new EquatableArray<string>("probabilities"), Dimensions: new EquatableArray<NamedSize>(new NamedSize("N", 2)))).Problems;

        Assert.Equal(
            [
                "The file has one output, 'output'; 'probabilities' is not in it. Leave the outputs out.",
                "The file has no open dimensions; there is none of the name 'N'. Leave the dimensions out.",
                "The means of the inputs are 1 numbers; there must be 2.",
                "Range 2 of the inputs is 1E-60, which is 0 as a float; inputs are divided by their ranges.",
                "The weights of layer 1: number 6 is 1E+300, which is not a finite float. Check how the values were exported.",
                "The bias of layer 1 are 2 numbers; there must be 3.",
                "The bounds of layer 2 are 2 and 1; the minimum must be below the maximum.",
                "The number of units of layer 3 is 70000; it must be between 1 and 65536.",
                "The weights of layer 3 are 1 numbers; there must be 210000.",
                "'alpha' of layer 4 is -1; Elu needs a value above 0.",
            ],
            problems);
        Assert.Contains("no dense layer", Assert.Single(LayerListImporter.Import(new LayerList(1, [])).Problems));
    }

    private static void AssertChain(NetworkModel model)
    {
        Assert.Equal(model.Values.Count, model.Values.Select(value => value.Name).Distinct().Count());
        Assert.Equal(model.Nodes.Count, model.Nodes.Select(node => node.Name).Distinct().Count());
        Assert.Equal(Enumerable.Range(1, model.Nodes.Count), model.Nodes.Select(node => node.Output));
        Assert.All(model.Nodes, node => Assert.All(node.Inputs, input => Assert.True(input < node.Output)));
        Assert.Equal(model.Values.Count - 1, Assert.Single(model.Outputs));
    }
}
