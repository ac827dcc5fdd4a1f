using System.Text;
using Spectre.Console;

namespace ReluGen.Tool.Terminal;

/// <summary>What a run of the tool reads from and writes to.</summary>
/// <param name="OpenInput">Opens standard input.</param>
/// <param name="Output">Standard output: results and nothing else.</param>
/// <param name="Error">Standard error: faults and progress.</param>
internal sealed record ToolStreams(Func<Stream> OpenInput, TextWriter Output, TextWriter Error)
{
    /// <summary>Whether standard output is a terminal.</summary>
    public bool IsOutputTerminal { get; init; }

    /// <summary>Whether standard error is a terminal, which progress is shown on.</summary>
    public bool IsErrorTerminal { get; init; }

    /// <summary>Whether a terminal is written to in colour.</summary>
    public bool AllowsColor { get; init; }

    /// <summary>The streams of this process. Colour is left out where <c>NO_COLOR</c> is set.</summary>
    public static ToolStreams OfProcess()
    {
        // A terminal is asked what it can do; a pipe or file gets UTF-8, whatever the system's encoding.
        TextWriter output = Console.IsOutputRedirected ? Pipe(Console.OpenStandardOutput()) : Console.Out;
        TextWriter error = Console.IsErrorRedirected ? Pipe(Console.OpenStandardError()) : Console.Error;
        return new ToolStreams(Console.OpenStandardInput, output, error)
        {
            IsOutputTerminal = !Console.IsOutputRedirected,
            IsErrorTerminal = !Console.IsErrorRedirected,
            AllowsColor = string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")),
        };
    }

    /// <summary>Standard output for tables.</summary>
    public IAnsiConsole OutputConsole() => Open(Output, IsOutputTerminal);

    /// <summary>Standard error for progress.</summary>
    public IAnsiConsole ErrorConsole() => Open(Error, IsErrorTerminal);

    private IAnsiConsole Open(TextWriter writer, bool isTerminal)
    {
        return AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = isTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = isTerminal && AllowsColor ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,

            // Not to be detected: that would ask about standard output, whatever is written to.
            Interactive = isTerminal ? InteractionSupport.Yes : InteractionSupport.No,
        });
    }

    private static StreamWriter Pipe(Stream stream) => new(stream, new UTF8Encoding(false)) { AutoFlush = true, NewLine = "\n" };
}
