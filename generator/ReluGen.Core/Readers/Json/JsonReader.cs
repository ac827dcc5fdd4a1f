using System.Globalization;
using System.Text;
using static System.FormattableString;

namespace ReluGen.Readers.Json;

/// <summary>
/// Reads JSON strictly (RFC 8259): no comments, no trailing commas, no NaN, no name twice in an object, no number beyond
/// double. Depth is limited; the first fault ends reading.
/// </summary>
internal sealed class JsonReader
{
    /// <summary>How deep arrays and objects may nest: far more than tensors need, far less than the stack holds.</summary>
    public const int MostDepth = 64;

    private readonly string _text;
    private int _position;
    private int _depth;
    private string? _fault;

    private JsonReader(string text) => _text = text;

    /// <summary>Reads a document in UTF-8, with or without a byte order mark.</summary>
    public static ReadResult<JsonDocument> Read(byte[] bytes) => Read(ByteRange.All(bytes));

    /// <summary>Reads a document in UTF-8, with or without a byte order mark.</summary>
    public static ReadResult<JsonDocument> Read(ByteRange range)
    {
        string text;
        try
        {
            int mark = range.Length >= 3 && range[0] == 0xEF && range[1] == 0xBB && range[2] == 0xBF ? 3 : 0;
            text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(range.Bytes, range.Start + mark, range.Length - mark);
        }
        catch (DecoderFallbackException)
        {
            return ReadResult<JsonDocument>.Failed("The text is not in UTF-8. Save it as UTF-8.");
        }

        var reader = new JsonReader(text);
        JsonValue? root = reader.ReadValue();
        reader.SkipBlanks();
        if (reader._fault is null && reader._position < text.Length)
        {
            reader.Fail("is behind the end of the document; it must be a single value");
        }

        return reader._fault is { } fault ? ReadResult<JsonDocument>.Failed(fault) : ReadResult<JsonDocument>.Of(new JsonDocument(text, root!));
    }

    private char Current => _position < _text.Length ? _text[_position] : '\0';

    private JsonValue? ReadValue()
    {
        SkipBlanks();
        int start = _position;
        switch (Current)
        {
            case '{':
                return ReadObject();
            case '[':
                return ReadArray();
            case '"':
                return ReadText() is { } text ? new JsonString(start, text) : null;
            case '-' or (>= '0' and <= '9'):
                return ReadNumber();
            case 't' when TryTake("true"):
                return new JsonBoolean(start, true);
            case 'f' when TryTake("false"):
                return new JsonBoolean(start, false);
            case 'n' when TryTake("null"):
                return new JsonNull(start);
            case 'N' or 'I':
                return Fail("is no JSON number: NaN and infinity cannot be written in JSON. Check how the values were exported");
            default:
                return Fail("is where a value must be");
        }
    }

    private JsonArray? ReadArray()
    {
        int start = _position;
        if (!TryEnter())
        {
            return null;
        }

        var items = new List<JsonValue>();
        if (!TryEnd(']'))
        {
            do
            {
                if (ReadValue() is not { } item)
                {
                    return null;
                }

                items.Add(item);
            }
            while (TryComma(']'));
        }

        _depth--;
        return _fault is null ? new JsonArray(start, items) : null;
    }

    private JsonObject? ReadObject()
    {
        int start = _position;
        if (!TryEnter())
        {
            return null;
        }

        var members = new List<JsonMember>();
        HashSet<string>? names = null;
        if (!TryEnd('}'))
        {
            names = new HashSet<string>(StringComparer.Ordinal);
            do
            {
                SkipBlanks();
                int nameStart = _position;
                if (Current != '"')
                {
                    return Fail<JsonObject>("is where the name of a member must be, in double quotes");
                }

                if (ReadText() is not { } name)
                {
                    return null;
                }

                if (!names.Add(name))
                {
                    _position = nameStart;
                    return Fail<JsonObject>($"starts the name {QuotedText.Quote(name)}, which this object has already; names must differ");
                }

                SkipBlanks();
                if (!TryTake(":"))
                {
                    return Fail<JsonObject>("is where the ':' behind a name must be");
                }

                if (ReadValue() is not { } value)
                {
                    return null;
                }

                members.Add(new JsonMember(name, value));
            }
            while (TryComma('}'));
        }

        _depth--;
        return _fault is null ? new JsonObject(start, members) : null;
    }

