using Spectre.Console;

namespace ReluGen.Tool.Terminal;

/// <summary>A table of text: aligned columns, two spaces apart, no frames, one line a row.</summary>
internal static class TextTable
{
    /// <summary>Writes a table.</summary>
    /// <param name="streams">Where to.</param>
    /// <param name="headings">The headings; those that end in <c>&gt;</c> are of columns aligned to the right.</param>
    /// <param name="rows">The rows, a cell a heading.</param>
    public static void Write(ToolStreams streams, IReadOnlyList<string> headings, IEnumerable<IReadOnlyList<string>> rows)
    {
        string[] titles = headings.Select(heading => heading.TrimEnd('>')).ToArray();
        IReadOnlyList<string>[] all = rows.ToArray();
        int[] widths = titles.Select((title, column) => all.Select(row => Width(row[column])).Append(Width(title)).Max()).ToArray();
        if (streams.IsOutputTerminal)
        {
            IAnsiConsole console = streams.OutputConsole();

            // The terminal wraps long rows where it ends; headings must not wrap elsewhere.
            console.Profile.Width = Math.Max(console.Profile.Width, widths.Sum() + (2 * widths.Length));
            console.Write(new Text(Line(titles) + "\n", new Style(decoration: Decoration.Dim)));
        }
        else
        {
            streams.Output.Write(Line(titles) + "\n");
        }

        foreach (IReadOnlyList<string> row in all)
        {
            streams.Output.Write(Line(row) + "\n");
        }

        string Line(IReadOnlyList<string> cells) => string.Join("  ", cells.Select((cell, column) =>
            headings[column].EndsWith('>')
                ? new string(' ', widths[column] - Width(cell)) + cell
                : cell + new string(' ', widths[column] - Width(cell)))).TrimEnd();
    }

    private static int Width(string cell) => new System.Globalization.StringInfo(cell).LengthInTextElements;
}
