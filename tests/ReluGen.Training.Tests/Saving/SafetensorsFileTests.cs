using System.Text;
using ReluGen.Training;

namespace ReluGen.Tests.Training.Saving;

/// <summary>Safetensors files that the writer wrote, that others could have written, and that nobody should have written.</summary>
public sealed class SafetensorsFileTests
{
    public static TheoryData<string, string> Hostile => new()
    {
        { "[1]", "header" },
        { "{\"a\":1}", "header" },
        { "{\"a\":{}}", "header" },
        { "{\"a\":{\"dtype\":\"F32\",\"shape\":[1]}}", "header" },
        { "{\"a\":{\"dtype\":\"F32\",\"shape\":[1.5],\"data_offsets\":[0,4]}}", "header" },
        { "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0]}}", "header" },
        { "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,99999999999999999999]}}", "header" },
        { "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[8,12]}}", "8 to 12" },
        { "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[-4,0]}}", "-4 to 0" },
        { "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,0]}}", "4 to 0" },
        { "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,4]}}", "4 bytes" },
        { "{\"a\":{\"dtype\":\"F32\",\"shape\":[-1],\"data_offsets\":[0,4]}}", "4 bytes" },
        { "{\"a\":{\"dtype\":\"F32\",\"shape\":[65536,65536,65536,65536],\"data_offsets\":[0,0]}}", "0 bytes" },
        { "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}", "twice" },
        { new string('[', 1000), "header" },
    };

    [Fact]
    public void What_was_written_is_read()
    {
        float[] weights = [1.5f, -0f, float.NaN, float.PositiveInfinity, float.Epsilon, 0.1f];
        var writer = new SafetensorsWriter();
        writer.AddMetadata("note", "täst");
        writer.Add<float>("hidden1.weight", [2, 3], weights);
        writer.Add<double>("bias", [1], [0.1]);
        writer.Add<float>("nothing", [0, 5], []);
        var stream = new MemoryStream();
        writer.WriteTo(stream);

        var file = new SafetensorsFile(stream.ToArray());
        Assert.Equal(["bias", "hidden1.weight", "nothing"], file.Names.Order(StringComparer.Ordinal));
        Assert.Equal([2, 3], file.ShapeOf("hidden1.weight").ToArray());
        Assert.Equal("täst", file.Metadata["note"]);
        var read = new float[6];
        file.CopyTo("hidden1.weight", [2, 3], read.AsSpan());
        Assert.Equal(weights.Select(BitConverter.SingleToInt32Bits), read.Select(BitConverter.SingleToInt32Bits));
        var single = new float[1];
        file.CopyTo("bias", [1], single.AsSpan());
        Assert.Equal(0.1f, single[0]);
        file.CopyTo("nothing", [0, 5], Span<float>.Empty);
    }

    [Fact]
    public void Half_precision_is_read_and_other_types_are_named()
    {
        byte[] data = [0x00, 0x3E, 0xC0, 0x3F, 7, 0, 0, 0];
        SafetensorsFile file = File(
            "{\"h\":{\"dtype\":\"F16\",\"shape\":[],\"data_offsets\":[0,2]},\"b\":{\"dtype\":\"BF16\",\"shape\":[1],\"data_offsets\":[2,4]},"
            + "\"i\":{\"dtype\":\"I32\",\"shape\":[1],\"data_offsets\":[4,8]}}",
            data);
        var value = new double[1];
        file.CopyTo("h", [], value.AsSpan());
        Assert.Equal(1.5, value[0]);
        file.CopyTo("b", [1], value.AsSpan());
        Assert.Equal(1.5, value[0]);
        Assert.Contains("I32", Assert.Throws<InvalidDataException>(() => file.CopyTo("i", [1], value.AsSpan())).Message, StringComparison.Ordinal);
        Assert.Contains("'x'", Assert.Throws<KeyNotFoundException>(() => file.ShapeOf("x")).Message, StringComparison.Ordinal);
        InvalidDataException fault = Assert.Throws<InvalidDataException>(() => file.CopyTo("b", [1, 1], value.AsSpan()));
        Assert.Contains("[1]", fault.Message, StringComparison.Ordinal);
        Assert.Contains("[1, 1]", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Hostile))]
    public void Hostile_headers_are_refused(string header, string part) =>
        Assert.Contains(part, Assert.Throws<InvalidDataException>(() => File(header, new byte[4])).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(20)]
    public void Headers_that_are_longer_than_the_file_are_refused(int length)
    {
        var bytes = new byte[length];
        bytes.AsSpan(0, Math.Min(length, 8)).Fill(0xFF);
        Assert.Throws<InvalidDataException>(() => new SafetensorsFile(bytes));
    }

    private static SafetensorsFile File(string header, byte[] data)
    {
        byte[] text = Encoding.UTF8.GetBytes(header);
        return new SafetensorsFile([.. BitConverter.GetBytes((long)text.Length), .. text, .. data]);
    }
}
