using ReluGen.Readers;
using ReluGen.Readers.Safetensors;
using static ReluGen.Tests.Core.Readers.Fixtures.ArrayFixtures;

namespace ReluGen.Tests.Core.Readers;

public class SafetensorsReaderTests
{
    [Fact]
    public void Tensors_are_read_in_the_order_of_the_header_without_the_metadata()
    {
        ReadResult<TensorFile> read = SafetensorsReader.Read(GoodSafetensors());

        Assert.Empty(read.Problems);
        Assert.Equal(["fc.weight", "fc.bias", "steps"], read.Value!.Tensors.Select(tensor => tensor.Name));
        Assert.Equal([1.5, -2], read.Value.Tensors[0].Values);
        Assert.Equal([2, 1], read.Value.Tensors[0].Shape);
        Assert.Equal((TensorFormat.BFloat16, 1.0, -2.0), (read.Value.Tensors[1].Format, read.Value.Tensors[1].Values[0], read.Value.Tensors[1].Values[1]));
        Assert.Equal([7], read.Value.Tensors[2].Integers);
        Assert.Empty(read.Value.Tensors[2].Shape);
    }

    [Theory]
    [InlineData("F64", 8, TensorFormat.Float64)]
    [InlineData("F32", 4, TensorFormat.Float32)]
    [InlineData("F16", 2, TensorFormat.Float16)]
    [InlineData("BF16", 2, TensorFormat.BFloat16)]
    [InlineData("I64", 8, TensorFormat.Integer)]
    [InlineData("I32", 4, TensorFormat.Integer)]
    [InlineData("I16", 2, TensorFormat.Integer)]
    [InlineData("I8", 1, TensorFormat.Integer)]
    [InlineData("U64", 8, TensorFormat.Integer)]
    [InlineData("U32", 4, TensorFormat.Integer)]
    [InlineData("U16", 2, TensorFormat.Integer)]
    [InlineData("U8", 1, TensorFormat.Integer)]
    [InlineData("BOOL", 1, TensorFormat.Boolean)]
    public void Every_format_is_read(string format, int size, TensorFormat expected)
    {
        var data = new byte[2 * size];
        data[size] = 1;
        NamedTensor tensor = Assert.Single(SafetensorsReader.Read(Safetensors(Entry("t", format, "[2]", 0, 2 * size), data)).Value!.Tensors);

        Assert.Equal(expected, tensor.Format);
        Assert.Equal(2, tensor.Count);
        Assert.True(tensor.IsInteger ? tensor.Integers[1] == 1 : tensor.Values[1] != 0);
    }

    [Fact]
    public void Other_formats_are_unreadable_by_name()
    {
        TensorFile file = SafetensorsReader.Read(Safetensors(Entry("t", "F8_E4M3", "[2]", 0, 2), 1, 2)).Value!;

        Assert.Empty(file.Tensors);
        Assert.Equal("is of the format 'F8_E4M3', which is not read", file.Unreadable["t"]);
    }

    [Theory]
    [InlineData("""{"t":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}""", 4, "has 4 bytes; its shape [2] of F32 needs 8")]
    [InlineData("""{"t":{"dtype":"F32","shape":[1],"data_offsets":[0,8]}}""", 4, "takes the bytes 0 to 8; the file has 4")]
    [InlineData("""{"t":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}}""", 4, "takes the bytes 4 to 0")]
    [InlineData("""{"t":{"dtype":"F32","shape":[1],"data_offsets":[-4,0]}}""", 4, "takes the bytes -4 to 0")]
    [InlineData("""{"t":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}""", 4, "no dimension may be negative")]
    [InlineData("""{"t":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,4]}}""", 4, "more than 2147483647 elements")]
    [InlineData("""{"t":{"dtype":"F32","shape":[0.5],"data_offsets":[0,4]}}""", 4, "must have a 'dtype'")]
    [InlineData("""{"t":{"dtype":"F32","shape":[1]}}""", 4, "must have a 'dtype'")]
    [InlineData("""{"t":7}""", 4, "must have a 'dtype'")]
    [InlineData("""{"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]},"b":{"dtype":"U8","shape":[2],"data_offsets":[1,3]}}""", 3, "'b' starts at byte 1 and overlaps 'a', which ends at 2")]
    [InlineData("""{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"b":{"dtype":"U8","shape":[1],"data_offsets":[2,3]}}""", 3, "'b' starts at byte 2 and leaves a hole behind 'a', which ends at 1")]
    [InlineData("""{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}}""", 2, "take 1 bytes, but 2 follow")]
    [InlineData("""{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"a":{"dtype":"U8","shape":[0],"data_offsets":[1,1]}}""", 1, "'a', which this object has already")]
    [InlineData("""{"t":{"dtype":"BOOL","shape":[1],"data_offsets":[0,1]}}""", 1, "holds 9 as a truth value")]
    [InlineData("[]", 0, "must be an object")]
    [InlineData("{", 0, "The header is no JSON")]
    public void Broken_headers_are_told(string header, int length, string expected) =>
        Assert.Contains(expected, SafetensorsReader.Read(Safetensors(header, [.. Enumerable.Repeat((byte)9, length)])).Problems[0]);

    [Fact]
    public void A_header_longer_than_the_file_is_told()
    {
        byte[] bytes = GoodSafetensors();
        bytes[7] = 0x80;

        Assert.Contains("The header should have 92", SafetensorsReader.Read(bytes).Problems[0]);
        Assert.Contains("The file has 3 bytes", SafetensorsReader.Read([1, 2, 3]).Problems[0]);
    }

    [Fact]
    public void A_file_cut_anywhere_is_a_problem()
    {
        byte[] bytes = GoodSafetensors();
        for (int length = 0; length < bytes.Length; length++)
        {
            Assert.NotEmpty(SafetensorsReader.Read(bytes[..length]).Problems);
        }
    }

    private static string Entry(string name, string format, string shape, int start, int end) =>
        $"{{\"{name}\":{{\"dtype\":\"{format}\",\"shape\":{shape},\"data_offsets\":[{start},{end}]}}}}";
}
