using System.Numerics;
using ReluGen.Tests.Shared;
using ReluGen.Tests.Training.Running;
using ReluGen.Training;

namespace ReluGen.Tests.Training.Optimizers;

/// <summary>Clipping, norms, penalties, and the search for what is no number.</summary>
public sealed class GradientTests
{
    /// <summary>Lengths around the lanes of every width.</summary>
    private static readonly int[] Lengths = [1, 3, 15, 16, 17, 31, 100];

    [Fact]
    public void Clipping_by_value_limits_every_element()
    {
        float[] gradient = [-3, -0.5f, 0, 0.5f, 3, float.NaN, float.PositiveInfinity];
        Gradients.ClipByValue(gradient.AsSpan(), 1f);
        Assert.Equal([-1, -0.5f, 0, 0.5f, 1, float.NaN, 1], gradient);
    }

    [Fact]
    public void Clipping_by_norm_shrinks_long_gradients_only()
    {
        double[] gradient = [3, 4];
        Assert.Equal(5, Gradients.ClipByNorm(gradient.AsSpan(), 10.0));
        Assert.Equal([3, 4], gradient);
        Assert.Equal(5, Gradients.ClipByNorm(gradient.AsSpan(), 1.0));
        Assert.Equal([3 * (1 / (5 + 1e-6)), 4 * (1 / (5 + 1e-6))], gradient);
    }

    [Fact]
    public void Norm_is_the_root_of_the_sum_of_squares()
    {
        foreach (int length in Lengths)
        {
            double[] values = Numbers.Random<double>(length, 20);
            Numbers.AssertNear(Math.Sqrt(values.Sum(value => value * value)), Gradients.Norm<double>(values), 1e-14);
        }

        Assert.Equal(0f, Gradients.Norm<float>([]));
    }

    [Fact]
    public void Sums_go_across_sixteen_chains_that_are_folded_by_halves()
    {
        foreach (int length in Lengths)
        {
            float[] values = Numbers.Random<float>(length, 26);
            float[] chains = [.. Enumerable.Repeat(-0f, 16)];
            for (int index = 0; index < length; index++)
            {
                chains[index % 16] += values[index] * values[index];
            }

            for (int half = 8; half > 0; half /= 2)
            {
                for (int chain = 0; chain < half; chain++)
                {
                    chains[chain] += chains[chain + half];
                }
            }

            Assert.Equal(chains[0], Penalties.AddL2<float>(values, [], 1));
        }
    }

    [Fact]
    public void The_first_value_that_is_no_number_is_found()
    {
        foreach (int length in Lengths)
        {
            float[] values = Numbers.Random<float>(length, 21, 1e30);
            Assert.Equal(-1, Gradients.IndexOfNonFinite<float>(values));
            foreach (float odd in new[] { float.NaN, float.PositiveInfinity, float.NegativeInfinity })
            {
                values[length - 1] = odd;
                Assert.Equal(length - 1, Gradients.IndexOfNonFinite<float>(values));
                values[length / 2] = odd;
                Assert.Equal(length / 2, Gradients.IndexOfNonFinite<float>(values));
                values[length / 2] = values[length - 1] = 1;
            }
        }
    }

    [Fact]
    public void Penalties_by_hand()
    {
        float[] gradient = [1, 1, 1];
        Assert.Equal(0.5f * 6, Penalties.AddL1<float>([-2, 0, 4], gradient, 0.5f));
        Assert.Equal([0.5f, 1, 1.5f], gradient);
        Assert.Equal(0.5f * 20, Penalties.AddL2<float>([-2, 0, 4], gradient, 0.5f));
        Assert.Equal([-1.5f, 1, 5.5f], gradient);
        Assert.Equal(10f, Penalties.AddL2<float>([-2, 0, 4], [], 0.5f));
    }

    [Fact]
    public void All_widths_give_the_same_bits()
    {
        CheckWidths<float>();
        CheckWidths<double>();
    }

    [Fact]
    public void Nothing_is_allocated()
    {
        float[] gradient = Numbers.Random<float>(100, 22);
        float[] parameters = Numbers.Random<float>(100, 23);
        Assert.Equal(0, Allocation.OfSecondCall(() =>
        {
            Gradients.ClipByNorm(gradient.AsSpan(), 0.1f);
            Gradients.ClipByValue(gradient.AsSpan(), 0.1f);
            Gradients.IndexOfNonFinite<float>(gradient);
            Penalties.AddL1<float>(parameters, gradient, 0.1f);
            Penalties.AddL2<float>(parameters, gradient, 0.1f);
        }));
    }

    [Fact]
    public void Wrong_arguments_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Gradients.ClipByValue(new float[1].AsSpan(), 0f));
        Assert.Throws<ArgumentOutOfRangeException>(() => Gradients.ClipByNorm(new float[1].AsSpan(), float.NaN));
        Assert.Throws<ArgumentException>(() => Penalties.AddL1<float>(new float[2], new float[3], 1));
    }

    private static void CheckWidths<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T half = T.CreateTruncating(0.5);
        foreach (int length in Lengths)
        {
            T[] parameters = Numbers.Random<T>(length, 24);
            T[]? expected = null;
            foreach (VectorWidth width in Widths.All)
            {
                T[] gradient = Numbers.Random<T>(length, 25);
                T l1 = Penalties.AddL1<T>(parameters, gradient, half, width);
                T l2 = Penalties.AddL2<T>(parameters, gradient, half, width);
                Gradients.ClipByValue(gradient.AsSpan(), half, width);
                T norm = Gradients.ClipByNorm(gradient.AsSpan(), half, width);
                T[] actual = [l1, l2, norm, .. gradient];
                expected ??= actual;
                Assert.All(actual.Zip(expected), pair => Assert.True(Ulp.SameBits(pair.First, pair.Second), $"{length} {width}"));
            }
        }
    }
}
