using System.Text;
using Spectre.Console;

namespace ReluGen.Tool.Terminal;

/// <summary>What a run of the tool reads from and writes to.</summary>
/// <param name="OpenInput">Opens standard input.</param>
/// <param name="Output">Standard output: results and nothing else.</param>
/// <param name="Error">Standard error: faults and progress.</param>
internal sealed record ToolStreams(Func<Stream> OpenInput, TextWriter Output, TextWriter Error)
{
    /// <summary>Wide enough for any table: text into a file or pipe is not broken at the width of a guessed terminal.</summary>
    private const int WidthOfPipes = 400;

    /// <summary>Whether standard output is a terminal.</summary>
    public bool IsOutputTerminal { get; init; }

    /// <summary>Whether standard error is a terminal, which progress is shown on.</summary>
    public bool IsErrorTerminal { get; init; }

    /// <summary>Whether a terminal is written to in colour.</summary>
    public bool AllowsColor { get; init; }

    /// <summary>The streams of this process. Colour is left out where <c>NO_COLOR</c> is set.</summary>
    public static ToolStreams OfProcess()
    {
        // Line feeds on every system: what one machine writes another compares.
        var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false)) { AutoFlush = true, NewLine = "\n" };
        var error = new StreamWriter(Console.OpenStandardError(), new UTF8Encoding(false)) { AutoFlush = true, NewLine = "\n" };
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
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = isTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = isTerminal && AllowsColor ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = isTerminal ? InteractionSupport.Detect : InteractionSupport.No,
        });
        if (!isTerminal)
        {
            console.Profile.Width = WidthOfPipes;
        }

        return console;
    }
}
