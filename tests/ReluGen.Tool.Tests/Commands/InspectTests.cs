using System.Text.Json;
using ReluGen.Tests.Shared.Onnx;
using ReluGen.Tool.Tests.Fixtures;
using ReluGen.Tool.Tests.Running;

namespace ReluGen.Tool.Tests.Commands;

/// <summary><c>inspect</c>.</summary>
public sealed class InspectTests
{
    [Fact]
    public void Text_has_shapes_costs_layers_and_kernels()
    {
        using var folder = new TemporaryFolder();
        ToolRun run = ToolRun.Of("inspect", folder.Write("wide.json", LayerFiles.Chain(20, 32, 4)));

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("  input   input [20]\n", run.Output);
        Assert.Contains("  output  output [4]\n", run.Output);
        Assert.Contains("  804 parameters, 768 multiply-adds a sample, 3 216 bytes of weights as float\n", run.Output);
        Assert.Matches(@"(?m)^hidden +relu\(weights · input \+ bias\) +\[32\] +672 +640 .+2 vectors of outputs", run.Output);
        Assert.DoesNotContain('\u001b', run.Output);
        Assert.Empty(run.Error);
    }

    [Fact]
    public void Json_has_every_documented_member()
    {
        using var folder = new TemporaryFolder();
        ToolRun run = ToolRun.Of("inspect", folder.Write("policy.onnx", OnnxFiles.Policy(hasNoise: true)), "--json");
        JsonElement document = run.Json();
        JsonElement model = run.Model();

        Assert.Equal(["tool", "schema", "command", "models"], document.EnumerateObject().Select(member => member.Name));
        Assert.Equal("relugen", document.GetProperty("tool").GetString());
        Assert.Equal(1, document.GetProperty("schema").GetInt32());
        Assert.Equal("inspect", document.GetProperty("command").GetString());
        Assert.Equal(
            ["file", "format", "sha256", "fileBytes", "producer", "opset", "problems", "network", "operators", "refused", "unsupported", "tensors"],
            model.EnumerateObject().Select(member => member.Name));
        Assert.Equal("onnx", model.GetProperty("format").GetString());
        Assert.Equal(17, model.GetProperty("opset").GetInt64());
        JsonElement network = model.GetProperty("network");
        Assert.Equal(
            ["element", "form", "inputs", "outputs", "nodes", "layers", "parameters", "multiplyAdds", "weightBytes"],
            network.EnumerateObject().Select(member => member.Name));
        Assert.Equal(8, network.GetProperty("parameters").GetInt32());
        Assert.Equal(6, network.GetProperty("multiplyAdds").GetInt64());
        Assert.Equal(32, network.GetProperty("weightBytes").GetInt64());
        JsonElement input = Assert.Single(network.GetProperty("inputs").EnumerateArray());
        Assert.Equal("obs", input.GetProperty("name").GetString());
        Assert.Equal([1, 3], input.GetProperty("shape").EnumerateArray().Select(dimension => dimension.GetInt32()));
        Assert.Equal(
            ["name", "kind", "computes", "shape", "parameters", "multiplyAdds", "single", "batch"],
            network.GetProperty("layers")[0].EnumerateObject().Select(member => member.Name));
        Assert.Equal(["Gemm", "Tanh", "example.org.Invented"], model.GetProperty("operators").EnumerateObject().Select(member => member.Name));
        JsonElement refused = Assert.Single(model.GetProperty("refused").EnumerateArray());
        Assert.Equal("noise", refused.GetProperty("output").GetString());
        JsonElement node = Assert.Single(model.GetProperty("unsupported").EnumerateArray());
        Assert.Equal(["name", "operator", "opset", "reason", "remedy"], node.EnumerateObject().Select(member => member.Name));
        Assert.Equal("dice", node.GetProperty("name").GetString());
    }

