using System.Globalization;
using System.Numerics;
using ReluGen.Readers;

namespace ReluGen.Tests.Core.Readers;

/// <summary>The parser of .NET, which is exact on this framework, is the reference.</summary>
public class DecimalNumberTests
{
    [Theory]
    [InlineData("0")]
    [InlineData("-0")]
    [InlineData("+.5")]
    [InlineData("5.")]
    [InlineData("00012.500")]
    [InlineData("9007199254740993")]
    [InlineData("9007199254740993.0000000000000000000000001")]
    [InlineData("9007199254740992.9999999999999999999999999")]
    [InlineData("1.7976931348623157e308")]
    [InlineData("1.7976931348623158e308")]
    [InlineData("1.7976931348623159e308")]
    [InlineData("4.9406564584124654e-324")]
    [InlineData("2.4703282292062327e-324")]
    [InlineData("2.4703282292062328e-324")]
    [InlineData("2.2250738585072011e-308")]
    [InlineData("2.2250738585072014e-308")]
    [InlineData("1e-400")]
    [InlineData("1e400")]
    [InlineData("0e999999999999")]
    [InlineData("1e-99999999999999999999")]
    public void Numbers_at_the_edges_are_the_nearest_doubles(string text) => AssertSame(text);

    [Fact]
    public void Random_numbers_are_the_nearest_doubles()
    {
        var random = new Random(1);
        for (int i = 0; i < 20_000; i++)
        {
            AssertSame(BitConverter.Int64BitsToDouble(random.NextInt64(0x7FF0000000000000)).ToString("R", CultureInfo.InvariantCulture));
            string digits = string.Concat(Enumerable.Range(0, 1 + random.Next(40)).Select(_ => random.Next(10)));
            AssertSame(FormattableString.Invariant($"{digits}e{random.Next(-370, 310)}"));
            AssertSame(digits.Insert(random.Next(digits.Length), "."));
        }
    }

    [Fact]
    public void Numbers_between_two_doubles_go_to_the_even_one_unless_a_last_digit_decides()
    {
        var random = new Random(2);
        for (int i = 0; i < 300; i++)
        {
            // Half of the step between two doubles, all digits of it: (2m + 1) · 2^(e − 1).
            BigInteger odd = (2 * (BigInteger)random.NextInt64(1L << 52, 1L << 53)) + 1;
            int exponent = random.Next(-1074, 900);
            string text = exponent >= 1
                ? (odd << (exponent - 1)).ToString(CultureInfo.InvariantCulture) + ".0"
                : FormattableString.Invariant($"{odd * BigInteger.Pow(5, 1 - exponent)}e{exponent - 1}");
            AssertSame(text);
            string[] parts = text.Split('e');
            string more = parts[0].Contains('.', StringComparison.Ordinal) ? new string('0', 900) + "1" : "." + new string('0', 900) + "1";
            AssertSame(parts[0] + more + (parts.Length > 1 ? "e" + parts[1] : ""));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData(".")]
    [InlineData("1e")]
    [InlineData("1e+")]
    [InlineData("1.2.3")]
    [InlineData("1 ")]
    [InlineData("NaN")]
    [InlineData("0x1")]
    [InlineData("1e5.0")]
    public void What_is_no_number_is_refused(string text) => Assert.False(DecimalNumber.TryParse(text, out _));

    private static void AssertSame(string text)
    {
        double expected = double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
        Assert.True(DecimalNumber.TryParse(text, out double actual), text);
        Assert.True(BitConverter.DoubleToInt64Bits(expected) == BitConverter.DoubleToInt64Bits(actual), $"{text}: {expected:R} {actual:R}");
    }
}
