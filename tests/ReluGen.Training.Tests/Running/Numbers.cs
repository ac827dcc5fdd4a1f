using System.Numerics;
using ReluGen.Training;

namespace ReluGen.Tests.Training.Running;

/// <summary>Seeded numbers, and comparisons of bits.</summary>
internal static class Numbers
{
    /// <summary>Uniform numbers between −<paramref name="bound"/> and <paramref name="bound"/>.</summary>
    public static T[] Random<T>(int count, ulong seed, double bound = 1)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var random = new RandomSource(seed);
        var values = new T[count];
        for (int index = 0; index < count; index++)
        {
            values[index] = T.CreateTruncating(bound * ((2 * random.NextDouble()) - 1));
        }

        return values;
    }

    /// <summary>Random labels.</summary>
    public static int[] Labels(int count, int classes, ulong seed)
    {
        var random = new RandomSource(seed);
        var labels = new int[count];
        for (int index = 0; index < count; index++)
        {
            labels[index] = random.NextInteger(classes);
        }

        return labels;
    }

    /// <summary>The same numbers in double.</summary>
    public static double[] ToDouble<T>(ReadOnlySpan<T> values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var result = new double[values.Length];
        for (int index = 0; index < values.Length; index++)
        {
            result[index] = double.CreateTruncating(values[index]);
        }

        return result;
    }

    /// <summary>Checks that numbers are near, relative to 1 + |expected|.</summary>
    public static void AssertNear<T>(ReadOnlySpan<double> expected, ReadOnlySpan<T> actual, double tolerance, string what)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int index = 0; index < expected.Length; index++)
        {
            double value = double.CreateTruncating(actual[index]);
            Assert.True(
                Math.Abs(value - expected[index]) <= tolerance * (1 + Math.Abs(expected[index])),
                FormattableString.Invariant($"{what}, element {index}: expected {expected[index]:R}, got {value:R}"));
        }
    }

    /// <summary>Checks one number, relative to 1 + |expected|.</summary>
    public static void AssertNear(double expected, double actual, double tolerance, string what = "value") =>
        AssertNear<double>([expected], [actual], tolerance, what);
}
