using ReluGen.Readers.Onnx;
using ReluGen.Tests.Core.Readers.Fixtures;

namespace ReluGen.Tests.Core.Readers.Onnx;

public class WireReaderTests
{
    [Fact]
    public void Numbers_of_every_length_come_back()
    {
        var writer = new WireWriter();
        long[] numbers = [0, 1, 127, 128, 300, int.MaxValue, -1, long.MinValue, long.MaxValue];
        foreach (long number in numbers)
        {
            writer.Varint(5, number);
        }

        WireReader reader = Open(writer, out WireFault fault);
        Assert.Equal(numbers, Fields(reader, field => field.Varint()));
        Assert.Null(fault.Message);
    }

    [Fact]
    public void Repeated_numbers_are_read_packed_and_one_by_one()
    {
        WireReader reader = Open(new WireWriter().Varint(1, 5).PackedVarints(1, 300, -7).Varint(1, 6), out WireFault fault);
        var numbers = new List<long>();
        while (reader.Next())
        {
            reader.Varints(numbers);
        }

        Assert.Equal([5, 300, -7, 6], numbers);
        Assert.Null(fault.Message);
    }

    [Fact]
    public void Fields_of_every_type_are_left_out()
    {
        WireWriter writer = new WireWriter().Varint(1, 300).Fixed32(2, 1).Fixed64(3, 1).Text(4, "text").Varint(536_870_911, 9);
        WireReader reader = Open(writer, out WireFault fault);
        var fields = new List<int>();
        while (reader.Next())
        {
            fields.Add(reader.Field);
            reader.Skip();
        }

        Assert.Equal([1, 2, 3, 4, 536_870_911], fields);
        Assert.Null(fault.Message);
    }

    [Theory]
    [InlineData("0B", "starts no field")] // group
    [InlineData("0C", "starts no field")] // end of a group
    [InlineData("00", "starts no field")] // field 0
    [InlineData("0E", "starts no field")] // wire type 6
    [InlineData("08", "ends early")]
    [InlineData("0880", "ends early")]
    [InlineData("08FFFFFFFFFFFFFFFFFFFF01", "more than 10 bytes")]
    [InlineData("0A05", "ends early")]
    [InlineData("0AFFFFFFFFFFFFFFFFFF01", "ends early")] // a length of 2⁶⁴ − 1
    [InlineData("0D000000", "ends early")]
    [InlineData("808080808001", "starts no field")] // a tag beyond 32 bit
    public void Broken_bytes_are_a_fault_and_end_reading(string hex, string expected)
    {
        var fault = new WireFault();
        var reader = new WireReader(Convert.FromHexString(hex), fault);
        while (reader.Next())
        {
            reader.Skip();
        }

        Assert.Contains(expected, fault.Message);
        Assert.False(reader.Next());
    }

    [Fact]
    public void A_field_of_another_type_than_expected_is_a_fault()
    {
        WireReader reader = Open(new WireWriter().Text(1, "text"), out WireFault fault);
        Assert.True(reader.Next());

        Assert.Equal(0, reader.Varint());
        Assert.Contains("wire type 2; it must have 0", fault.Message);
    }

    [Fact]
    public void A_fault_inside_a_message_ends_the_message_around_it()
    {
        WireReader reader = Open(new WireWriter().Bytes(1, 0x08).Varint(2, 1), out WireFault fault);
        Assert.True(reader.Next());
        WireReader inner = reader.Message();
        Assert.True(inner.Next());
        inner.Skip();

        Assert.NotNull(fault.Message);
        Assert.False(reader.Next());
    }

    private static WireReader Open(WireWriter writer, out WireFault fault)
    {
        fault = new WireFault();
        return new WireReader(writer.ToArray(), fault);
    }

    private static List<long> Fields(WireReader reader, Func<WireReader, long> read)
    {
        var values = new List<long>();
        while (reader.Next())
        {
            values.Add(read(reader));
        }

        return values;
    }
}
