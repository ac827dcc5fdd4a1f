using System.Numerics;
using ReluGen.Numerics;
using ReluGen.Tests.Shared;

namespace ReluGen.Tests.Training.Random;

/// <summary>The factors of dropout against their definition, their frequencies, and that they have nothing to do with each other.</summary>
public sealed class DropoutMaskTests
{
    private const int Many = 1 << 20;

    [Theory]
    [InlineData(0)]
    [InlineData(0.1)]
    [InlineData(0.5)]
    [InlineData(0.99)]
    [InlineData(1 - 1e-16)]
    public void Factors_are_those_of_the_definition(double rate)
    {
        Check<float>(rate);
        Check<double>(rate);
    }

    [Fact]
    public void Default_key_keeps_everything()
    {
        var mask = new float[7 * 5];
        DropoutMask.Fill(ref mask[0], 7, 5, default(DropoutKey).AtRow(3), 1, 0.5);
        Assert.All(mask, factor => Assert.Equal(1, factor));
        Assert.False(default(DropoutKey).AtRow(3).Drops);
    }

    [Theory]
    [InlineData(0.01)]
    [InlineData(0.3)]
    [InlineData(0.5)]
    [InlineData(0.9)]
    public void Share_of_dropped_elements_is_the_rate(double rate)
    {
        float[] mask = Mask(DropoutKey.ForStep(1, 2), 0, rate);
        double deviation = Math.Sqrt(rate * (1 - rate) / Many);
        Assert.InRange(mask.Count(factor => factor == 0) / (double)Many, rate - (4 * deviation), rate + (4 * deviation));
        Assert.All(mask.Where(factor => factor != 0).Distinct(), factor => Assert.Equal((float)(1 / (1 - rate)), factor));
    }

    [Fact]
    public void Seeds_steps_layers_rows_and_elements_are_independent()
    {
        float[] mask = Mask(DropoutKey.ForStep(1, 2), 0, 0.5);
        AssertIndependent("seed", mask, Mask(DropoutKey.ForStep(2, 2), 0, 0.5));
        AssertIndependent("step", mask, Mask(DropoutKey.ForStep(1, 3), 0, 0.5));
        AssertIndependent("layer", mask, Mask(DropoutKey.ForStep(1, 2), 1, 0.5));
        AssertIndependent("row", mask, Mask(DropoutKey.ForStep(1, 2).AtRow(1), 0, 0.5));
        AssertIndependent("element", mask, [.. mask[1..], mask[0]]);
        AssertIndependent("pair", mask, [.. mask[2..], .. mask[..2]]);
    }

    [Fact]
    public void Key_is_equal_where_seed_step_and_row_are()
    {
        Assert.Equal(DropoutKey.ForStep(1, 2).AtRow(3), DropoutKey.ForStep(1, 2).AtRow(7).AtRow(3));
        Assert.NotEqual(DropoutKey.ForStep(1, 2).AtRow(3), DropoutKey.ForStep(1, 2));
        Assert.NotEqual(DropoutKey.ForStep(1, 2), DropoutKey.ForStep(2, 1));
        Assert.True(DropoutKey.ForStep(0, 0).Drops);
    }

    /// <summary>Rows of every length around the vectors', and nothing touched before or behind them.</summary>
    private static void Check<T>(double rate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        DropoutKey key = DropoutKey.ForStep(11, 12).AtRow(13);
        for (int length = 1; length <= 70; length++)
        {
            var mask = new T[(3 * length) + 2];
            mask.AsSpan().Fill(T.NaN);
            DropoutMask.Fill(ref mask[1], length, 3, key, 14, rate);
            Assert.True(T.IsNaN(mask[0]) && T.IsNaN(mask[^1]));
            for (int index = 0; index < 3 * length; index++)
            {
                Assert.Equal(DropoutFactors.Of<T>(11, 12, 13 + (index / length), 14, index % length, rate), mask[1 + index]);
            }
        }
    }

    private static float[] Mask(DropoutKey key, int layer, double rate)
    {
        var mask = new float[Many];
        DropoutMask.Fill(ref mask[0], 1 << 10, Many >> 10, key, layer, rate);
        return mask;
    }

    /// <summary>Two fair coins agree half of the time.</summary>
    private static void AssertIndependent(string what, float[] left, float[] right)
    {
        double share = left.Zip(right, (x, y) => x == y ? 1.0 : 0).Sum() / Many;
        Assert.True(Math.Abs(share - 0.5) < 4 * 0.5 / Math.Sqrt(Many), $"{what}: {share}");
    }
}
