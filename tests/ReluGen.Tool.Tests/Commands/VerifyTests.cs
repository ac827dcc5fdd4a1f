using System.Text.Json;
using ReluGen.Tests.Shared.Onnx;
using ReluGen.Tool.Terminal;
using ReluGen.Tool.Tests.Fixtures;
using ReluGen.Tool.Tests.Running;
using ReluGen.Tool.Verifying;

namespace ReluGen.Tool.Tests.Commands;

/// <summary><c>verify</c>: reports, exit codes, several models. What the checks find is in <c>Verifying</c>.</summary>
public sealed class VerifyTests
{
    private static readonly string[] AllChecks = ["compiles", "reference", "bits", "batch", "gradientBits", "gradients", "differences"];

    [Theory]
    [InlineData("float")]
    [InlineData("double")]
    public void Right_model_passes_every_check(string element)
    {
        using var folder = new TemporaryFolder();
        ToolRun run = ToolRun.Of("verify", folder.Write("tiny.json", LayerFiles.Tiny), "--element", element, "--json");

        Assert.Equal(0, run.ExitCode);
        JsonElement model = run.Model();
        Assert.Equal(
            ["file", "problem", "isReadable", "passed", "element", "samples", "seed", "cases", "checks", "random", "given"],
            model.EnumerateObject().Select(member => member.Name));
        Assert.True(model.GetProperty("passed").GetBoolean());
        Assert.Equal(element, model.GetProperty("element").GetString());
        Assert.Equal(AllChecks, model.GetProperty("checks").EnumerateArray().Select(check => check.GetProperty("name").GetString()));
        Assert.All(model.GetProperty("checks").EnumerateArray(), check => Assert.True(check.GetProperty("passed").GetBoolean()));
        JsonElement random = model.GetProperty("random");
        Assert.Equal(
            ["compared", "largestAbsolute", "largestRelative", "largestUlp", "largestShare"],
            random.EnumerateObject().Select(member => member.Name));
        Assert.Equal(64, random.GetProperty("compared").GetInt64());
        Assert.InRange(random.GetProperty("largestShare").GetProperty("error").GetDouble(), 0, 1);
        Assert.Empty(run.Error);
    }

    [Fact]
    public void Large_tensors_travel_through_the_resource()
    {
        using var folder = new TemporaryFolder();
        ToolRun run = ToolRun.Of("verify", folder.Write("wide.json", LayerFiles.Chain(20, 40, 3)), "--samples", "5");

        Assert.Equal(0, run.ExitCode);
        Assert.Matches(@"(?m)wide\.json +passed +5 +0 ", run.Output);
        Assert.EndsWith("\n1 model: all hold.\n", run.Output);
    }

    [Fact]
    public void Output_without_elements_passes_every_check()
    {
        using var folder = new TemporaryFolder();
        OnnxFile file = new OnnxFile(17).Input("x", OnnxFile.Float, "N", 4).Output("y").Output("z")
            .Initializer("two", OnnxFile.Integer, [1], 2).Initializer("axis", OnnxFile.Integer, [1], 1)
            .Node("Tanh", ["x"], ["y"]).Node("Slice", ["x", "two", "two", "axis"], ["z"]);
        ToolRun run = ToolRun.Of("verify", folder.Write("empty.onnx", file.ToArray()), "--samples", "5");

        Assert.Equal(0, run.ExitCode);
        Assert.EndsWith("\n1 model: all hold.\n", run.Output);
    }

    [Fact]
    public void Same_seed_gives_the_same_report_and_another_seed_another_one()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("policy.onnx", OnnxFiles.Policy());
        string first = ToolRun.Of("verify", path, "--json", "--seed", "7", "--samples", "8").Output;

