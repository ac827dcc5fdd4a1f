using ReluGen.Importing;
using ReluGen.Readers;

namespace ReluGen.Tests.Core.Importing;

public class WeightMatchingTests
{
    private static readonly DeclaredDense[] Layers = [new("hidden", 3, 2, true), new("output", 1, 3, true)];
    private static readonly DeclaredDense[] Squares = [new("hidden1", 2, 2, false), new("hidden2", 2, 2, false), new("output", 2, 2, false)];

    [Theory]
    [InlineData("net.0.weight", "net.0.bias", "net.2.weight", "net.2.bias")]
    [InlineData("fc9.weight", "fc9.bias", "fc10.weight", "fc10.bias")]
    [InlineData("weights_0", "biases_0", "weights_1", "biases_1")]
    [InlineData("W1", "b1", "W2", "b2")]
    [InlineData("hidden.weight", "hidden.bias", "actor.weight", "actor.bias")]
    [InlineData("a/fc1_weight", "a/fc1_bias", "a/fc2_weight", "a/fc2_bias")]
    public void Weights_are_found_by_their_names(string weight1, string bias1, string weight2, string bias2)
    {
        // In the order of the alphabet, as safetensors has them.
        NamedTensor[] tensors = [.. new[] { T(weight1, 3, 2), T(bias1, 3), T(weight2, 1, 3), T(bias2, 1) }.OrderBy(tensor => tensor.Name, StringComparer.Ordinal)];
        WeightMatch match = Match(Layers, tensors);

        Assert.Empty(match.Problems);
        Assert.Equal([(weight1, bias1), (weight2, bias2)], match.Layers.Select(layer => (layer.WeightName, layer.BiasName!)));
        Assert.Equal([1, 2, 3, 4, 5, 6], match.Layers[0].Weights!);
        Assert.Equal([1, 2, 3], match.Layers[0].Bias!);
        Assert.False(match.Layers[0].IsTransposed);
    }

    [Theory]
    [InlineData("dense/kernel:0", "dense/bias:0", "dense_1/kernel:0", "dense_1/bias:0")]
    [InlineData("Dense_0.kernel", "Dense_0.bias", "Dense_1.kernel", "Dense_1.bias")]
    [InlineData("coefs_0", "intercepts_0", "coefs_1", "intercepts_1")]
    [InlineData("W1", "b1", "W2", "b2")]
    public void Kernels_are_transposed(string weight1, string bias1, string weight2, string bias2)
    {
        WeightMatch match = Match(Layers, T(weight1, 2, 3), T(bias1, 1, 3), T(weight2, 3, 1), T(bias2, 1));

        Assert.Empty(match.Problems);
        Assert.True(match.Layers[0].IsTransposed);
        Assert.Equal([1, 4, 2, 5, 3, 6], match.Layers[0].Weights!);
        Assert.Equal([1, 2, 3], match.Layers[0].Bias!);
    }

    [Fact]
    public void Square_weights_stand_as_their_name_or_the_others_say()
    {
        DeclaredDense[] square = [new("output", 2, 2, false)];
        DeclaredDense[] both = [new("hidden", 2, 3, false), new("output", 2, 2, false)];

        Assert.Equal([1, 2, 3, 4], Match(square, T("fc.weight", 2, 2)).Layers[0].Weights!);
        Assert.Equal([1, 3, 2, 4], Match(square, T("fc.kernel", 2, 2)).Layers[0].Weights!);
        Assert.Equal([1, 3, 2, 4], Match(both, T("W1", 3, 2), T("W2", 2, 2)).Layers[1].Weights!);
        Assert.Equal([1, 2, 3, 4], Match(both, T("W1", 2, 3), T("W2", 2, 2)).Layers[1].Weights!);
        Assert.Equal([1, 2, 3, 4], Match(both, T("l1.kernel", 2, 3), T("l2.kernel", 2, 2)).Layers[1].Weights!);

        DeclaredDense[] mixed = [.. both, new("last", 3, 2, false)];
        Assert.Contains("may be [units, inputs] or [inputs, units]", Assert.Single(Match(mixed, T("W1", 3, 2), T("W2", 2, 2), T("W3", 3, 2)).Problems));
    }

    [Fact]
    public void Numbers_in_names_decide_between_equal_shapes()
    {
        WeightMatch match = Match(Squares, T("l.10.weight", 2, 2), T("l.2.weight", 2, 2), T("l.1.weight", 2, 2));

        Assert.Equal(["l.1.weight", "l.2.weight", "l.10.weight"], match.Layers.Select(layer => layer.WeightName));
    }

    [Fact]
    public void Equal_shapes_of_different_names_are_ambiguous_until_a_map_says()
    {
        NamedTensor[] tensors = [T("encoder.weight", 2, 2), T("middle.weight", 2, 2), T("actor.weight", 2, 2)];

        Assert.Equal(
            "The tensors 'encoder.weight' [2, 2], 'middle.weight' [2, 2], 'actor.weight' [2, 2] fit the layers hidden1 [2, 2] without bias, hidden2 [2, 2] without bias, output [2, 2] without bias in more than one order, and their names do not say which. Name them in the map.",
            Assert.Single(Match(Squares, tensors).Problems));

        WeightMatch match = WeightMatching.Match(Squares, TensorFile.Of(tensors), [new("1", "encoder"), new("output", "actor.weight")]);
        Assert.Equal(["encoder.weight", "middle.weight", "actor.weight"], match.Layers.Select(layer => layer.WeightName));
    }

