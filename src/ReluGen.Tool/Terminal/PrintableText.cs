using System.Globalization;
using System.Text;

namespace ReluGen.Tool.Terminal;

/// <summary>Text from a model file, made harmless for a terminal: names may hold line breaks, escape sequences or worse.</summary>
internal static class PrintableText
{
    private const int Longest = 200;

    /// <summary>The text with everything that does not print as <c>\uXXXX</c>, and its middle left out where it is very long.</summary>
    public static string Of(string text)
    {
        string shown = text.Length <= Longest ? text : text[..(Longest / 2)] + "…" + text[^(Longest / 2)..];
        var result = new StringBuilder(shown.Length);
        foreach (char c in shown)
        {
            switch (char.GetUnicodeCategory(c))
            {
                case UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
                    or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.OtherNotAssigned:
                    result.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}");
                    break;
                default:
                    result.Append(c);
                    break;
            }
        }

        return result.ToString();
    }
}