    [Fact]
    public void Unsupported_nodes_are_named_with_what_would_work()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("policy.onnx", OnnxFiles.Policy(hasNoise: true));
        ToolRun run = ToolRun.Of("inspect", path);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("1 output cannot be computed: noise.\n  dice (example.org.Invented, opset 3): ", run.Output);
        Assert.Contains("These outputs work: action. Select with --outputs action.\n", run.Output);
        Assert.DoesNotContain("cannot be computed", ToolRun.Of("inspect", path, "--outputs", "action").Output);
    }

    [Fact]
    public void Operator_set_that_the_file_does_not_name_has_no_version()
    {
        using var folder = new TemporaryFolder();
        byte[] model = new OnnxFile(opset: 17).Input("x", OnnxFile.Float, 3).Output("y").NamedNode("dice", "example.org", "Invented", ["x"], ["y"]).ToArray();
        ToolRun run = ToolRun.Of("inspect", folder.Write("dice.onnx", model));

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("dice (example.org.Invented, without a version): ", run.Output);
    }

    [Fact]
    public void Model_without_a_computable_output_returns_1()
    {
        using var folder = new TemporaryFolder();
        ToolRun run = ToolRun.Of("inspect", folder.Write("policy.onnx", OnnxFiles.Policy(hasNoise: true)), "--outputs", "noise");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("No output would work without these nodes.", run.Output);
    }

    [Fact]
    public void Weights_without_layers_are_listed()
    {
        using var folder = new TemporaryFolder();
        byte[] archive = NumpyFiles.Npz(("w", NumpyFiles.Npy([1, 2, 3, 4, 5, 6], 2, 3)));
        ToolRun run = ToolRun.Of("inspect", folder.Write("weights.npz", archive));

        Assert.Equal(0, run.ExitCode);
        Assert.Matches(@"(?m)^w +float64 +\[2, 3\]$", run.Output);
    }

    [Fact]
    public void Broken_file_returns_2_and_the_others_are_shown()
    {
        using var folder = new TemporaryFolder();
        string broken = folder.Write("broken.onnx", OnnxFiles.Policy()[..^20]);
        string whole = folder.Write("whole.onnx", OnnxFiles.Policy());
        ToolRun run = ToolRun.Of("inspect", broken, whole, "--json");

        Assert.Equal(2, run.ExitCode);
        JsonElement[] models = run.Json().GetProperty("models").EnumerateArray().ToArray();
        Assert.NotEmpty(models[0].GetProperty("problems").EnumerateArray());
        Assert.Equal(JsonValueKind.Null, models[0].GetProperty("network").ValueKind);
        Assert.Equal(8, models[1].GetProperty("network").GetProperty("parameters").GetInt32());
    }

    [Fact]
    public void Folder_stands_for_its_models_and_passes_over_other_json()
    {
        using var folder = new TemporaryFolder();
        folder.Write("b/policy.onnx", OnnxFiles.Policy());
        folder.Write("b/reference.json", """{ "cases": [] }""");
        folder.Write("a.json", LayerFiles.Tiny);
        ToolRun run = ToolRun.Of("inspect", folder.Root, "--json");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(
            [folder.At("a.json"), folder.At(Path.Combine("b", "policy.onnx"))],
            run.Json().GetProperty("models").EnumerateArray().Select(model => model.GetProperty("file").GetString()));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("json")]
    public void Standard_input_is_known_by_its_content_or_by_what_is_said(string? format)
    {
        string[] said = format is null ? [] : ["--format", format];
        ToolRun run = ToolRun.With(System.Text.Encoding.UTF8.GetBytes(LayerFiles.Tiny), ["inspect", "-", "--json", .. said]);

        Assert.Equal(0, run.ExitCode);
        Assert.Equal("-", run.Model().GetProperty("file").GetString());
        Assert.Equal("straightLine", run.Model().GetProperty("network").GetProperty("form").GetString());
        Assert.Equal("onnx", ToolRun.With(OnnxFiles.Policy(), "inspect", "-", "--json").Model().GetProperty("format").GetString());
    }

    [Fact]
    public void Names_from_a_file_cannot_steer_a_terminal()
    {
        using var folder = new TemporaryFolder();
        ToolRun run = ToolRun.Of("inspect", folder.Write("evil.onnx", OnnxFiles.Policy(outputName: "act\u001b[31m\nion")));

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("act\\u001B[31m\\u000Aion", run.Output);
        Assert.DoesNotContain('\u001b', run.Output);
    }
}
