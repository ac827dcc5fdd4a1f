using System.Globalization;
using System.Numerics;

namespace ReluGen.Readers;

/// <summary>Decimal numbers to the nearest double, ties to even, on every framework.</summary>
/// <remarks>
/// The parser of .NET is exact from .NET Core 3.0 on, but the build task also runs on .NET Framework, where the last bit may
/// differ: the same file must give the same network. Numbers of up to 15 digits and moderate size take one rounded
/// operation on exact doubles (W. D. Clinger, How to read floating point numbers accurately, 1990); all others a division of
/// integers of any size.
/// </remarks>
internal static class DecimalNumber
{
    /// <summary>No more digits than these can change a double, but that there are more.</summary>
    private const int MostDigits = 800;

    /// <summary>The largest power of ten that is a double.</summary>
    private const int LargestExactPower = 22;

    private const ulong LargestExactInteger = 1UL << 53;

    private static readonly double[] Powers = [.. Enumerable.Range(0, LargestExactPower + 1).Select(power => (double)BigInteger.Pow(10, power))];

    /// <summary>Reads an optional sign, digits with or without a point, and an optional exponent.</summary>
    /// <param name="text">The number, without white space.</param>
    /// <param name="value">Its value; infinite where it is beyond double.</param>
    /// <returns>Whether it is a number.</returns>
    public static bool TryParse(string text, out double value)
    {
        value = 0;
        int position = text.Length > 0 && text[0] is '+' or '-' ? 1 : 0;
        var digits = new char[Math.Min(text.Length, MostDigits) + 1];
        int count = 0;
        int exponent = 0;
        bool hasDigit = false;
        bool hasPoint = false;
        bool hasMore = false;
        for (; position < text.Length && text[position] is '.' or (>= '0' and <= '9'); position++)
        {
            char c = text[position];
            if (c == '.')
            {
                if (hasPoint)
                {
                    return false;
                }

                hasPoint = true;
                continue;
            }

            hasDigit = true;
            if (count == MostDigits)
            {
                hasMore |= c != '0';
                exponent += hasPoint ? 0 : 1;
                continue;
            }

            exponent -= hasPoint ? 1 : 0;
            if (count > 0 || c != '0')
            {
                digits[count++] = c;
            }
        }

        if (!hasDigit || !TryExponent(text, position, ref exponent))
        {
            return false;
        }

        if (hasMore)
        {
            digits[count++] = '1';
            exponent--;
        }

        double magnitude = count == 0 ? 0 : Magnitude(new string(digits, 0, count), exponent);
        value = text[0] == '-' ? -magnitude : magnitude;
        return true;
    }

    private static bool TryExponent(string text, int position, ref int exponent)
    {
        if (position == text.Length)
        {
            return true;
        }

        if (text[position++] is not ('e' or 'E'))
        {
            return false;
        }

        bool isNegative = position < text.Length && text[position] == '-';
        position += position < text.Length && text[position] is '+' or '-' ? 1 : 0;
        if (position == text.Length)
        {
            return false;
        }

        // Beyond any double it does not matter by how much, unless the digits make up for it.
        long written = 0;
        for (; position < text.Length; position++)
        {
            if (text[position] is not (>= '0' and <= '9'))
            {
                return false;
            }

            written = Math.Min((10 * written) + (text[position] - '0'), int.MaxValue);
        }

        exponent = (int)Math.Max(-int.MaxValue, Math.Min(int.MaxValue, exponent + (isNegative ? -written : written)));
        return true;
    }

    /// <summary>The value of <paramref name="digits"/> · 10^<paramref name="exponent"/>; the first digit is not 0.</summary>
    private static double Magnitude(string digits, int exponent)
    {
        const int AboveAll = 310;
        const int BelowAll = -325;
        long scale = (long)digits.Length + exponent;
        if (scale > AboveAll)
        {
            return double.PositiveInfinity;
        }

        if (scale < BelowAll)
        {
            return 0;
        }

        var integer = BigInteger.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
        if (integer <= LargestExactInteger && Math.Abs(exponent) <= LargestExactPower)
        {
            return exponent < 0 ? (double)integer / Powers[-exponent] : (double)integer * Powers[exponent];
        }

        return exponent < 0
            ? Quotient(integer, BigInteger.Pow(10, -exponent))
            : Quotient(integer * BigInteger.Pow(10, exponent), BigInteger.One);
    }

    private static double Quotient(BigInteger numerator, BigInteger denominator)
    {
        // The quotient gets 56 to 88 bits: more than the 53 of a double and one to round by.
        int shift = 72 - (8 * (numerator.ToByteArray().Length - denominator.ToByteArray().Length));
        BigInteger scaled = shift > 0 ? numerator << shift : numerator;
        BigInteger quotient = BigInteger.DivRem(scaled, shift < 0 ? denominator << -shift : denominator, out BigInteger remainder);
        bool hasMore = !remainder.IsZero;
        int exponent = -shift;
        for (; quotient > ulong.MaxValue; quotient >>= 1, exponent++)
        {
            hasMore |= !quotient.IsEven;
        }

        ulong bits = (ulong)quotient;
        for (; bits >> 63 == 0; bits <<= 1)
        {
            exponent--;
        }

        return Round(bits, exponent + 63, hasMore);
    }

    /// <summary>Rounds 1.… · 2^<paramref name="exponent"/>, given by 64 bits and whether there are more.</summary>
    private static double Round(ulong bits, int exponent, bool hasMore)
    {
        const int SmallestExponent = -1022;
        const int LargestExponent = 1023;
        if (exponent > LargestExponent)
        {
            return double.PositiveInfinity;
        }

        // Below the smallest exponent there are fewer bits; with none left, only the rounding counts.
        int dropped = 11 + Math.Max(0, SmallestExponent - exponent);
        if (dropped > 64)
        {
            return 0;
        }

        ulong kept = dropped == 64 ? 0 : bits >> dropped;
        bool isHalf = (bits >> (dropped - 1) & 1) != 0;
        bool isMore = hasMore || (bits & ((1UL << (dropped - 1)) - 1)) != 0;
        kept += isHalf && (isMore || (kept & 1) != 0) ? 1UL : 0;

        // The highest kept bit of a normal number adds one to the exponent's field; so does a carry, up to infinity.
        ulong field = exponent < SmallestExponent ? 0 : (ulong)(exponent - SmallestExponent) << 52;
        return BitConverter.Int64BitsToDouble((long)(field + kept));
    }
}