        Assert.Equal(first, ToolRun.Of("verify", path, "--json", "--seed", "7", "--samples", "8").Output);
        Assert.NotEqual(
            ToolRun.Of("verify", path, "--json", "--seed", "8", "--samples", "8").Model().GetProperty("random").ToString(),
            JsonDocument.Parse(first).RootElement.GetProperty("models")[0].GetProperty("random").ToString());
    }

    [Fact]
    public void Tolerance_of_nothing_fails_and_says_where()
    {
        using var folder = new TemporaryFolder();
        ToolRun run = ToolRun.Of("verify", folder.Write("policy.onnx", OnnxFiles.Policy()), "--tolerance", "0");

        Assert.Equal(1, run.ExitCode);
        Assert.Matches(@"reference: \d+ of 128 elements too far off; sample \d+, action\[[01]\]: expected ", run.Output);
        Assert.EndsWith("\n1 of 1 model failed.\n", run.Output);
    }

    [Fact]
    public void Model_with_an_output_that_cannot_be_computed_fails_until_outputs_are_selected()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("policy.onnx", OnnxFiles.Policy(hasNoise: true));
        ToolRun run = ToolRun.Of("verify", path);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("REFUSED", run.Output);
        Assert.Contains("dice (example.org.Invented, opset 3)", run.Output);
        Assert.Equal(0, ToolRun.Of("verify", path, "--outputs", "action", "--samples", "2").ExitCode);
    }

    [Fact]
    public void Unreadable_file_among_others_returns_2_and_the_others_are_verified()
    {
        using var folder = new TemporaryFolder();
        ToolRun run = ToolRun.Of(
            "verify", folder.At("gone.onnx"), folder.Write("policy.onnx", OnnxFiles.Policy()), "--samples", "2", "--json");

        Assert.Equal(2, run.ExitCode);
        JsonElement[] models = run.Json().GetProperty("models").EnumerateArray().ToArray();
        Assert.False(models[0].GetProperty("isReadable").GetBoolean());
        Assert.Contains("There is no file", models[0].GetProperty("problem").GetString());
        Assert.True(models[1].GetProperty("passed").GetBoolean());
    }

    [Fact]
    public void Model_of_constants_alone_is_refused()
    {
        using var folder = new TemporaryFolder();
        byte[] constant = new OnnxFile(opset: 17)
            .Output("y").Node("Constant", [], ["y"], ("value", OnnxFile.Tensor("t", OnnxFile.Float, [1], 3))).ToArray();
        ToolRun run = ToolRun.Of("verify", folder.Write("constant.onnx", constant));

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("reads no input", run.Output);
    }

    [Fact]
    public void Weights_alone_are_no_model()
    {
        using var folder = new TemporaryFolder();
        ToolRun run = ToolRun.Of("verify", folder.Write("w.npy", NumpyFiles.Npy([1, 2], 2)));

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("holds weights and no layers", run.Output);
    }

    [Fact]
    public void Fault_of_the_tool_returns_70_whatever_else_fails()
    {
        Assert.Equal(70, new VerificationReport { File = "a", Problem = "stumbled", IsFault = true }.Code);
        Assert.Equal(2, new VerificationReport { File = "a", Problem = "gone", IsReadable = false }.Code);
        Assert.Equal(1, new VerificationReport { File = "a", Problem = "not supported" }.Code);
        Assert.Equal(0, new VerificationReport { File = "a" }.Code);
    }

    [Fact]
    public void Progress_on_a_terminal_leaves_results_as_they_are()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("tiny.json", LayerFiles.Tiny);
        ToolRun terminal = ToolRun.OnTerminal("verify", path);
        ToolRun pipe = ToolRun.Of("verify", path);

        Assert.Equal(0, terminal.ExitCode);
        Assert.All(pipe.Output.Split('\n'), line => Assert.Contains(line, terminal.Output));
        Assert.Empty(pipe.Error);
    }

    [Fact]
    public void Progress_is_shown_while_results_go_to_a_file()
    {
        var streams = new ToolStreams(() => Stream.Null, TextWriter.Null, TextWriter.Null) { IsErrorTerminal = true };
        Assert.True(streams.ErrorConsole().Profile.Capabilities.Interactive);
        Assert.False(streams.OutputConsole().Profile.Capabilities.Interactive);
    }

    [Fact]
    public void Cancelled_run_returns_130_and_prints_no_report()
    {
        using var folder = new TemporaryFolder();
        ToolRun run = ToolRun.Cancelled("verify", folder.Write("tiny.json", LayerFiles.Tiny));

        Assert.Equal(130, run.ExitCode);
        Assert.Empty(run.Output);
    }
}
