namespace ReluGen.Readers;

/// <summary>How a file stores a number.</summary>
/// <param name="Format">The number format.</param>
/// <param name="Size">The number of bytes of each.</param>
/// <param name="IsSigned">Whether an integer has a sign.</param>
internal sealed record NumberStorage(TensorFormat Format, int Size, bool IsSigned = false)
{
    /// <summary>32-bit floating point.</summary>
    public static NumberStorage Float32 { get; } = new(TensorFormat.Float32, 4);

    /// <summary>64-bit floating point.</summary>
    public static NumberStorage Float64 { get; } = new(TensorFormat.Float64, 8);

    /// <summary>16-bit floating point, IEEE 754.</summary>
    public static NumberStorage Float16 { get; } = new(TensorFormat.Float16, 2);

    /// <summary>16-bit floating point with the exponent of 32 bit.</summary>
    public static NumberStorage BFloat16 { get; } = new(TensorFormat.BFloat16, 2);

    /// <summary>Truth values of a byte each.</summary>
    public static NumberStorage Boolean { get; } = new(TensorFormat.Boolean, 1);

    /// <summary>Integers of <paramref name="size"/> bytes with a sign.</summary>
    public static NumberStorage Signed(int size) => new(TensorFormat.Integer, size, IsSigned: true);

    /// <summary>Integers of <paramref name="size"/> bytes without a sign.</summary>
    public static NumberStorage Unsigned(int size) => new(TensorFormat.Integer, size);

    /// <summary>The exact value of the floating-point number with these bits.</summary>
    public double ToDouble(ulong bits) => Format switch
    {
        TensorFormat.Float64 => BitConverter.Int64BitsToDouble((long)bits),
        TensorFormat.Float32 => Widen(bits, exponentBits: 8, fractionBits: 23),
        TensorFormat.Float16 => Widen(bits, exponentBits: 5, fractionBits: 10),
        _ => Widen(bits, exponentBits: 8, fractionBits: 7),
    };

    /// <summary>The integer with these bits, higher ones left out. One without a sign from 2⁶³ on is negative here.</summary>
    public long ToInteger(ulong bits)
    {
        int unused = 64 - (8 * Size);
        return IsSigned ? (long)(bits << unused) >> unused : (long)(bits << unused >> unused);
    }

    /// <summary>IEEE 754: sign, exponent with its bias, fraction. Infinity and NaN have an exponent of ones, subnormals one of zeros.</summary>
    private static double Widen(ulong bits, int exponentBits, int fractionBits)
    {
        const int DoubleFraction = 52;
        const int DoubleBias = 1023;
        int bias = (1 << (exponentBits - 1)) - 1;
        int highest = (1 << exponentBits) - 1;
        ulong fraction = bits & ((1UL << fractionBits) - 1);
        int exponent = (int)(bits >> fractionBits) & highest;
        bool isNegative = (bits >> (exponentBits + fractionBits) & 1) != 0;

        if (exponent == 0)
        {
            // At most 24 bits: exact in double, and so is the scaling by a power of two.
            double magnitude = fraction * Math.Pow(2, 1 - bias - fractionBits);
            return isNegative ? -magnitude : magnitude;
        }

        ulong wide = exponent == highest ? (2 * DoubleBias) + 1UL : (ulong)(exponent - bias + DoubleBias);
        wide = wide << DoubleFraction | fraction << (DoubleFraction - fractionBits);
        return BitConverter.Int64BitsToDouble((long)(isNegative ? wide | 1UL << 63 : wide));
    }
}
