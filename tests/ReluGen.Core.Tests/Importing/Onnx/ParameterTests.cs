using ReluGen.Importing;
using ReluGen.Model;
using ReluGen.Tests.Shared.Onnx;

namespace ReluGen.Tests.Core.Importing.Onnx;

/// <summary>What is a parameter, and where it comes from.</summary>
public sealed class ParameterTests
{
    [Fact]
    public void Initializers_are_parameters_once_and_constant_nodes_are_none()
    {
        ImportResult result = new OnnxFile(17).Input("x", 1, 2).Output("y").Initializer("a", [2], 1, 2)
            .Node("Constant", [], ["c"], ("value", OnnxFile.Tensor("c", 1, [2], 3, 4)))
            .Node("Mul", ["x", "a"], ["m"]).Node("Add", ["m", "c"], ["s"]).Node("Mul", ["s", "a"], ["y"]).Import();
        NetworkModel model = result.Model!;
        Assert.Equal(2, model.ParameterCount);
        Assert.Equal("a", Assert.Single(result.Origins).Initializer);
        Assert.Equal([(1 + 3) * 1, (2 + 4) * 2], model.Run(1, 1));
    }

    [Fact]
    public void Origins_lead_through_transposition_and_factors()
    {
        ImportResult result = new OnnxFile(17).Input("x", 1, 1, 2).Output("y")
            .Initializer("w", [2, 3], 1, 2, 3, 4, 5, 6).Initializer("b", [3], 7, 8, 9)
            .Node("Gemm", ["x", "w", "b"], ["y"], ("alpha", 0.5), ("beta", 2.0)).Import();
        var dense = Assert.IsType<DenseNode>(Assert.Single(result.Model!.Nodes));
        Assert.Equal([0.5, 2, 1, 2.5, 1.5, 3], dense.Weights.Values);
        Assert.Equal([14, 16, 18], dense.Bias!.Values);
        ParameterOrigin weights = result.Origins.Single(origin => origin.Initializer == "w");
        Assert.Equal(0.5, weights.Factor);
        Assert.Equal([0, 3, 1, 4, 2, 5], Enumerable.Range(0, 6).Select(i => weights.Map[i]));
        Assert.Equal((2, 6), result.Origins.Where(origin => origin.Initializer == "b").Select(origin => (origin.Factor, origin.ParameterOffset)).Single());
    }

    [Fact]
    public void Initializer_of_two_layers_is_a_parameter_of_each()
    {
        ImportResult result = new OnnxFile(17).Input("x", 1, 1, 2).Output("y").Initializer("w", [2, 2], 1, 2, 3, 4)
            .Node("MatMul", ["x", "w"], ["h"]).Node("MatMul", ["h", "w"], ["y"]).Import();
        Assert.Equal(8, result.Model!.ParameterCount);
        Assert.Equal([0, 4], result.Origins.Where(origin => origin.Initializer == "w").Select(origin => origin.ParameterOffset));
    }

    [Fact]
    public void Shape_arithmetic_leaves_no_node()
    {
        NetworkModel model = new OnnxFile(17).Input("x", 1, "N", 2, 3).Output("y")
            .Initializer("zero", OnnxFile.Integer, [], 0).Initializer("open", OnnxFile.Integer, [1], -1).Initializer("axis", OnnxFile.Integer, [1], 0)
            .Node("Shape", ["x"], ["shape"]).Node("Gather", ["shape", "zero"], ["batch"]).Node("Unsqueeze", ["batch", "axis"], ["batches"])
            .Node("Concat", ["batches", "open"], ["target"], ("axis", 0)).Node("Reshape", ["x", "target"], ["flat"]).Node("Relu", ["flat"], ["y"])
            .ToModel();
        Assert.IsType<ActivationNode>(Assert.Single(model.Nodes));
        Assert.Equal([1, 6], model.Values[model.Outputs[0]].Shape.Dimensions);
    }
}
