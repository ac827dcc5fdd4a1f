namespace ReluGen.Readers.Json;

/// <summary>A value of a JSON document.</summary>
/// <param name="Position">Where it starts in the text.</param>
internal abstract record JsonValue(int Position)
{
    /// <summary>What messages call its kind.</summary>
    public abstract string Kind { get; }
}

/// <summary>The value <c>null</c>.</summary>
internal sealed record JsonNull(int Position) : JsonValue(Position)
{
    /// <inheritdoc/>
    public override string Kind => "null";
}

/// <summary><c>true</c> or <c>false</c>.</summary>
internal sealed record JsonBoolean(int Position, bool Value) : JsonValue(Position)
{
    /// <inheritdoc/>
    public override string Kind => "a truth value";
}

/// <summary>A number.</summary>
/// <param name="Position">Where it starts in the text.</param>
/// <param name="Value">The nearest double; never infinite.</param>
internal sealed record JsonNumber(int Position, double Value) : JsonValue(Position)
{
    private const double ExactIntegers = 9_007_199_254_740_992;

    /// <inheritdoc/>
    public override string Kind => "a number";

    /// <summary>The number as an integer, or null where it is none or too large to be exact in a double.</summary>
    public long? Integer => Math.Abs(Value) < ExactIntegers && Math.Floor(Value) == Value ? (long)Value : null;
}

/// <summary>Text.</summary>
internal sealed record JsonString(int Position, string Value) : JsonValue(Position)
{
    /// <inheritdoc/>
    public override string Kind => "text";
}

/// <summary>An array.</summary>
internal sealed record JsonArray(int Position, IReadOnlyList<JsonValue> Items) : JsonValue(Position)
{
    /// <inheritdoc/>
    public override string Kind => "an array";
}

/// <summary>An object: its members in the order of the text, no name twice.</summary>
internal sealed record JsonObject(int Position, IReadOnlyList<JsonMember> Members) : JsonValue(Position)
{
    /// <inheritdoc/>
    public override string Kind => "an object";

    /// <summary>The value of the member <paramref name="name"/>, or null.</summary>
    public JsonValue? this[string name] => Members.FirstOrDefault(member => member.Name == name)?.Value;
}

/// <summary>A member of an object.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value.</param>
internal sealed record JsonMember(string Name, JsonValue Value);

/// <summary>A JSON text and what it says.</summary>
/// <param name="Text">The text.</param>
/// <param name="Root">The value that it is.</param>
internal sealed record JsonDocument(string Text, JsonValue Root)
{
    /// <summary>Where a value stands, as messages say it: <c>line 3, column 14</c>.</summary>
    public string Place(JsonValue value) => Place(Text, value.Position);

    /// <summary>Where <paramref name="position"/> is in <paramref name="text"/>, counted from 1.</summary>
    public static string Place(string text, int position)
    {
        int line = 1;
        int start = 0;
        for (int i = 0; i < position && i < text.Length; i++)
        {
            if (text[i] == '\n')
            {
                line++;
                start = i + 1;
            }
        }

        return FormattableString.Invariant($"line {line}, column {position - start + 1}");
    }
}
