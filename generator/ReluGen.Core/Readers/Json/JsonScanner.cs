using System.Globalization;
using System.Text;

namespace ReluGen.Readers.Json;

/// <summary>The words of a JSON text: numbers, texts and marks, and the first fault. Nothing is read behind a fault.</summary>
/// <param name="text">The text.</param>
internal sealed class JsonScanner(string text)
{
    /// <summary>Where the next word starts.</summary>
    public int Position { get; set; }

    /// <summary>The first fault: a sentence, or null.</summary>
    public string? Fault { get; private set; }

    /// <summary>Whether nothing is left.</summary>
    public bool IsAtEnd => Position >= text.Length;

    /// <summary>The next character, or NUL at the end.</summary>
    public char Current => IsAtEnd ? '\0' : text[Position];

    /// <summary>Takes white space.</summary>
    public void SkipBlanks()
    {
        while (Current is ' ' or '\t' or '\r' or '\n')
        {
            Position++;
        }
    }

    /// <summary>Takes <paramref name="word"/> if it is next.</summary>
    public bool TryTake(string word)
    {
        if (string.CompareOrdinal(text, Position, word, 0, word.Length) != 0)
        {
            return false;
        }

        Position += word.Length;
        return true;
    }

    /// <summary>Takes a number, or tells the fault.</summary>
    public double? ReadNumber()
    {
        int start = Position;
        TryTake("-");
        bool isNumber = TryTake("0") || TryDigits();
        if (isNumber && TryTake("."))
        {
            isNumber = TryDigits();
        }

        if (isNumber && (TryTake("e") || TryTake("E")))
        {
            _ = TryTake("+") || TryTake("-");
            isNumber = TryDigits();
        }

        if (!isNumber || Current is >= '0' and <= '9')
        {
            Fail("is where a number must go on or end otherwise");
            return null;
        }

        string digits = text.Substring(start, Position - start);
        if (!DecimalNumber.TryParse(digits, out double value) || double.IsInfinity(value))
        {
            Position = start;
            Fail("starts a number beyond the range of double");
            return null;
        }

        return value;
    }

    /// <summary>Takes a text in double quotes, or tells the fault.</summary>
    public string? ReadText()
    {
        int start = ++Position;
        while (Current is not ('"' or '\\') && Current >= ' ')
        {
            Position++;
        }

        if (TryTake("\""))
        {
            return text.Substring(start, Position - 1 - start);
        }

        var content = new StringBuilder().Append(text, start, Position - start);
        while (!TryTake("\""))
        {
            if (Current < ' ')
            {
                Fail(Position < text.Length ? "is a control character inside text; it must be written as an escape" : "is inside text that does not end");
                return null;
            }

            if (Current != '\\')
            {
                content.Append(text[Position++]);
            }
            else if (!TryEscape(content))
            {
                Fail("starts an escape that does not exist in JSON");
                return null;
            }
        }

        return content.ToString();
    }

    /// <summary>Takes an escape, or leaves the position at its start.</summary>
    private bool TryEscape(StringBuilder content)
    {
        const string Escapes = "\"\\/bfnrt";
        const string Meanings = "\"\\/\b\f\n\r\t";
        char kind = Position + 1 < text.Length ? text[Position + 1] : '\0';
        int index = Escapes.IndexOf(kind);
        if (index >= 0)
        {
            content.Append(Meanings[index]);
            Position += 2;
            return true;
        }

        if (kind != 'u' || Position + 6 > text.Length
            || !ushort.TryParse(text.Substring(Position + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort code))
        {
            return false;
        }

        content.Append((char)code);
        Position += 6;
        return true;
    }

    /// <summary>Tells what is wrong with the next character, unless something was wrong before.</summary>
    /// <param name="what">What is to be put behind the character and its place.</param>
    public void Fail(string what)
    {
        string found = IsAtEnd ? "The end of the text" : QuotedText.Quote(text.Substring(Position, 1));
        Fault ??= $"{found} at {JsonDocument.Place(text, Position)} {what}.";
    }

    private bool TryDigits()
    {
        int start = Position;
        while (Current is >= '0' and <= '9')
        {
            Position++;
        }

        return Position > start;
    }
}
