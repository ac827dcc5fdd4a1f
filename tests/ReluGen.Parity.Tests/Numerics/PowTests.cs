using System.Runtime.Intrinsics;
using ReluGen.Numerics;
using ReluGen.Tests.Shared;

namespace ReluGen.Tests.Parity.Numerics;

/// <summary>Powers: the bound in ulp, C's special values, exact exponents, and the same bits in vectors.</summary>
public sealed class PowTests
{
    private const int Seed = 7200;
    private const double Infinity = double.PositiveInfinity;
    private const double NaN = double.NaN;

    /// <summary>ISO C, annex F.10.4.4.</summary>
    public static TheoryData<double, double, double> SpecialValues => new()
    {
        { 0, -3, Infinity }, { -0.0, -3, -Infinity }, { 0, -2, Infinity }, { -0.0, -2.5, Infinity }, { 0, -Infinity, Infinity },
        { 0, 3, 0 }, { -0.0, 3, -0.0 }, { -0.0, 2, 0 }, { 0, 2.5, 0 }, { -0.0, 0.5, 0 },
        { -1, Infinity, 1 }, { -1, -Infinity, 1 }, { 1, NaN, 1 }, { 1, Infinity, 1 }, { NaN, 0, 1 }, { NaN, -0.0, 1 }, { Infinity, 0, 1 }, { 0, 0, 1 },
        { -2, 0.5, NaN }, { -2, 3.5, NaN }, { -2, 3, -8 }, { -2, 4, 16 }, { -2, -1, -0.5 },
        { 0.5, -Infinity, Infinity }, { -0.5, -Infinity, Infinity }, { 2, -Infinity, 0 }, { 0.5, Infinity, 0 }, { 2, Infinity, Infinity }, { -2, Infinity, Infinity },
        { -Infinity, -3, -0.0 }, { -Infinity, -2, 0 }, { -Infinity, 3, -Infinity }, { -Infinity, 2, Infinity }, { -Infinity, 0.5, Infinity },
        { Infinity, -0.5, 0 }, { Infinity, 0.5, Infinity }, { NaN, 1, NaN }, { 2, NaN, NaN },
        { 10, 400, Infinity }, { 10, -400, 0 }, { -10, 401, -Infinity }, { -10, -401, -0.0 }, { 2, 10, 1024 }, { 10, 2, 100 },
    };

    [Theory]
    [MemberData(nameof(SpecialValues))]
    public void Special_value_is_that_of_C(double x, double y, double expected)
    {
        Assert.True(Ulp.SameBits(expected, VectorMath.Pow(x, y)), $"{VectorMath.Pow(x, y)}");
        Assert.True(Ulp.SameBits((float)expected, VectorMath.Pow((float)x, (float)y)), $"{VectorMath.Pow((float)x, (float)y)}");
    }

    [Fact]
    public void Doubles_keep_the_bound()
    {
        var random = new Random(Seed);
        for (int round = 0; round < 4000; round++)
        {
            double x = round % 2 == 0 ? DoubleSamples.Next(random, (double.Epsilon, double.MaxValue)) : 0.5 + (random.NextDouble() * 1.5);
            double largest = 745 / Math.Max(Math.Abs(Math.Log(x)), 1e-300);
            double y = ((random.NextDouble() * 2) - 1) * Math.Min(largest, 1e300);
            double error = UlpError.Of(VectorMath.Pow(x, y), BigReal.Exp((BigReal)y * BigReal.Log((BigReal)x)));
            Assert.True(error <= 1.3, $"{x:R} to the power of {y:R} = {VectorMath.Pow(x, y):R}: {error} ulp, seed {Seed}");
        }
    }

    [Fact]
    public void Floats_keep_the_bound_and_vectors_the_bits()
    {
        var random = new Random(Seed + 1);
        for (int round = 0; round < 20_000; round++)
        {
            float x = (float)Math.Exp((random.NextDouble() * 100) - 50);
            float y = (float)(((random.NextDouble() * 2) - 1) * 87 / Math.Max(Math.Abs(Math.Log(x)), 0.01));
            float power = VectorMath.Pow(x, y);
            double error = UlpError.Of(power, Math.Pow(x, y));
            Assert.True(error <= 0.51, $"{x:R} to the power of {y:R} = {power:R}: {error} ulp, seed {Seed + 1}");
            Assert.Equal(Vector512.Create(power), VectorMath.Pow(Vector512.Create(x), Vector512.Create(y)));
            Assert.Equal(Vector256.Create(power), VectorMath.Pow(Vector256.Create(x), Vector256.Create(y)));
            Assert.Equal(Vector512.Create(VectorMath.Pow(x, (double)y)), VectorMath.Pow(Vector512.Create((double)x), Vector512.Create((double)y)));
        }
    }

    [Fact]
    public void Exponents_of_one_operation_are_that_operation()
    {
        var random = new Random(Seed + 2);
        for (int round = 0; round < 10_000; round++)
        {
            double x = DoubleSamples.Next(random, (-1e150, 1e150));
            Assert.Equal(x, VectorMath.Pow(x, 1));
            Assert.Equal(x * x, VectorMath.Pow(x, 2));
            Assert.Equal(1 / x, VectorMath.Pow(x, -1));
            Assert.Equal(Math.Sqrt(Math.Abs(x)), VectorMath.Pow(Math.Abs(x), 0.5));
            float f = (float)x;
            Assert.Equal(f * f, VectorMath.Pow(f, 2));
            Assert.Equal(1 / f, VectorMath.Pow(f, -1));
            Assert.Equal(MathF.Sqrt(Math.Abs(f)), VectorMath.Pow(Math.Abs(f), 0.5f));
        }
    }
}
