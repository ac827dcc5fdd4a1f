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

    private readonly JsonScanner _scanner;
    private int _depth;

    private JsonReader(JsonScanner scanner) => _scanner = scanner;

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

        var scanner = new JsonScanner(text);
        JsonValue? root = new JsonReader(scanner).ReadValue();
        scanner.SkipBlanks();
        if (root is not null && !scanner.IsAtEnd)
        {
            scanner.Fail("is behind the end of the document; it must be a single value");
        }

        return scanner.Fault is { } fault ? ReadResult<JsonDocument>.Failed(fault) : ReadResult<JsonDocument>.Of(new JsonDocument(text, root!));
    }

    private JsonValue? ReadValue()
    {
        _scanner.SkipBlanks();
        int start = _scanner.Position;
        switch (_scanner.Current)
        {
            case '{':
                return ReadObject();
            case '[':
                return ReadArray();
            case '"':
                return _scanner.ReadText() is { } text ? new JsonString(start, text) : null;
            case '-' or (>= '0' and <= '9'):
                return _scanner.ReadNumber() is { } number ? new JsonNumber(start, number) : null;
            case 't' when _scanner.TryTake("true"):
                return new JsonBoolean(start, true);
            case 'f' when _scanner.TryTake("false"):
                return new JsonBoolean(start, false);
            case 'n' when _scanner.TryTake("null"):
                return new JsonNull(start);
            case 'N' or 'I':
                return Fail<JsonValue>("is no JSON number: NaN and infinity cannot be written in JSON. Check how the values were exported");
            default:
                return Fail<JsonValue>("is where a value must be");
        }
    }

    private JsonArray? ReadArray()
    {
        int start = _scanner.Position;
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
        return _scanner.Fault is null ? new JsonArray(start, items) : null;
    }

    private JsonObject? ReadObject()
    {
        int start = _scanner.Position;
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
                _scanner.SkipBlanks();
                int nameStart = _scanner.Position;
                if (_scanner.Current != '"')
                {
                    return Fail<JsonObject>("is where the name of a member must be, in double quotes");
                }

                if (_scanner.ReadText() is not { } name)
                {
                    return null;
                }

                if (!names.Add(name))
                {
                    _scanner.Position = nameStart;
                    return Fail<JsonObject>($"starts the name {QuotedText.Quote(name)}, which this object has already; names must differ");
                }

                _scanner.SkipBlanks();
                if (!_scanner.TryTake(":"))
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
        return _scanner.Fault is null ? new JsonObject(start, members) : null;
    }

    private bool TryEnter()
    {
        if (_depth == MostDepth)
        {
            _scanner.Fail(Invariant($"opens more than {MostDepth} arrays and objects inside each other, the most that are read"));
            return false;
        }

        _depth++;
        _scanner.Position++;
        return true;
    }

    /// <summary>Takes the end of an array or object that is empty.</summary>
    private bool TryEnd(char end)
    {
        _scanner.SkipBlanks();
        if (_scanner.Current != end)
        {
            return false;
        }

        _scanner.Position++;
        return true;
    }

    /// <summary>Takes what stands behind an item.</summary>
    /// <returns>Whether it is a comma; else it is the end, or a fault.</returns>
    private bool TryComma(char end)
    {
        _scanner.SkipBlanks();
        if (_scanner.TryTake(","))
        {
            return true;
        }

        if (!TryEnd(end))
        {
            _scanner.Fail($"is where ',' or '{end}' must be");
        }

        return false;
    }

    private T? Fail<T>(string what)
        where T : JsonValue
    {
        _scanner.Fail(what);
        return null;
    }
}
