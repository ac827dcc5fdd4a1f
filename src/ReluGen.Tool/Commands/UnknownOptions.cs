using System.CommandLine;
using System.CommandLine.Parsing;
using ReluGen.Building;

namespace ReluGen.Tool.Commands;

/// <summary>Finds options that there are not: the parser takes them for model files or other values.</summary>
internal static class UnknownOptions
{
    private const string Prefix = "--";

    /// <summary>A message for each, with the option that may have been meant.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="parsed">What the parser made of it.</param>
    public static IEnumerable<string> Find(IReadOnlyList<string> arguments, ParseResult parsed)
    {
        if (arguments.Count > 0 && arguments[0].StartsWith('['))
        {
            // A directive, such as that of completion, has a command line of its own.
            return [];
        }

        Command command = parsed.CommandResult.Command;
        string[] names = command.Options.Concat(parsed.RootCommandResult.Command.Options.Where(option => option.Recursive || command == parsed.RootCommandResult.Command))
            .Where(option => !option.Hidden)
            .SelectMany(option => option.Aliases.Prepend(option.Name))
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .ToArray();
        return parsed.Tokens.TakeWhile(token => token.Type != TokenType.DoubleDash)
            .Where(token => token.Type == TokenType.Argument && token.Value.StartsWith(Prefix, StringComparison.Ordinal) && !IsValue(token.Value, arguments))
            .Select(token => Describe(token.Value.Split('=', ':')[0], names))
            .Distinct();
    }

    /// <summary>Whether it was written behind the equals sign or colon of an option.</summary>
    private static bool IsValue(string text, IReadOnlyList<string> arguments) =>
        arguments.Any(argument => argument.EndsWith("=" + text, StringComparison.Ordinal) || argument.EndsWith(":" + text, StringComparison.Ordinal));

    private static string Describe(string option, IEnumerable<string> names) =>
        $"There is no option '{option}'." + (Spelling.Nearest(option, names) is { } name ? $" Did you mean '{name}'?" : "")
        + " A file of such a name comes behind '--'.";
}
