using ReluGen.Importing;
using ReluGen.Model;
using ReluGen.Tests.Core.Importing.Onnx;
using ReluGen.Tests.Shared.Onnx;

namespace ReluGen.Tests.Core.Passes;

/// <summary>What the passes make of graphs as exporters write them, and what they leave alone.</summary>
public sealed class PassTests
{
    private const double Tolerance = 1e-6;
    private static readonly double[] Samples = [-3, -1, -0.25, 0, 0.5, 1, 2, 4];

    private static OnnxFile File() => new OnnxFile(17).Input("x", 1, 1, 8).Output("y");

    private static ActivationNode Single(OnnxFile file) => Assert.IsType<ActivationNode>(Assert.Single(file.ToModel().Nodes));

    [Fact]
    public void Product_with_sigmoid_is_silu()
    {
        OnnxFile file = File().Node("Sigmoid", ["x"], ["s"]).Node("Mul", ["s", "x"], ["y"]);
        Assert.Equal(ActivationKind.Silu, Single(file).Function.Kind);
        Assert.Equal(2 / (1 + Math.Exp(-2)), file.ToModel().Run(Samples)[6], Tolerance);
    }

    [Fact]
    public void Product_with_the_sigmoid_of_something_else_stays()
    {
        NetworkModel model = File().Node("Neg", ["x"], ["n"]).Node("Sigmoid", ["n"], ["s"]).Node("Mul", ["s", "x"], ["y"]).ToModel();
        Assert.Equal(3, model.Nodes.Count);
    }

    [Fact]
    public void Sigmoid_that_others_read_stays()
    {
        NetworkModel model = File().Output("s").Node("Sigmoid", ["x"], ["s"]).Node("Mul", ["s", "x"], ["y"]).ToModel();
        Assert.Equal(2, model.Nodes.Count);
    }

    [Fact]
    public void Product_with_hard_sigmoid_is_hard_swish_only_for_its_slope()
    {
        Assert.Equal(ActivationKind.HardSwish, Single(File()
            .Node("HardSigmoid", ["x"], ["s"], ("alpha", 1f / 6)).Node("Mul", ["x", "s"], ["y"])).Function.Kind);
        Assert.Equal(2, File().Node("HardSigmoid", ["x"], ["s"]).Node("Mul", ["x", "s"], ["y"]).ToModel().Nodes.Count);
    }

