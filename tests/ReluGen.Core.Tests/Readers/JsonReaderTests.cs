using ReluGen.Readers;
using ReluGen.Readers.Json;
using static ReluGen.Tests.Core.Readers.Fixtures.TextFixtures;

namespace ReluGen.Tests.Core.Readers;

public class JsonReaderTests
{
    [Fact]
    public void Every_kind_of_value_is_read()
    {
        var root = (JsonObject)Good(""" { "n" : null , "t":true,"f":false, "a":[ ] , "o":{ }, "s":"x", "d":-1.5e+2 } """).Root;

        Assert.Equal(["n", "t", "f", "a", "o", "s", "d"], root.Members.Select(member => member.Name));
        Assert.IsType<JsonNull>(root["n"]);
        Assert.True(((JsonBoolean)root["t"]!).Value);
        Assert.False(((JsonBoolean)root["f"]!).Value);
        Assert.Empty(((JsonArray)root["a"]!).Items);
        Assert.Empty(((JsonObject)root["o"]!).Members);
        Assert.Equal("x", ((JsonString)root["s"]!).Value);
        Assert.Equal(-150, ((JsonNumber)root["d"]!).Value);
        Assert.Null(root["missing"]);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-0")]
    [InlineData("0.1")]
    [InlineData("9007199254740993")]
    [InlineData("1.7976931348623157e308")]
    [InlineData("5e-324")]
    [InlineData("2.2250738585072011E-308")]
    [InlineData("0.000000000000000000000000000000000000000000001e45")]
    [InlineData("123456789012345678901234567890")]
    public void Numbers_are_the_nearest_doubles(string text) => Assert.Equal(
        BitConverter.DoubleToInt64Bits(double.Parse(text, System.Globalization.CultureInfo.InvariantCulture)),
        BitConverter.DoubleToInt64Bits(((JsonNumber)Good(text).Root).Value));

    [Fact]
    public void Escapes_are_resolved() =>
        Assert.Equal("\"\\/\b\f\n\r\té😀", ((JsonString)Good("""  "\"\\\/\b\f\n\r\t\u00e9\uD83D\ude00"  """).Root).Value);

    [Fact]
    public void A_byte_order_mark_is_left_out() =>
        Assert.Empty(JsonReader.Read([0xEF, 0xBB, 0xBF, (byte)'1']).Problems);

    [Theory]
    [InlineData("", "The end of the text at line 1, column 1 is where a value must be.")]
    [InlineData("[1,]", "']' at line 1, column 4 is where a value must be.")]
    [InlineData("[1\n 2]", "'2' at line 2, column 2 is where ',' or ']' must be.")]
    [InlineData("{\"a\":1,}", "'}' at line 1, column 8 is where the name of a member must be, in double quotes.")]
    [InlineData("{'a':1}", "''' at line 1, column 2 is where the name of a member must be, in double quotes.")]
    [InlineData("{\"a\" 1}", "'1' at line 1, column 6 is where the ':' behind a name must be.")]
    [InlineData("{\n\"a\":1,\n\"a\":2}", "'\"' at line 3, column 1 starts the name 'a', which this object has already; names must differ.")]
    [InlineData("01", "'1' at line 1, column 2 is where a number must go on or end otherwise.")]
    [InlineData("1.", "The end of the text at line 1, column 3 is where a number must go on or end otherwise.")]
    [InlineData("-", "The end of the text at line 1, column 2 is where a number must go on or end otherwise.")]
    [InlineData("1e+", "The end of the text at line 1, column 4 is where a number must go on or end otherwise.")]
    [InlineData("+1", "'+' at line 1, column 1 is where a value must be.")]
    [InlineData("[1e309]", "'1' at line 1, column 2 starts a number beyond the range of double.")]
    [InlineData("NaN", "'N' at line 1, column 1 is no JSON number: NaN and infinity cannot be written in JSON. Check how the values were exported.")]
    [InlineData("1 // no", "'/' at line 1, column 3 is behind the end of the document; it must be a single value.")]
    [InlineData("\"a", "The end of the text at line 1, column 3 is inside text that does not end.")]
    [InlineData("\"a\nb\"", "'\\u000a' at line 1, column 3 is a control character inside text; it must be written as an escape.")]
    [InlineData("\"\\x\"", "'\\' at line 1, column 2 starts an escape that does not exist in JSON.")]
    [InlineData("\"\\u12G4\"", "'\\' at line 1, column 2 starts an escape that does not exist in JSON.")]
    [InlineData("tru", "'t' at line 1, column 1 is where a value must be.")]
    public void What_is_no_JSON_is_told_with_its_place(string text, string expected) =>
        Assert.Equal(expected, Assert.Single(JsonReader.Read(Bytes(text)).Problems));

    [Fact]
    public void Nesting_is_limited()
    {
        Assert.Empty(JsonReader.Read(Bytes(new string('[', 64) + new string(']', 64))).Problems);
        Assert.Contains("more than 64 arrays and objects inside each other", Assert.Single(JsonReader.Read(Bytes(new string('[', 1_000_000))).Problems));
    }

    [Fact]
    public void Text_in_another_encoding_is_told() =>
        Assert.Contains("not in UTF-8", Assert.Single(JsonReader.Read([(byte)'"', 0xFF, (byte)'"']).Problems));

    private static JsonDocument Good(string text)
    {
        ReadResult<JsonDocument> read = JsonReader.Read(Bytes(text));
        Assert.Empty(read.Problems);
        return read.Value!;
    }
}
