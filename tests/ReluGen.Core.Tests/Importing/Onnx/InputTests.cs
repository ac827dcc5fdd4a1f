using ReluGen.Importing;
using ReluGen.Model;
using ReluGen.Tests.Shared.Onnx;

namespace ReluGen.Tests.Core.Importing.Onnx;

/// <summary>The shapes of inputs: the batch, open dimensions, types.</summary>
public sealed class InputTests
{
    private const int Text = 8;

    [Fact]
    public void Batch_becomes_one_in_every_input_wherever_its_name_stands()
    {
        NetworkModel model = new OnnxFile(17)
            .Input("a", 1, "N", 3).Input("b", 1, 3, "N").Input("c", 1, "M").Input("d", 1).Output("y").Output("z")
            .Node("MatMul", ["a", "b"], ["y"]).Node("Add", ["c", "d"], ["z"]).ToModel();
        Assert.Equal([[1, 3], [3, 1], [1], []], model.Inputs.Select(id => model.Values[id].Shape.Dimensions.ToArray()));
    }

    [Fact]
    public void Other_open_dimension_asks_for_a_size_and_takes_it()
    {
        OnnxFile file = new OnnxFile(17).Input("tokens", 1, "N", "length", 2).Output("y").Node("Relu", ["tokens"], ["y"]);
        Assert.Equal(
            "The input \"tokens\" has an open dimension \"length\" at position 2. Give it a size: Dimensions=\"length=…\".",
            Assert.Single(file.Import().Problems));
        var options = new ImportOptions(Dimensions: new EquatableArray<NamedSize>(new NamedSize("length", 5)));
        Assert.Equal([1, 5, 2], file.ToModel(options).Values[0].Shape.Dimensions);
    }

    [Fact]
    public void Named_batch_may_be_given_a_size()
    {
        var options = new ImportOptions(Dimensions: new EquatableArray<NamedSize>(new NamedSize("N", 4)));
        NetworkModel model = new OnnxFile(17).Input("x", 1, "N", 2).Output("y").Node("Relu", ["x"], ["y"]).ToModel(options);
        Assert.Equal([4, 2], model.Values[0].Shape.Dimensions);
    }

    [Theory]
    [InlineData("lengh", "There is no open dimension \"lengh\". Did you mean \"length\"?")]
    [InlineData("width", "There is no open dimension \"width\". Open are \"N\", \"length\".")]
    public void Size_of_no_open_dimension_is_refused(string name, string message)
    {
        OnnxFile file = new OnnxFile(17).Input("tokens", 1, "N", "length", 2).Output("y").Node("Relu", ["tokens"], ["y"]);
        var options = new ImportOptions(Dimensions: new EquatableArray<NamedSize>(new NamedSize("length", 5), new NamedSize(name, 5)));
        Assert.Equal(message, Assert.Single(file.Import(options).Problems));
    }

    [Fact]
    public void Size_for_a_model_without_open_dimensions_is_refused()
    {
        var options = new ImportOptions(Dimensions: new EquatableArray<NamedSize>(new NamedSize("N", 4)));
        Assert.Equal(
            "There is no open dimension \"N\". The model has no open dimensions with a name: leave the size out.",
            Assert.Single(new OnnxFile(17).Input("x", 1, 3, 2).Output("y").Node("Relu", ["x"], ["y"]).Import(options).Problems));
    }

    [Fact]
    public void Input_of_text_refuses_only_what_reads_it()
    {
        ImportResult result = new OnnxFile(17).Input("x", 1, 2).Input("label", Text, 2).Output("y").Output("z")
            .Node("Relu", ["x"], ["y"]).Node("Identity", ["label"], ["z"]).Import();
        Assert.Single(result.Model!.Outputs);
        Assert.Single(result.Model.Inputs);
        Assert.Equal("label", Assert.Single(result.Unsupported).Name);
        Assert.Equal("z", Assert.Single(result.Refused).Name);
    }

    [Fact]
    public void Doubles_make_a_model_of_doubles_unless_the_user_says_otherwise()
    {
        OnnxFile file = new OnnxFile(17).Input("x", OnnxFile.Double, 2).Output("y", OnnxFile.Double)
            .Initializer("c", OnnxFile.Double, [2], 0.1, 0.2).Node("Add", ["x", "c"], ["y"]);
        Assert.Equal(ElementKind.Double, file.ToModel().Element);
        Assert.Equal(0.1, file.ToModel().Run(0, 0)[0]);
        NetworkModel single = file.ToModel(new ImportOptions(Element: ElementKind.Float));
        Assert.Equal(0.1f, single.Run(0, 0)[0]);
    }

    [Fact]
    public void Huge_shapes_are_refused_without_taking_memory()
    {
        ImportResult input = new OnnxFile(17).Input("x", 1, 1, 2_000_000_000).Output("y").Node("Relu", ["x"], ["y"]).Import();
        Assert.Single(input.Problems);
        ImportResult grown = new OnnxFile(17).Input("x", 1, 1).Initializer("shape", OnnxFile.Integer, [3], 60000, 60000, 60000).Output("y")
            .Node("Expand", ["x", "shape"], ["y"]).Import();
        Assert.Contains("more than", Assert.Single(grown.Unsupported).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, false)]
    [InlineData(3, false)]
    [InlineData(6, true)]
    [InlineData(7, true)]
    public void Casts_that_would_wrap_around_are_refused(int type, bool works)
    {
        ImportResult result = new OnnxFile(17).Input("x", 1, 2).Output("y").Node("Cast", ["x"], ["c"], ("to", (long)type)).Node("Cast", ["c"], ["y"], ("to", 1L)).Import();

        Assert.Equal(works, result.Model is not null);
        Assert.Equal(works, result.Unsupported.All(node => !node.Reason.Contains("wrap around", StringComparison.Ordinal)));
    }
}
