using System.Numerics;

namespace ReluGen.Tool.Verifying;

/// <summary>Bits and distances of floating-point numbers.</summary>
internal static class Floats
{
    /// <summary>Whether both have the same bits; all NaNs count as one.</summary>
    public static bool SameBits<T>(T left, T right)
        where T : struct, IBinaryFloatingPointIeee754<T> =>
        T.IsNaN(left) ? T.IsNaN(right) : left == right && T.IsNegative(left) == T.IsNegative(right);

    /// <summary>The first element whose bits differ, or −1.</summary>
    public static int FirstDifference<T>(ReadOnlySpan<T> left, ReadOnlySpan<T> right)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        for (int i = 0; i < left.Length; i++)
        {
            if (!SameBits(left[i], right[i]))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>The number of steps between neighbouring numbers that lead from one to the other; infinite with NaN.</summary>
    public static double Steps<T>(T left, T right)
        where T : struct, IBinaryFloatingPointIeee754<T> =>
        T.IsNaN(left) || T.IsNaN(right) ? double.PositiveInfinity : (double)Math.Abs((decimal)Ordinal(left) - Ordinal(right));

    /// <summary>Numbers in the element type.</summary>
    public static T[] Of<T>(IReadOnlyList<double> values)
        where T : struct, IBinaryFloatingPointIeee754<T> => values.Select(T.CreateTruncating).ToArray();

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