    [Fact]
    public void Names_of_layers_say_whose_a_group_is()
    {
        DeclaredDense[] layers = [new("hidden1", 2, 2, false), new("hidden2", 2, 2, false), new("output", 2, 2, false)];
        WeightMatch match = Match(layers, T("output.weight", 2, 2), T("hidden2.weight", 2, 2), T("hidden1.weight", 2, 2));

        Assert.Equal(["hidden1.weight", "hidden2.weight", "output.weight"], match.Layers.Select(layer => layer.WeightName));
        Assert.Contains("in more than one order", Problem(layers, [T("out.weight", 2, 2), T("hidden2.weight", 2, 2), T("hidden1.weight", 2, 2)]));
    }

    [Fact]
    public void Many_equal_layers_end_in_bounded_time()
    {
        DeclaredDense[] layers = [.. Enumerable.Range(1, 60).Select(i => new DeclaredDense($"hidden{i}", 2, 2, false))];
        NamedTensor[] tensors = [.. Enumerable.Range(1, 59).Select(i => T(new string('a', i) + ".weight", 2, 2)), T("b.weight", 2, 3)];

        Assert.NotEmpty(Match(layers, tensors).Problems);
    }

    [Fact]
    public void A_map_takes_any_names_and_a_bias_of_its_own()
    {
        NamedTensor[] tensors = [T("arr_0", 3, 2), T("arr_1", 3), T("out.weight", 1, 3), T("out.bias", 1)];
        WeightMatch match = WeightMatching.Match(Layers, TensorFile.Of(tensors), [new("hidden.bias", "arr_1"), new("hidden", "arr_0")]);

        Assert.Empty(match.Problems);
        Assert.Equal([("arr_0", "arr_1"), ("out.weight", "out.bias")], match.Layers.Select(layer => (layer.WeightName, layer.BiasName!)));
    }

    [Fact]
    public void What_a_map_names_must_be_there()
    {
        NamedTensor[] tensors = [T("a.weight", 3, 2), T("a.bias", 3), T("b.weight", 1, 3), T("b.bias", 1)];
        IReadOnlyList<string> problems = WeightMatching.Match(Layers, TensorFile.Of(tensors), [new("3", "a"), new("1", "c"), new("2.bias", "b.bias")]).Problems;

        Assert.Equal(
            [
                "The map names the layer '3'; the network has 1 (hidden), 2 (output).",
                "The map names the tensor 'c', which the file does not have or which another layer takes; it has 'a.weight' [3, 2], 'a.bias' [3], 'b.weight' [1, 3], 'b.bias' [1].",
                "The map gives output the bias 'b.bias', but no weights. Name them as well.",
            ],
            problems);
    }

    [Fact]
    public void Faults_name_the_tensors_and_both_shapes()
    {
        NamedTensor[] good = [T("0.weight", 3, 2), T("0.bias", 3), T("1.weight", 1, 3), T("1.bias", 1)];

        Assert.Contains("'0.weight' has the shape [3, 4]; hidden needs [units, inputs] = [3, 2], or the transpose.", Problem(Layers, [T("0.weight", 3, 4), .. good[1..]]));
        Assert.Contains("'0.bias' has the shape [2]; the bias of hidden needs [3].", Problem(Layers, [good[0], T("0.bias", 2), .. good[2..]]));
        Assert.Contains("'1.weight' has no bias beside it, but output uses one.", Problem(Layers, good[..3]));
        Assert.Contains("'1.bias' is a bias, but output has UseBias = false.", Problem([Layers[0], Layers[1] with { UseBias = false }], good));
        Assert.Contains("The network has 2 dense layers to find weights for: hidden [3, 2], output [1, 3]. The file has 1 tensors of weights: '0.weight' [3, 2], '0.bias' [3].", Problem(Layers, good[..2]));
        Assert.Contains("tensors whose names do not say what they are: 'running_mean' [3].", Problem(Layers, [.. good, T("running_mean", 3)]));
        Assert.Contains("'0.weight' holds whole numbers", Problem(Layers, [new NamedTensor("0.weight", TensorFormat.Integer, [3, 2], [], new long[6]), .. good[1..]]));
        Assert.Contains("has no bias beside it", Problem([new("hidden", 4, 4, true), new("output", 4, 4, true)], [T("zz.weight", 4, 4), T("aa.weight", 4, 4)]));
        Assert.Contains("do not fit the layers hidden [3, 2], output [1, 3] in any order", Problem(Layers, [T("a.weight", 3, 2), T("a.bias", 3), T("b.weight", 1, 4), T("b.bias", 1)]));
        Assert.Contains("'f8' is of another format", Assert.Single(WeightMatching.Match(
            Layers, new TensorFile(good, new Dictionary<string, string> { ["f8"] = "is of another format" }), []).Problems));
    }

    private static WeightMatch Match(DeclaredDense[] layers, params NamedTensor[] tensors) => WeightMatching.Match(layers, TensorFile.Of(tensors), []);

    private static string Problem(DeclaredDense[] layers, NamedTensor[] tensors) => Assert.Single(Match(layers, tensors).Problems);

    /// <summary>A tensor whose values count from 1.</summary>
    private static NamedTensor T(string name, params int[] shape) =>
        new(name, TensorFormat.Float32, shape, [.. Enumerable.Range(1, shape.Aggregate(1, (product, size) => product * size)).Select(i => (double)i)], []);
}
