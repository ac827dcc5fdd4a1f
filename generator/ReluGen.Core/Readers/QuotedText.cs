using System.Globalization;
using System.Text;

namespace ReluGen.Readers;

/// <summary>Text from a file as messages show it.</summary>
internal static class QuotedText
{
    private const int Longest = 80;

    /// <summary>
    /// <paramref name="text"/> in single quotes. Control characters, lone surrogates and marks that turn the reading
    /// direction become escapes; what is longer than a line is cut.
    /// </summary>
    public static string Quote(string text)
    {
        var quoted = new StringBuilder("'");
        for (int i = 0; i < text.Length; i++)
        {
            if (i == Longest)
            {
                quoted.Append('…');
                break;
            }

            char c = text[i];
            bool isPlain = CharUnicodeInfo.GetUnicodeCategory(c) is not (UnicodeCategory.Control or UnicodeCategory.Format
                or UnicodeCategory.Surrogate or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
                or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);
            quoted.Append(isPlain ? c.ToString() : FormattableString.Invariant($"\\u{(int)c:x4}"));
        }

        return quoted.Append('\'').ToString();
    }

    /// <summary>The dimensions in brackets, as <c>[2, 3]</c>.</summary>
    public static string Shape(IEnumerable<int> dimensions) => Shape(dimensions.Select(dimension => (long)dimension));

    /// <summary>The dimensions in brackets, as <c>[2, 3]</c>; those behind the eighth are left out.</summary>
    public static string Shape(IEnumerable<long> dimensions)
    {
        const int Shown = 8;
        string[] texts = [.. dimensions.Take(Shown + 1).Select(dimension => dimension.ToString(CultureInfo.InvariantCulture))];
        return "[" + string.Join(", ", texts.Take(Shown)) + (texts.Length > Shown ? ", …" : "") + "]";
    }
}
