using ReluGen.Readers;
using ReluGen.Readers.Onnx;
using ReluGen.Tests.Core.Readers.Fixtures;
using static ReluGen.Tests.Core.Readers.Fixtures.OnnxFixture;

namespace ReluGen.Tests.Core.Readers.Onnx;

public class OnnxTensorTests
{
    [Theory]
    [InlineData(1, TensorFormat.Float32, "0000C03F00000080", new[] { 1.5, -0.0 })]
    [InlineData(11, TensorFormat.Float64, "000000000000F83F000000000000F07F", new[] { 1.5, double.PositiveInfinity })]
    [InlineData(10, TensorFormat.Float16, "003E0100", new[] { 1.5, 5.9604644775390625E-08 })]
    [InlineData(16, TensorFormat.BFloat16, "C03F80FF", new[] { 1.5, double.NegativeInfinity })]
    public void Raw_floating_point_numbers_are_exact(int type, TensorFormat format, string hex, double[] expected)
    {
        NamedTensor tensor = Read(Tensor("t", type, 2).Bytes(9, Convert.FromHexString(hex)));

        Assert.Equal(format, tensor.Format);
        Assert.Equal(expected.Select(BitConverter.DoubleToInt64Bits), tensor.Values.Select(BitConverter.DoubleToInt64Bits));
        Assert.Empty(tensor.Integers);
    }

    [Theory]
    [InlineData(2, "FF01", new long[] { 255, 1 })]
    [InlineData(3, "FF01", new long[] { -1, 1 })]
    [InlineData(4, "FFFF0100", new long[] { 65535, 1 })]
    [InlineData(5, "FFFF0100", new long[] { -1, 1 })]
    [InlineData(6, "FFFFFFFF01000000", new long[] { -1, 1 })]
    [InlineData(12, "FFFFFFFF01000000", new long[] { 4294967295, 1 })]
    [InlineData(7, "0000000000000080FFFFFFFFFFFFFF7F", new[] { long.MinValue, long.MaxValue })]
    [InlineData(13, "0100000000000000FFFFFFFFFFFFFF7F", new[] { 1, long.MaxValue })]
    [InlineData(9, "0100", new long[] { 1, 0 })]
    public void Raw_integers_are_exact(int type, string hex, long[] expected)
    {
        NamedTensor tensor = Read(Tensor("t", type, 2).Bytes(9, Convert.FromHexString(hex)));

        Assert.Equal(type == 9 ? TensorFormat.Boolean : TensorFormat.Integer, tensor.Format);
        Assert.Equal(expected, tensor.Integers);
        Assert.Empty(tensor.Values);
    }

    [Fact]
    public void Typed_fields_hold_every_format_packed_or_not()
    {
        Assert.Equal([1, 2, 3], Read(Tensor("t", 1, 3).Fixed32(4, 1).PackedFloats(4, 2, 3)).Values);
        Assert.Equal([1, 2], Read(Tensor("t", 11, 2).PackedDoubles(10, 1, 2)).Values);
        Assert.Equal([1.5, -2], Read(Tensor("t", 10, 2).PackedVarints(5, 0x3E00, 0xC000)).Values);
        Assert.Equal([1.5, -2], Read(Tensor("t", 16, 2).PackedVarints(5, 0x3FC0, 0xC000)).Values);
        Assert.Equal([1, 0], Read(Tensor("t", 9, 2).PackedVarints(5, 1, 0)).Integers);
        Assert.Equal([-128, 127], Read(Tensor("t", 3, 2).PackedVarints(5, -128, 127)).Integers);
        Assert.Equal([0, 65535], Read(Tensor("t", 4, 2).PackedVarints(5, 0, 65535)).Integers);
        Assert.Equal([-5, 6], Read(Tensor("t", 6, 2).Varint(5, -5).Varint(5, 6)).Integers);
        Assert.Equal([long.MinValue], Read(Tensor("t", 7, 1).PackedVarints(7, long.MinValue)).Integers);
        Assert.Equal([4294967295], Read(Tensor("t", 12, 1).PackedVarints(11, 4294967295)).Integers);
        Assert.Equal([9], Read(Tensor("t", 13, 1).PackedVarints(11, 9)).Integers);
    }

    [Fact]
    public void Dimensions_may_be_unpacked_or_none_or_zero()
    {
        Assert.Equal([2, 1], Read(new WireWriter().Varint(1, 2).Varint(1, 1).Varint(2, 1).RawFloats(1f, 2f)).Shape);
        Assert.Empty(Read(new WireWriter().Varint(2, 7).PackedVarints(7, 4)).Shape);
        Assert.Equal(0, Read(Tensor("t", 7, 0)).Count);
        Assert.Equal(0, Read(Tensor("t", 1, 2, 0).Bytes(9)).Count);
    }

    [Theory]
    [InlineData(1, "The tensor 't' has 0 values; its shape [2] of float needs 2.")]
    [InlineData(7, "The tensor 't' has 0 values; its shape [2] of int64 needs 2.")]
    [InlineData(14, "The tensor 't' is of the format complex64, which is not read.")]
    [InlineData(99, "The tensor 't' is of the format data type 99, which is not read.")]
    public void Missing_values_are_told(int type, string expected) =>
        Assert.Equal(expected, Assert.Single(OnnxReader.ReadTensor(Tensor("t", type, 2).ToArray()).Problems));

    [Fact]
    public void Values_outside_their_format_are_told()
    {
        Assert.Equal("The tensor 't' holds 300, which is no uint8.", Problem(Tensor("t", 2, 1).PackedVarints(5, 300)));
        Assert.Equal("The tensor 't' holds 2 as a truth value; only 0 and 1 are.", Problem(Tensor("t", 9, 1).PackedVarints(5, 2)));
        Assert.Equal("The tensor 't' holds 98 as a truth value; only 0 and 1 are.", Problem(Tensor("t", 9, 1).Bytes(9, 98)));
        Assert.Contains("no multiple of 4", Problem(Tensor("t", 1, 1).Bytes(4, 1, 2, 3)));
    }

    private static NamedTensor Read(WireWriter message)
    {
        ReadResult<NamedTensor> read = OnnxReader.ReadTensor(message.ToArray());
        Assert.Empty(read.Problems);
        return read.Value!;
    }

    private static string Problem(WireWriter message) => Assert.Single(OnnxReader.ReadTensor(message.ToArray()).Problems);
}
