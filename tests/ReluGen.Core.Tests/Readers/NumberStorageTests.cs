using ReluGen.Readers;

namespace ReluGen.Tests.Core.Readers;

public class NumberStorageTests
{
    [Fact]
    public void Every_half_has_its_exact_value()
    {
        for (int bits = 0; bits <= ushort.MaxValue; bits++)
        {
            var half = BitConverter.UInt16BitsToHalf((ushort)bits);
            AssertSame((double)half, NumberStorage.Float16.ToDouble((ulong)bits), bits);
        }
    }

    [Fact]
    public void Every_bfloat16_is_the_float_of_the_same_upper_bits()
    {
        for (int bits = 0; bits <= ushort.MaxValue; bits++)
        {
            float value = BitConverter.UInt32BitsToSingle((uint)bits << 16);
            AssertSame(value, NumberStorage.BFloat16.ToDouble((ulong)bits), bits);
        }
    }

    [Fact]
    public void Floats_have_their_exact_value()
    {
        // A step that is prime to the powers of two meets every exponent and the ends of the range.
        for (long bits = 0; bits <= uint.MaxValue; bits += 65_537)
        {
            AssertSame(BitConverter.UInt32BitsToSingle((uint)bits), NumberStorage.Float32.ToDouble((ulong)bits), bits);
        }

        AssertSame(float.Epsilon, NumberStorage.Float32.ToDouble(1), 1);
        AssertSame(float.PositiveInfinity, NumberStorage.Float32.ToDouble(0x7F800000), 0x7F800000);
        AssertSame(float.MinValue, NumberStorage.Float32.ToDouble(0xFF7FFFFF), 0xFF7FFFFF);
    }

    [Theory]
    [InlineData(1, true, 0xFFUL, -1)]
    [InlineData(1, false, 0xFFUL, 255)]
    [InlineData(2, true, 0x8000UL, -32768)]
    [InlineData(4, false, 0xFFFFFFFFUL, 4294967295)]
    [InlineData(8, true, ulong.MaxValue, -1)]
    public void Integers_have_the_sign_that_they_are_stored_with(int size, bool isSigned, ulong bits, long expected) =>
        Assert.Equal(expected, (isSigned ? NumberStorage.Signed(size) : NumberStorage.Unsigned(size)).ToInteger(bits));

    private static void AssertSame(double expected, double actual, long bits) => Assert.True(
        double.IsNaN(expected) ? double.IsNaN(actual) : BitConverter.DoubleToInt64Bits(expected) == BitConverter.DoubleToInt64Bits(actual),
        $"{bits:X}: {expected:R} {actual:R}");
}
