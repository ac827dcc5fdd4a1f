using ReluGen.Importing;
using ReluGen.Model;
using ReluGen.Tests.Shared.Onnx;
using static ReluGen.Tests.Core.Importing.Onnx.Imports;

namespace ReluGen.Tests.Core.Importing.Onnx;

/// <summary>Which part of a graph becomes the model, and what is said about the rest.</summary>
public sealed class SelectionTests
{
    private static OnnxFile TwoHeads() => new OnnxFile(17)
        .Input("observation", 1, "N", 3)
        .Input("memory", 1, "N", 2)
        .Output("action").Output("sample").Output("state")
        .NamedNode("/random", "", "RandomNormalLike", ["hidden"], ["noise"])
        .Node("Relu", ["observation"], ["hidden"])
        .NamedNode("/mix", "", "Add", ["hidden", "noise"], ["mixed"])
        .NamedNode("/act/Tanh", "", "Tanh", ["hidden"], ["action"])
        .NamedNode("/pool", "", "MaxPool", ["mixed"], ["sample"])
        .Node("Identity", ["memory"], ["state"]);

    [Fact]
    public void Without_selection_all_that_can_be_computed_is_there_and_the_rest_is_listed()
    {
        ImportResult result = TwoHeads().Import();
        Assert.Equal(["action", "state"], result.Model!.Outputs.Select(id => result.Model.Values[id].SourceName!));
        Assert.Equal(["observation", "memory"], result.Model.Inputs.Select(id => result.Model.Values[id].SourceName!));
        RefusedOutput refused = Assert.Single(result.Refused);
        Assert.Equal("sample", refused.Name);
        Assert.Equal(["/random", "/pool"], refused.Nodes);
        Assert.Equal(["RandomNormalLike", "MaxPool"], result.Unsupported.Select(node => node.Operator));
        Assert.All(result.Unsupported, node => Assert.True(node is { Opset: 17, Reason.Length: > 0, Remedy.Length: > 0 }));
    }

    [Fact]
    public void Selection_cuts_nodes_and_inputs_that_it_does_not_need()
    {
        NetworkModel model = TwoHeads().ToModel(Outputs("action"));
        Assert.Equal(["observation"], model.Inputs.Select(id => model.Values[id].SourceName!));
        Assert.Equal(2, model.Nodes.Count);
        Assert.Equal(3, model.Values.Count);
    }

    [Fact]
    public void Outputs_keep_the_order_asked_for_even_twice()
    {
        NetworkModel model = TwoHeads().ToModel(Outputs("state", "action", "state"));
        Assert.Equal(["state", "action", "state"], model.Outputs.Select(id => model.Values[id].SourceName!));
        Assert.Equal([8, 9, Math.Tanh(1), Math.Tanh(2), Math.Tanh(3), 8, 9], model.Run(1, 2, 3, 8, 9));
    }

    [Fact]
    public void Unknown_output_lists_those_there_are()
    {
        ImportResult result = TwoHeads().Import(Outputs("Action"));
        Assert.Null(result.Model);
        Assert.Equal("There is no output \"Action\". Choose among \"action\", \"sample\", \"state\".", Assert.Single(result.Problems));
    }

    [Fact]
    public void Selecting_only_what_cannot_be_computed_gives_no_model_and_all_reasons()
    {
        ImportResult result = TwoHeads().Import(Outputs("sample"));
        Assert.Null(result.Model);
        Assert.Empty(result.Problems);
        Assert.Equal(["/random", "/pool"], result.Unsupported.Select(node => node.Name));
    }

    [Fact]
    public void Output_may_be_an_input_a_constant_or_a_reshaped_value()
    {
        NetworkModel model = new OnnxFile(17)
            .Input("x", 1, "N", 2)
            .Initializer("c", [2], 5, 6)
            .Output("x").Output("c").Output("again").Output("flat").Output("same")
            .Node("Neg", ["x"], ["n"])
            .Node("Identity", ["x"], ["again"])
            .Node("Flatten", ["n"], ["flat"], ("axis", 0))
            .Node("Identity", ["flat"], ["same"])
            .ToModel();
        Assert.Equal([1, 2, 5, 6, 1, 2, -1, -2, -1, -2], model.Run(1, 2));
        Assert.Equal(["x", "c", "again", "flat", "same"], model.Outputs.Select(id => model.Values[id].SourceName!));
        Assert.Equal(5, model.Outputs.Distinct().Count());
    }

    [Fact]
    public void Cycle_names_its_nodes()
    {
        ImportResult result = new OnnxFile(17).Input("x", 1, 2).Output("a")
            .NamedNode("first", "", "Add", ["x", "b"], ["a"]).NamedNode("second", "", "Neg", ["a"], ["b"]).Import();
        Assert.Equal("Nodes depend on their own results: \"first\", \"second\". Export the model again.", Assert.Single(result.Problems));
    }

    [Fact]
    public void Missing_value_is_named()
    {
        ImportResult result = new OnnxFile(17).Input("x", 1, 2).Output("y").Node("Add", ["x", "lost"], ["y"]).Import();
        Assert.Contains("\"lost\"", Assert.Single(result.Problems), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(5, "", "operator set 5 is older than 6")]
    [InlineData(17, "ai.onnx.ml", "only the standard one")]
    [InlineData(17, "com.microsoft", "only the standard one")]
    public void Unknown_operator_sets_are_refused_by_name(long opset, string domain, string reason)
    {
        ImportResult result = new OnnxFile(opset).Domain("ai.onnx.ml", 2).Domain("com.microsoft", 1).Input("x", 1, 2).Output("y")
            .NamedNode("n", domain, "Relu", ["x"], ["y"]).Import();
        Assert.Null(result.Model);
        UnsupportedNode node = Assert.Single(result.Unsupported);
        Assert.Contains(reason, node.Reason, StringComparison.Ordinal);
        Assert.Equal(domain.Length == 0 ? "Relu" : domain + ".Relu", node.Operator);
    }
}
