using ReluGen.Declaration;
using ReluGen.Model;
using ReluGen.Readers;
using ReluGen.Readers.Json;
using static ReluGen.Tests.Core.Readers.Fixtures.TextFixtures;

namespace ReluGen.Tests.Core.Readers;

public class JsonModelReaderTests
{
    [Fact]
    public void Our_list_of_layers_is_read()
    {
        LayerList list = Good(Layers).Layers!;

        Assert.Equal(3, list.InputSize);
        Assert.Equal(4, list.Layers.Count);
        var first = (ListedDense)list.Layers[0];
        Assert.Equal((2, 1), (first.Units, list.OutputSize));
        Assert.Equal([1, 2, 3, 4, 5, 6], first.Weights);
        Assert.Equal([0.5, -0.5], first.Bias!);
        Assert.Equal(new ListedActivation(ActivationKind.LeakyRelu, new EquatableArray<ActivationOption>(new ActivationOption("Slope", 0.25))), list.Layers[1]);
        Assert.Null(((ListedDense)list.Layers[2]).Bias);
        Assert.Equal(new ListedActivation(ActivationKind.Tanh, default), list.Layers[3]);
    }

    [Fact]
    public void Its_weights_have_names_of_their_own() => Assert.Equal(
        ["layer1.weight", "layer1.bias", "layer2.weight"],
        Good(Layers).Tensors.Select(tensor => tensor.Name));

    [Fact]
    public void Kernels_of_Keras_are_transposed()
    {
        LayerList list = Good(Keras).Layers!;

        Assert.Equal(2, list.InputSize);
        var first = (ListedDense)list.Layers[0];
        Assert.Equal([1, 4, 2, 5, 3, 6], first.Weights);
        Assert.Equal([0.5, 0, -0.5], first.Bias!);
        Assert.Equal([ActivationKind.Relu, ActivationKind.Softmax], list.Layers.OfType<ListedActivation>().Select(layer => layer.Kind));
        Assert.Equal([1, 2, 3], ((ListedDense)list.Layers[3]).Weights);
    }

    [Fact]
    public void An_object_of_arrays_is_tensors()
    {
        JsonModel model = Good(StateDict);

        Assert.Null(model.Layers);
        Assert.Equal(["fc.weight", "fc.bias", "steps"], model.Tensors.Select(tensor => tensor.Name));
        Assert.Equal([1, 2], model.Tensors[0].Shape);
        Assert.Equal([1.5, -20], model.Tensors[0].Values);
        Assert.Empty(model.Tensors[2].Shape);
    }

    [Theory]
    [InlineData("[]", "The document is an array; it must be an object of layers or of named arrays.")]
    [InlineData("{}", "The object is empty; it must hold layers or named arrays.")]
    [InlineData("""{"a":[[1,2],[3]]}""", "'a' is no tensor. The array at line 1, column 13 has 1 elements, the first one of its kind 2; they must have the same.")]
    [InlineData("""{"a":[1,[2]]}""", "'a' is no tensor. At line 1, column 9 stands an array where a number must be.")]
    [InlineData("""{"a":[[1],2]}""", "'a' is no tensor. At line 1, column 11 stands a number where an array must be.")]
    [InlineData("""{"a":"x"}""", "'a' is no tensor. At line 1, column 6 stands text where a number must be.")]
    [InlineData("""{"format":"other","inputs":1,"layers":[]}""", "The format 'other' at line 1, column 11 is not known; it must be 'relugen'.")]
    [InlineData("""{"format":"relugen","inputs":0,"layers":[]}""", "The document at line 1, column 1 must have 'inputs', a whole number from 1 to 65536.")]
    [InlineData("""{"format":"relugen","inputs":1,"layers":[]}""", "The document has no 'layers'; it must be an array of one layer or more.")]
    [InlineData("""{"format":"relugen","inputs":1,"layers":[7]}""", "Layer 1 at line 1, column 42 is a number; it must be an object.")]
    [InlineData("""{"format":"relugen","inputs":1,"layers":[{}]}""", "Layer 1 at line 1, column 42 has no 'type'; it must be 'dense' or 'activation'.")]
    [InlineData("""{"format":"relugen","inputs":1,"layers":[{"type":"conv"}]}""", "Layer 1 at line 1, column 42 is of the type 'conv'; it must be 'dense' or 'activation'.")]
    [InlineData("""{"layers":[{"type":"dense"}]}""", "The document must have 'in_shape', an array that ends in the input size, from 1 to 65536; or 'format', where it is a list of layers of our own.")]
    [InlineData("""{"in_shape":[null,2],"layers":[]}""", "The document has no layers; there must be one or more.")]
    public void What_is_no_model_is_told(string text, string expected) =>
        Assert.Equal(expected, JsonModelReader.Read(Bytes(text)).Problems[0]);

    [Theory]
    [InlineData("\"unit\": 1", "Layer 1 has the member 'unit' at line 1, column 92, which is not known; it may have type, units, activation, weights, bias, slope, offset, alpha, minimum, maximum.")]
    [InlineData("\"activation\": \"Relu\"", "The activation of layer 1 at line 1, column 42 is 'Relu'; it must be one of identity, relu, leakyRelu,")]
    [InlineData("\"activation\": \"relu\", \"slope\": 1", "Layer 1 has 'slope' at line 1, column 115, which is a number; relu takes no parameter, each a number.")]
    [InlineData("\"activation\": \"elu\", \"alpha\": \"1\"", "Layer 1 has 'alpha' at line 1, column 114, which is text; elu takes 'alpha', each a number.")]
    [InlineData("\"slope\": 1", "Layer 1 at line 1, column 42 has 'slope', but no 'activation'.")]
    [InlineData("\"bias\": [1, 2]", "'bias' of layer 1 at line 1, column 92 has the shape [2]; it must have 1 numbers, one a unit.")]
    public void Faults_of_our_layers_are_told(string more, string expected) => Assert.Contains(expected, JsonModelReader.Read(Bytes(
        $$"""{"format":"relugen","inputs":1,"layers":[{"type":"dense","units":1,"weights":[[1]],{{more}}}]}""")).Problems[0]);

    [Fact]
    public void Weights_of_the_wrong_shape_are_told_with_both_shapes() => Assert.Equal(
        "'weights' of layer 1 at line 1, column 78 has the shape [1, 2]; it must be [units, inputs] = [2, 3].",
        Assert.Single(JsonModelReader.Read(Bytes("""{"format":"relugen","inputs":3,"layers":[{"type":"dense","units":2,"weights":[[1,2]]}]}""")).Problems));

    [Fact]
    public void All_layers_that_are_not_supported_are_told_at_once()
    {
        IReadOnlyList<string> problems = JsonModelReader.Read(Bytes(
            """{"in_shape":[null,1],"layers":[{"type":"gru"},{"type":"dense","activation":"leaky_relu","weights":[[[1,2]],[1]]},{"type":"conv1d"}]}""")).Problems;

        Assert.Equal(4, problems.Count);
        Assert.Contains("Layer 1 at line 1, column 32 is of the type 'gru', which is not supported", problems[0]);
        Assert.Contains("The bias of layer 2 at line 1, column 108 has the shape [1]; it must have 2 numbers", problems[1]);
        Assert.Contains("The activation of layer 2 at line 1, column 47 is 'leaky_relu'", problems[2]);
        Assert.Contains("Layer 3 at line 1, column 114 is of the type 'conv1d'", problems[3]);
    }

    private static JsonModel Good(string text)
    {
        ReadResult<JsonModel> read = JsonModelReader.Read(Bytes(text));
        Assert.Empty(read.Problems);
        return read.Value!;
    }
}
