using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using ReluGen.Tool.Terminal;

namespace ReluGen.Tool.Commands;

/// <summary>The tool as a whole: its commands, its help, how it ends.</summary>
internal static class ToolCommand
{
    private const string Name = "relugen";

    /// <summary>Runs the tool.</summary>
    /// <param name="arguments">The command line without the program.</param>
    /// <param name="streams">What it reads from and writes to.</param>
    /// <param name="cancellation">Stops it, as Ctrl-C does.</param>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(
        IReadOnlyList<string> arguments, ToolStreams streams, CancellationToken cancellation = default)
    {
        ParseResult parsed = Create(streams).Parse(arguments);
        var configuration = new InvocationConfiguration { Output = streams.Output, Error = streams.Error, EnableDefaultExceptionHandler = false };
        string[] unknown = UnknownOptions.Find(arguments, parsed).ToArray();
        if (unknown.Length > 0 || parsed.Action is ParseErrorAction)
        {
            // What else is wrong may follow from an option that was taken for something else.
            foreach (string message in unknown.Length > 0 ? unknown : parsed.Errors.Select(error => error.Message).Distinct())
            {
                streams.Error.Write($"relugen: {message}\n");
            }

            streams.Error.Write($"Run '{Path(parsed.CommandResult)} --help' to see how it is used.\n");
            return ExitCode.Unusable;
        }

        try
        {
            return await parsed.InvokeAsync(configuration, cancellation);
        }
        catch (ToolException exception)
        {
            streams.Error.Write($"relugen: {exception.Message}\n");
            return exception.Code;
        }
        catch (OperationCanceledException)
        {
            streams.Error.Write("relugen: stopped.\n");
            return ExitCode.Interrupted;
        }
        catch (IOException) when (IsClosed(streams.Output))
        {
            // The reader of a pipe, such as head, has seen enough.
            return ExitCode.Success;
        }
        catch (Exception exception)
        {
            streams.Error.Write($"relugen: this should not have happened, whatever the model; please report it.\n{exception}\n");
            return ExitCode.Internal;
        }
    }

    /// <summary>Gives a command its action. It runs on a thread of its own, so that Ctrl-C is heard meanwhile.</summary>
    public static void Do(Command command, Func<ParseResult, CancellationToken, int> action) =>
        command.SetAction((parsed, cancellation) => Task.Run(() => action(parsed, cancellation), CancellationToken.None));

    private static RootCommand Create(ToolStreams streams)
    {
        var root = new RootCommand("Looks into trained networks, verifies, times and writes the C# that ReluGen generates from them.")
        {
            InspectCommand.Create(streams),
            VerifyCommand.Create(streams),
            EmitCommand.Create(streams),
            BenchCommand.Create(streams),
        };
        root.HelpName = Name;
        HelpOption help = root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpWithExamples((HelpAction)help.Action!);
        return root;
    }

    private static string Path(System.CommandLine.Parsing.CommandResult command) =>
        command.Parent is System.CommandLine.Parsing.CommandResult ? $"{Name} {command.Command.Name}" : Name;

    private static bool IsClosed(TextWriter output)
    {
        try
        {
            output.Flush();
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }
}
