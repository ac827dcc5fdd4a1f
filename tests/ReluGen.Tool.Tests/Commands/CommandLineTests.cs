using ReluGen.Tool.Tests.Running;

namespace ReluGen.Tool.Tests.Commands;

/// <summary>Help, version, completion and wrong usage.</summary>
public sealed class CommandLineTests
{
    [Theory]
    [InlineData("inspect")]
    [InlineData("verify")]
    [InlineData("emit")]
    [InlineData("bench")]
    public void Help_of_each_command_has_examples(string command)
    {
        ToolRun run = ToolRun.Of(command, "--help");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("Usage:", run.Output);
        Assert.Contains($"Examples:\n  relugen {command} ", run.Output);
        Assert.Empty(run.Error);
    }

    [Fact]
    public void Help_lists_the_commands_under_the_name_that_users_type()
    {
        ToolRun run = ToolRun.Of("--help");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("relugen [command]", run.Output);
        Assert.Contains("relugen verify lander.onnx", run.Output);
    }

    [Fact]
    public void Version_is_printed_alone()
    {
        ToolRun run = ToolRun.Of("--version");

        Assert.Equal(0, run.ExitCode);
        Assert.Matches(@"^\d+\.\d+\.\d+\S*\n$", run.Output);
    }

    [Fact]
    public void Completion_offers_commands_and_options()
    {
        Assert.Contains("verify\n", ToolRun.Of("[suggest:1]", "v").Output);
        Assert.Contains("--tolerance\n", ToolRun.Of("[suggest:12]", "verify --tol").Output);
    }

    [Theory]
    [InlineData("Required command was not provided.")]
    [InlineData("--dimension takes name=size", "inspect", "a.onnx", "--dimension", "batch")]
    [InlineData("--dimension takes name=size", "inspect", "a.onnx", "-d", "n=0")]
    [InlineData("--samples takes 1 to", "verify", "a.onnx", "--samples", "0")]
    [InlineData("--tolerance takes a number from 0 on, not '-1'.", "verify", "a.onnx", "--tolerance", "-1")]
    [InlineData("'1x' is no name of a class.", "emit", "a.onnx", "-o", "x", "--class", "1x")]
    [InlineData("'a.class' is no name of a namespace.", "emit", "a.onnx", "-o", "x", "--namespace", "a.class")]
    [InlineData("Option '--output' is required.", "emit", "a.onnx")]
    [InlineData("--batch takes sizes from 1", "bench", "a.onnx", "--batch", "0")]
    [InlineData("--samples takes 1 to 1000000, not 'abc'.", "verify", "a.onnx", "--samples", "abc")]
    [InlineData("--samples takes 1 to 1000000, not '1.5'.", "verify", "a.onnx", "--samples=1.5")]
    [InlineData("--seed takes a whole number of 32 bits, not 'x'.", "verify", "a.onnx", "--seed", "x")]
    [InlineData("--tolerance takes a number from 0 on, not 'x'.", "verify", "a.onnx", "--tolerance", "x")]
    [InlineData("--tolerance takes a number from 0 on, not '1,5'.", "verify", "a.onnx", "--tolerance", "1,5")]
    [InlineData("--tolerance takes a number from 0 on, not 'NaN'.", "verify", "a.onnx", "--tolerance", "NaN")]
    [InlineData("--batch takes sizes from 1 to 1000000, not 'x'.", "bench", "a.onnx", "--batch", "1", "x")]
    [InlineData("--milliseconds takes 1 to 60000, not 'x'.", "bench", "a.onnx", "--milliseconds", "x")]
    [InlineData("--milliseconds takes 1 to 60000, not '99999999999'.", "bench", "a.onnx", "--milliseconds", "99999999999")]
    [InlineData("'half'", "inspect", "a.onnx", "--element", "half")]
    public void Wrong_usage_is_said_on_standard_error_and_returns_2(string message, params string[] arguments)
    {
        ToolRun run = ToolRun.Of(arguments);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(message, run.Error);
        Assert.Contains("--help' to see how it is used.", run.Error);
        Assert.Empty(run.Output);
    }

    [Theory]
    [InlineData("--tolerence", "--tolerance", "verify", "a.onnx", "--tolerence", "1")]
    [InlineData("--tolerence", "--tolerance", "verify", "--tolerence=1", "a.onnx")]
    [InlineData("--output", "--outputs", "inspect", "a.onnx", "--output", "x")]
    [InlineData("--jsn", "--json", "verify", "a.onnx", "--cases", "b.npz", "--jsn")]
    [InlineData("--namspace", "--namespace", "emit", "a.onnx", "-o", "x", "--namspace", "N")]
    [InlineData("--verison", "--version", "--verison")]
    [InlineData("--fastest", null, "bench", "a.onnx", "--fastest")]
    public void Unknown_option_is_no_file(string option, string? meant, params string[] arguments)
    {
        ToolRun run = ToolRun.Of(arguments);

        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith($"relugen: There is no option '{option}'.{(meant is null ? "" : $" Did you mean '{meant}'?")} A file", run.Error);
        Assert.Contains("--help' to see how it is used.", run.Error);
        Assert.Empty(run.Output);
    }

    [Fact]
    public void Values_that_look_like_options_come_behind_a_separator_or_an_equals_sign()
    {
        Assert.Equal("relugen: There is no file '--odd.onnx'.\n", ToolRun.Of("inspect", "--", "--odd.onnx").Error);
        Assert.Equal("relugen: There is no file 'a.onnx'.\n", ToolRun.Of("inspect", "a.onnx", "--outputs=--odd").Error);
    }

    [Theory]
    [InlineData("inspect")]
    [InlineData("bench")]
    [InlineData("emit", "-o", "nowhere")]
    public void File_that_is_not_there_returns_2(string command, params string[] rest)
    {
        using var folder = new TemporaryFolder();
        ToolRun run = ToolRun.Of([command, folder.At("gone.onnx"), .. rest]);

        Assert.Equal(2, run.ExitCode);
        Assert.Equal($"relugen: There is no file '{folder.At("gone.onnx")}'.\n", run.Error);
        Assert.Empty(run.Output);
    }

    [Fact]
    public void Folder_without_models_returns_2()
    {
        using var folder = new TemporaryFolder();
        folder.Write("readme.txt", "none");
        ToolRun run = ToolRun.Of("inspect", folder.Root);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("holds no model", run.Error);
    }
}