    [Fact]
    public void Product_with_tanh_of_softplus_is_mish() => Assert.Equal(ActivationKind.Mish, Single(File()
        .Node("Softplus", ["x"], ["p"]).Node("Tanh", ["p"], ["t"]).Node("Mul", ["x", "t"], ["y"])).Function.Kind);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Written_out_error_function_is_gelu(int form)
    {
        OnnxFile file = File().Initializer("root", [], 1.4142135).Initializer("inverse", [], 0.70710677).Initializer("one", [], 1)
            .Initializer("half", [], 0.5).Initializer("two", [], 2);
        file = (form == 1 ? file.Node("Mul", ["x", "inverse"], ["u"]) : file.Node("Div", ["x", "root"], ["u"]))
            .Node("Erf", ["u"], ["e"]).Node("Add", ["e", "one"], ["p"]);
        file = form switch
        {
            0 => file.Node("Mul", ["x", "p"], ["m"]).Node("Mul", ["m", "half"], ["y"]),
            1 => file.Node("Mul", ["x", "half"], ["h"]).Node("Mul", ["h", "p"], ["y"]),
            _ => file.Node("Mul", ["p", "x"], ["m"]).Node("Div", ["m", "two"], ["y"]),
        };
        Assert.Equal(ActivationKind.Gelu, Single(file).Function.Kind);
        Assert.Equal(0, file.ToModel().ParameterCount);
        Assert.Equal(0.5 * 1 * (1 + 0.682689492), file.ToModel().Run(Samples)[5], Tolerance);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Written_out_tanh_is_gelu_tanh(int form)
    {
        OnnxFile file = File().Initializer("three", [], 3).Initializer("k", [], 0.044715).Initializer("c", [], 0.79788456)
            .Initializer("one", [], 1).Initializer("half", [], 0.5);
        file = form == 0
            ? file.Node("Pow", ["x", "three"], ["q"]).Node("Mul", ["q", "k"], ["kq"]).Node("Add", ["x", "kq"], ["s"]).Node("Mul", ["s", "c"], ["u"])
            : file.Node("Mul", ["x", "x"], ["q"]).Node("Mul", ["k", "q"], ["kq"]).Node("Add", ["one", "kq"], ["s"]).Node("Mul", ["x", "s"], ["xs"])
                .Node("Mul", ["xs", "c"], ["u"]);
        file = file.Node("Tanh", ["u"], ["t"]).Node("Add", ["t", "one"], ["p"]).Node("Mul", ["x", "half"], ["h"]).Node("Mul", ["h", "p"], ["y"]);
        Assert.Equal(ActivationKind.GeluTanh, Single(file).Function.Kind);
    }

    [Theory]
    [InlineData(1.5)]
    [InlineData(1.4142)]
    public void Almost_gelu_stays(double root)
    {
        NetworkModel model = File().Initializer("root", [], root).Initializer("one", [], 1).Initializer("half", [], 0.5)
            .Node("Div", ["x", "root"], ["u"]).Node("Erf", ["u"], ["e"]).Node("Add", ["e", "one"], ["p"])
            .Node("Mul", ["x", "p"], ["m"]).Node("Mul", ["m", "half"], ["y"]).ToModel();
        Assert.DoesNotContain(model.Nodes, node => node is ActivationNode);
    }

    [Fact]
    public void Bounds_of_constants_are_hard_tanh_and_those_of_parameters_stay()
    {
        OnnxFile bounded = File()
            .Node("Constant", [], ["a"], ("value_float", -1.0)).Node("Constant", [], ["b"], ("value_float", 2.0))
            .Node("Max", ["x", "a"], ["m"]).Node("Min", ["m", "b"], ["y"]);
        ActivationNode node = Single(bounded);
        Assert.Equal(new ActivationFunction(ActivationKind.HardTanh, Minimum: -1, Maximum: 2), node.Function);
        OnnxFile learned = File().Initializer("a", [], -1).Initializer("b", [], 2)
            .Node("Max", ["x", "a"], ["m"]).Node("Min", ["m", "b"], ["y"]);
        Assert.DoesNotContain(learned.ToModel().Nodes, other => other is ActivationNode);
    }

    [Fact]
    public void Squares_are_products()
    {
        NetworkModel model = File().Node("Constant", [], ["two"], ("value_float", 2.0)).Node("Pow", ["x", "two"], ["y"]).ToModel();
        Assert.Equal(BinaryKind.Multiply, Assert.IsType<BinaryNode>(Assert.Single(model.Nodes)).Kind);
    }

    [Fact]
    public void Addition_behind_a_product_is_the_bias_and_its_origin_is_known()
    {
        ImportResult result = new OnnxFile(17).Input("x", 1, "N", 2).Output("y").Initializer("w", [2, 3], 1, 2, 3, 4, 5, 6)
            .Initializer("b", [3], 7, 8, 9).Node("MatMul", ["x", "w"], ["m"]).Node("Add", ["b", "m"], ["y"]).Import();
        var dense = Assert.IsType<DenseNode>(Assert.Single(result.Model!.Nodes));
        Assert.Equal([7, 8, 9], dense.Bias!.Values);
        Assert.Equal([("w", 0), ("b", 6)], result.Origins.Select(origin => (origin.Initializer, origin.ParameterOffset)));
        Assert.Equal("y", result.Model.Values[result.Model.Outputs[0]].SourceName);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Addition_that_is_no_bias_stays(int rows)
    {
        // One number for all units is one parameter; a number a row is none of the layer's.
        NetworkModel model = new OnnxFile(17).Input("x", 1, 2, 2).Output("y").Initializer("w", [2, 3], 1, 2, 3, 4, 5, 6)
            .Initializer("b", [rows, 1], [.. Enumerable.Repeat(1.0, rows)]).Node("MatMul", ["x", "w"], ["m"]).Node("Add", ["m", "b"], ["y"]).ToModel();
        Assert.Equal(6 + rows, model.ParameterCount);
        Assert.Equal(3, model.Nodes.Count);
    }

    [Fact]
    public void Arrangements_that_meet_are_one_and_those_that_cancel_are_none()
    {
        NetworkModel cancelled = new OnnxFile(17).Input("x", 1, 2, 3).Output("y").Node("Transpose", ["x"], ["t"]).Node("Transpose", ["t"], ["u"])
            .Node("Relu", ["u"], ["y"]).ToModel();
        Assert.IsType<ActivationNode>(Assert.Single(cancelled.Nodes));
        NetworkModel merged = new OnnxFile(9).Input("x", 1, 2, 3).Input("z", 1, 2, 3).Output("y")
            .Node("Concat", ["x", "z"], ["c"], ("axis", 0)).Node("Transpose", ["c"], ["t"])
            .Node("Slice", ["t"], ["y"], ("starts", new[] { 2 }), ("ends", new[] { 4 }), ("axes", new[] { 1 })).ToModel();
        ArrangeNode node = Assert.IsType<ArrangeNode>(Assert.Single(merged.Nodes));
        Assert.Equal(merged.Inputs[1], Assert.Single(node.Sources));
        Assert.Equal([7, 10, 8, 11, 9, 12], merged.Run(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12));
    }

    [Fact]
    public void Arrangement_that_cancels_at_an_output_leaves_its_name()
    {
        NetworkModel model = new OnnxFile(17).Input("x", 1, 2, 3).Output("y").Node("Relu", ["x"], ["r"]).Node("Transpose", ["r"], ["t"])
            .Node("Transpose", ["t"], ["y"]).ToModel();
        Assert.IsType<ActivationNode>(Assert.Single(model.Nodes));
        Assert.Equal("y", model.Values[model.Outputs[0]].SourceName);
    }

    [Fact]
    public void Batch_normalization_is_folded_only_when_allowed()
    {
        OnnxFile file = new OnnxFile(17).Input("x", 1, "N", 2).Output("y").Initializer("w", [2, 3], 1, 2, 3, 4, 5, 6)
            .Initializer("s", [3], 1, 2, 3).Initializer("b", [3], 1, -1, 0.5).Initializer("m", [3], 0.1, 0.2, 0.3).Initializer("v", [3], 1, 4, 0.25)
            .Initializer("s2", [2], 2, 3).Initializer("b2", [2], 0.5, 0.25).Initializer("m2", [2], 0.1, 0.2).Initializer("v2", [2], 1, 4)
            .Node("BatchNormalization", ["x", "s2", "b2", "m2", "v2"], ["n"]).Node("MatMul", ["n", "w"], ["h"])
            .Node("BatchNormalization", ["h", "s", "b", "m", "v"], ["y"]);
        NetworkModel own = file.ToModel();
        NetworkModel folded = file.ToModel(new ImportOptions(FoldsBatchNormalization: true));
        Assert.Equal(8, own.Nodes.Count(node => node is BinaryNode));
        Assert.IsType<DenseNode>(Assert.Single(folded.Nodes));
        Assert.Equal(9, folded.ParameterCount);
        foreach ((double expected, double actual) in own.Run(0.3, -0.7).Zip(folded.Run(0.3, -0.7)))
        {
            Assert.Equal(expected, actual, 1e-5);
        }
    }
}