    private JsonNumber? ReadNumber()
    {
        int start = _position;
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
            return Fail<JsonNumber>("is where a number must go on or end otherwise");
        }

        string digits = _text.Substring(start, _position - start);
        if (!double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) || double.IsInfinity(value))
        {
            _position = start;
            return Fail<JsonNumber>("starts a number beyond the range of double");
        }

        return new JsonNumber(start, value);
    }

    private string? ReadText()
    {
        int start = ++_position;
        while (Current is not ('"' or '\\') && Current >= ' ')
        {
            _position++;
        }

        if (TryTake("\""))
        {
            return _text.Substring(start, _position - 1 - start);
        }

        var text = new StringBuilder().Append(_text, start, _position - start);
        while (!TryTake("\""))
        {
            if (Current < ' ')
            {
                Fail(_position < _text.Length ? "is a control character inside text; it must be written as an escape" : "is inside text that does not end");
                return null;
            }

            if (Current != '\\')
            {
                text.Append(_text[_position++]);
            }
            else if (!TryEscape(text))
            {
                Fail("starts an escape that does not exist in JSON");
                return null;
            }
        }

        return text.ToString();
    }

    /// <summary>Takes an escape, or leaves the position at its start.</summary>
    private bool TryEscape(StringBuilder text)
    {
        const string Escapes = "\"\\/bfnrt";
        const string Meanings = "\"\\/\b\f\n\r\t";
        char kind = _position + 1 < _text.Length ? _text[_position + 1] : '\0';
        int index = Escapes.IndexOf(kind);
        if (index >= 0)
        {
            text.Append(Meanings[index]);
            _position += 2;
            return true;
        }

        if (kind != 'u' || _position + 6 > _text.Length
            || !ushort.TryParse(_text.Substring(_position + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort code))
        {
            return false;
        }

        text.Append((char)code);
        _position += 6;
        return true;
    }

    private bool TryEnter()
    {
        if (_depth == MostDepth)
        {
            Fail(Invariant($"opens more than {MostDepth} arrays and objects inside each other, the most that are read"));
            return false;
        }

        _depth++;
        _position++;
        return true;
    }

    /// <summary>Takes the end of an array or object that is empty.</summary>
    private bool TryEnd(char end)
    {
        SkipBlanks();
        if (Current != end)
        {
            return false;
        }

        _position++;
        return true;
    }

    /// <summary>Takes what stands behind an item.</summary>
    /// <returns>Whether it is a comma; else it is the end, or a fault.</returns>
    private bool TryComma(char end)
    {
        SkipBlanks();
        if (TryTake(","))
        {
            return true;
        }

        if (!TryEnd(end))
        {
            Fail($"is where ',' or '{end}' must be");
        }

        return false;
    }

    private bool TryDigits()
    {
        int start = _position;
        while (Current is >= '0' and <= '9')
        {
            _position++;
        }

        return _position > start;
    }

    private bool TryTake(string word)
    {
        if (string.CompareOrdinal(_text, _position, word, 0, word.Length) != 0)
        {
            return false;
        }

        _position += word.Length;
        return true;
    }

    private void SkipBlanks()
    {
        while (Current is ' ' or '\t' or '\r' or '\n')
        {
            _position++;
        }
    }

    private JsonValue? Fail(string what) => Fail<JsonValue>(what);

    private T? Fail<T>(string what)
        where T : JsonValue
    {
        string found = _position < _text.Length ? QuotedText.Quote(_text.Substring(_position, 1)) : "The end of the text";
        _fault ??= $"{found} at {JsonDocument.Place(_text, _position)} {what}.";
        return null;
    }
}
