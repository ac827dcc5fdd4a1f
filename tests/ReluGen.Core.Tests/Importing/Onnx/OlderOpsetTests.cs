using ReluGen.Model;
using ReluGen.Tests.Shared.Onnx;

namespace ReluGen.Tests.Core.Importing.Onnx;

/// <summary>Meanings of operator set 6, which ONNX Runtime no longer runs; worked by hand.</summary>
public sealed class OlderOpsetTests
{
    [Fact]
    public void Addition_repeats_its_operand_from_an_axis_on()
    {
        NetworkModel model = new OnnxFile(6).Input("x", 1, 2, 2).Initializer("b", [2], 10, 20).Output("y").Output("z")
            .Node("Add", ["x", "b"], ["y"], ("broadcast", 1), ("axis", 0))
            .Node("Add", ["x", "b"], ["z"], ("broadcast", 1)).ToModel();
        Assert.Equal([11, 12, 23, 24, 11, 22, 13, 24], model.Run(1, 2, 3, 4));
    }

    [Fact]
    public void Slopes_belong_to_channels()
    {
        NetworkModel model = new OnnxFile(6).Input("x", 1, 1, 2, 2).Initializer("s", [2], 2, 3).Output("y")
            .Node("PRelu", ["x", "s"], ["y"]).ToModel();
        Assert.Equal([-2, -2, -3, -3], model.Run(-1, -1, -1, -1));
    }

    [Fact]
    public void Batch_normalization_of_one_output_is_inference()
    {
        NetworkModel model = new OnnxFile(6).Input("x", 1, 1, 2).Output("y")
            .Initializer("scale", [2], 2, 1).Initializer("bias", [2], 1, 0).Initializer("mean", [2], 1, 0).Initializer("var", [2], 4, 1)
            .Node("BatchNormalization", ["x", "scale", "bias", "mean", "var"], ["y"], ("epsilon", 0.0), ("is_test", 0)).ToModel();
        Assert.Equal([3, 5], model.Run(3, 5));
    }

    [Fact]
    public void Dropout_and_clip_have_attributes()
    {
        NetworkModel model = new OnnxFile(6).Input("x", 1, 3).Output("y")
            .Node("Dropout", ["x"], ["d"], ("ratio", 0.5), ("is_test", 1)).Node("Clip", ["d"], ["y"], ("min", -1.0), ("max", 1.0)).ToModel();
        Assert.Equal([-1, 0.5, 1], model.Run(-3, 0.5, 3));
    }
}
