using ReluGen.Training;

namespace ReluGen.Tests.Training.Random;

/// <summary>First weights: variances, bounds, orthogonality.</summary>
public sealed class InitializerTests
{
    private const int Units = 80;
    private const int Inputs = 125;

    public static TheoryData<string, double> Normals => new()
    {
        { nameof(Initializer.HeNormal), 2.0 / Inputs },
        { nameof(Initializer.GlorotNormal), 2.0 / (Inputs + Units) },
        { nameof(Initializer.LeCunNormal), 1.0 / Inputs },
    };

    public static TheoryData<string, double> Uniforms => new()
    {
        { nameof(Initializer.HeUniform), Math.Sqrt(6.0 / Inputs) },
        { nameof(Initializer.GlorotUniform), Math.Sqrt(6.0 / (Inputs + Units)) },
        { nameof(Initializer.LeCunUniform), Math.Sqrt(3.0 / Inputs) },
    };

    [Theory]
    [MemberData(nameof(Normals))]
    public void Normal_weights_have_the_defined_variance(string name, double variance)
    {
        float[] weights = Fill(Named(name));

        // 10,000 weights: the mean square's relative deviation is √(2/10,000) = 0.014.
        Assert.InRange(weights.Average(weight => (double)weight * weight), 0.94 * variance, 1.06 * variance);
        Assert.Contains(weights, weight => Math.Abs(weight) > 2.5 * Math.Sqrt(variance));
    }

    [Theory]
    [MemberData(nameof(Uniforms))]
    public void Uniform_weights_fill_the_defined_interval(string name, double bound)
    {
        float[] weights = Fill(Named(name));
        Assert.InRange(weights.Max(), 0.99 * bound, bound);
        Assert.InRange(weights.Min(), -bound, -0.99 * bound);
        Assert.InRange(weights.Average(weight => (double)weight * weight), 0.95 * bound * bound / 3, 1.05 * bound * bound / 3);
    }

    [Theory]
    [InlineData(5, 20)]
    [InlineData(20, 5)]
    [InlineData(17, 17)]
    [InlineData(1, 1)]
    public void Orthogonal_weights_are_orthogonal_along_the_shorter_side(int units, int inputs)
    {
        const double Gain = 1.5;
        var weights = new double[units * inputs];
        Initializer.Orthogonal(Gain).Fill(weights.AsSpan(), units, inputs, new RandomSource(11));
        bool areRows = units <= inputs;
        int count = Math.Min(units, inputs);
        int length = Math.Max(units, inputs);
        for (int i = 0; i < count; i++)
        {
            for (int j = 0; j < count; j++)
            {
                double product = Enumerable.Range(0, length).Sum(k => Weight(i, k) * Weight(j, k));
                Assert.Equal(i == j ? Gain * Gain : 0, product, 12);
            }
        }

        double Weight(int vector, int k) => areRows ? weights[(vector * inputs) + k] : weights[(k * inputs) + vector];
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void Numbers_that_are_not_finite_are_refused_at_once(double number)
    {
        Assert.Equal("value", Assert.Throws<ArgumentOutOfRangeException>(() => Initializer.Constant(number)).ParamName);
        Assert.Equal("gain", Assert.Throws<ArgumentOutOfRangeException>(() => Initializer.Orthogonal(number)).ParamName);
    }

    [Fact]
    public void Constants_are_constant()
    {
        Assert.All(Fill(Initializer.Zeros), weight => Assert.Equal(0f, weight));
        Assert.All(Fill(Initializer.Constant(0.1)), weight => Assert.Equal(0.1f, weight));
    }

    [Fact]
    public void Float_and_double_weights_of_a_seed_are_the_same_numbers()
    {
        var wide = new double[Units * Inputs];
        Initializer.HeNormal.Fill(wide.AsSpan(), Units, Inputs, new RandomSource(10));
        Assert.Equal(wide.Select(weight => (float)weight), Fill(Initializer.HeNormal));
    }

    [Fact]
    public void A_wrong_length_is_refused_with_both_numbers()
    {
        ArgumentException fault = Assert.Throws<ArgumentException>(
            () => Initializer.HeNormal.Fill(new float[5].AsSpan(), 2, 3, new RandomSource(1)));
        Assert.Contains("5", fault.Message, StringComparison.Ordinal);
        Assert.Contains("6", fault.Message, StringComparison.Ordinal);
    }

    private static Initializer Named(string name) => (Initializer)typeof(Initializer).GetProperty(name)!.GetValue(null)!;

    private static float[] Fill(Initializer initializer)
    {
        var weights = new float[Units * Inputs];
        initializer.Fill(weights.AsSpan(), Units, Inputs, new RandomSource(10));
        return weights;
    }
}
