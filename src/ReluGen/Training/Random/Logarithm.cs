using ReluGen.Numerics;

namespace ReluGen.Training;

/// <summary>The natural logarithm, built on the library's log1p, with the same bits everywhere.</summary>
internal static class Logarithm
{
    /// <summary>
    /// ln x = e · ln 2 + log1p(m − 1) with x = 2ᵉ · m and m from √½ to √2, for positive normal <paramref name="x"/>. A few ulp;
    /// ln 2 in two parts, as e · (its upper part) is exact.
    /// </summary>
    public static double Of(double x)
    {
        const double HighLn2 = 0.693147180369123816490;
        const double LowLn2 = 1.90821492927058770002e-10;
        long bits = BitConverter.DoubleToInt64Bits(x);
        long exponent = (bits - 0x3FE6A09E667F3BCD) >> 52;
        double mantissa = BitConverter.Int64BitsToDouble(bits - (exponent << 52));
        return (exponent * HighLn2) + (VectorMath.Log1p(mantissa - 1) + (exponent * LowLn2));
    }
}
