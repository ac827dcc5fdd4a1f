using System.Numerics;

namespace ReluGen.Tests.Shared;

/// <summary>
/// A real number as mantissa times a power of two, every operation rounded to 256 bits: slow, plain arithmetic from which
/// the tests compute what the elementary functions should have been. It shares nothing with the product.
/// </summary>
public readonly partial struct BigReal
{
    private const int Precision = 256;

    private readonly BigInteger _mantissa;
    private readonly int _exponent;

    private BigReal(BigInteger mantissa, int exponent)
    {
        var excess = (int)BigInteger.Abs(mantissa).GetBitLength() - Precision;
        if (excess > 0)
        {
            mantissa >>= excess;
            exponent += excess;
        }

        _mantissa = mantissa;
        _exponent = exponent;
    }

    public static BigReal Zero => default;

    public static BigReal One => new(BigInteger.One, 0);

    /// <summary>The exponent e for which the absolute value lies in [2^e, 2^(e+1)).</summary>
    public int Magnitude => (int)BigInteger.Abs(_mantissa).GetBitLength() - 1 + _exponent;

    public int Sign => _mantissa.Sign;

    public static implicit operator BigReal(int value) => new(value, 0);

    /// <summary>Every finite double is represented exactly.</summary>
    public static implicit operator BigReal(double value)
    {
        if (!double.IsFinite(value))
        {
            throw new ArgumentOutOfRangeException(nameof(value), value, "Only finite numbers are real.");
        }

        var bits = BitConverter.DoubleToInt64Bits(value);
        var field = (int)(bits >> 52) & 0x7FF;
        var fraction = bits & 0xFFFFFFFFFFFFF;
        BigInteger mantissa = field == 0 ? fraction : fraction | 0x10000000000000;
        return new BigReal(bits < 0 ? -mantissa : mantissa, Math.Max(field, 1) - 1075);
    }

    public static BigReal operator -(BigReal value) => new(-value._mantissa, value._exponent);

    public static BigReal operator +(BigReal left, BigReal right)
    {
        if (left.Sign == 0)
        {
            return right;
        }

        if (right.Sign == 0)
        {
            return left;
        }

        // Far apart, the smaller one counts for nothing (and aligning it would need a huge shift).
        if (Math.Abs(left.Magnitude - right.Magnitude) > 2 * Precision)
        {
            return left.Magnitude > right.Magnitude ? left : right;
        }

        return left._exponent >= right._exponent
            ? new BigReal((left._mantissa << (left._exponent - right._exponent)) + right._mantissa, right._exponent)
            : right + left;
    }

    public static BigReal operator -(BigReal left, BigReal right) => left + -right;

    public static BigReal operator *(BigReal left, BigReal right) =>
        new(left._mantissa * right._mantissa, left._exponent + right._exponent);

    public static BigReal operator /(BigReal left, BigReal right)
    {
        var shift = Precision + 2 + (int)BigInteger.Abs(right._mantissa).GetBitLength();
        return new BigReal((left._mantissa << shift) / right._mantissa, left._exponent - shift - right._exponent);
    }

    public BigReal Abs() => new(BigInteger.Abs(_mantissa), _exponent);

    /// <summary>This times 2^<paramref name="power"/>, exactly.</summary>
    public BigReal Scale(int power) => Sign == 0 ? this : new BigReal(_mantissa, _exponent + power);

    /// <summary>The double at or next to this number: good enough where an estimate is asked for.</summary>
    public double ToDouble()
    {
        var excess = Math.Max(0, (int)BigInteger.Abs(_mantissa).GetBitLength() - 60);
        return Math.ScaleB((double)(long)(_mantissa >> excess), _exponent + excess);
    }
}
