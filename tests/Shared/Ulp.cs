using System.Globalization;
using System.Numerics;

namespace ReluGen.Tests.Shared;

/// <summary>Bits and distances of floating-point numbers.</summary>
public static class Ulp
{
    /// <summary>Whether both have the same bits; all NaNs count as one.</summary>
    public static bool SameBits<T>(T left, T right)
        where T : struct, IBinaryFloatingPointIeee754<T> =>
        T.IsNaN(left) ? T.IsNaN(right) : !T.IsNaN(right) && Ordinal(left) == Ordinal(right) && T.IsNegative(left) == T.IsNegative(right);

    /// <summary>The number of steps between neighbouring numbers that lead from one to the other.</summary>
    public static decimal Distance<T>(T left, T right)
        where T : struct, IBinaryFloatingPointIeee754<T> => Math.Abs((decimal)Ordinal(left) - Ordinal(right));

    /// <summary>Both values with all digits and the distance between them.</summary>
    public static string Describe<T>(T expected, T actual)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        string distance = T.IsNaN(expected) || T.IsNaN(actual)
            ? "NaN against a number"
            : Distance(expected, actual).ToString(CultureInfo.InvariantCulture) + " ulp";
        return string.Create(CultureInfo.InvariantCulture, $"expected {expected:R}, got {actual:R} ({distance})");
    }

    /// <summary>The position among all numbers of the type; both zeros are 0.</summary>
    private static long Ordinal<T>(T value)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        long bits = typeof(T) == typeof(float)
            ? BitConverter.SingleToInt32Bits(float.CreateTruncating(value))
            : BitConverter.DoubleToInt64Bits(double.CreateTruncating(value));
        long sign = typeof(T) == typeof(float) ? int.MinValue : long.MinValue;
        return bits >= 0 ? bits : sign - bits;
    }
}
