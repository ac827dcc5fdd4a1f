using System.Globalization;
using System.Text;

namespace ReluGen.Emit;

/// <summary>
/// Text from a model file on its way into generated code. Nothing from a file gets there but through here, or as an identifier
/// of <see cref="Planning.GraphNames"/>.
/// </summary>
internal static class EscapedText
{
    private const int LongestComment = 120;

    /// <summary>
    /// Text for comments and XML documentation: printable ASCII stays, but for <c>&lt;</c>, <c>&gt;</c>, <c>&amp;</c>, the backslash and the end of a
    /// comment; everything else becomes its code. Long text is cut.
    /// </summary>
    public static string Comment(string text)
    {
        var escaped = new StringBuilder();
        foreach (char c in text.Length > LongestComment ? text.Substring(0, LongestComment) + "..." : text)
        {
            bool endsComment = c == '/' && escaped.Length > 0 && escaped[escaped.Length - 1] == '*';
            if (c is >= ' ' and <= '~' && c is not ('<' or '>' or '&' or '\\') && !endsComment)
            {
                escaped.Append(c);
            }
            else
            {
                AppendCode(escaped, c);
            }
        }

        return escaped.ToString();
    }

    /// <summary>A C# string literal.</summary>
    public static string Literal(string text)
    {
        var literal = new StringBuilder("\"");
        foreach (char c in text)
        {
            if (c is >= ' ' and <= '~' && c is not ('"' or '\\'))
            {
                literal.Append(c);
            }
            else
            {
                AppendCode(literal, c);
            }
        }

        return literal.Append('"').ToString();
    }

    private static void AppendCode(StringBuilder text, char c) =>
        text.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
}
