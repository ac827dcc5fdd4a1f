using System.Text.Json;
using ReluGen.Tool.Commands;
using ReluGen.Tool.Terminal;

namespace ReluGen.Tool.Tests.Running;

/// <summary>A run of the tool in this process, with what it wrote.</summary>
/// <param name="ExitCode">What it returned.</param>
/// <param name="Output">Its standard output.</param>
/// <param name="Error">Its standard error.</param>
internal sealed record ToolRun(int ExitCode, string Output, string Error)
{
    /// <summary>Runs the tool with an empty standard input.</summary>
    public static ToolRun Of(params string[] arguments) => With([], arguments);

    /// <summary>Runs the tool with <paramref name="input"/> on standard input.</summary>
    public static ToolRun With(byte[] input, params string[] arguments) =>
        Run(input, arguments, TestContext.Current.CancellationToken);

    /// <summary>Runs the tool after Ctrl-C was pressed.</summary>
    public static ToolRun Cancelled(params string[] arguments) => Run([], arguments, new CancellationToken(canceled: true));

    /// <summary>Runs the tool on a terminal.</summary>
    public static ToolRun OnTerminal(params string[] arguments) =>
        Run([], arguments, TestContext.Current.CancellationToken, isTerminal: true);

    private static ToolRun Run(byte[] input, string[] arguments, CancellationToken cancellation, bool isTerminal = false)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        int exitCode = ToolCommand.RunAsync(
            arguments,
            new ToolStreams(() => new MemoryStream(input), output, error) { IsOutputTerminal = isTerminal, IsErrorTerminal = isTerminal },
            cancellation).GetAwaiter().GetResult();
        return new ToolRun(exitCode, output.ToString(), error.ToString());
    }

    /// <summary>The document on standard output.</summary>
    public JsonElement Json() => JsonDocument.Parse(Output).RootElement;

    /// <summary>The only model in the document on standard output.</summary>
    public JsonElement Model() => Assert.Single(Json().GetProperty("models").EnumerateArray());
}
