using ReluGen.Interpreter;
using ReluGen.Tests.Shared;

namespace ReluGen.Tests.Core.Interpreter;

/// <summary>The reference's own functions against published values.</summary>
public class ReferenceFunctionsTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(-0.3, -0.3286267594591274)]
    [InlineData(0.5, 0.5204998778130465)]
    [InlineData(1, 0.8427007929497149)]
    [InlineData(2, 0.9953222650189527)]
    [InlineData(40, 1)]
    [InlineData(double.NegativeInfinity, -1)]
    public void Erf_of_a_number_has_its_published_value(double x, double expected) => AssertClose(expected, ReferenceFunctions.Erf(x));

    [Theory]
    [InlineData(-2, 1.9953222650189528)]
    [InlineData(0.5, 0.4795001221869535)]
    [InlineData(1, 0.15729920705028513)]
    [InlineData(3, 2.209049699858544e-05)]
    [InlineData(5, 1.5374597944280347e-12)]
    [InlineData(10, 2.088487583762545e-45)]
    public void Erfc_of_a_number_has_its_published_value(double x, double expected) => AssertClose(expected, ReferenceFunctions.Erfc(x));

    [Theory]
    [InlineData(1e-10, 1.00000000005e-10)]
    [InlineData(-0.3, -0.2591817793182821)]
    [InlineData(0.5, 0.6487212707001282)]
    [InlineData(2, 6.38905609893065)]
    [InlineData(-40, -1)]
    public void Expm1_of_a_number_has_its_published_value(double x, double expected) => AssertClose(expected, ReferenceFunctions.Expm1(x));

    [Theory]
    [InlineData(1e-10, 9.9999999995e-11)]
    [InlineData(-0.3, -0.35667494393873245)]
    [InlineData(0.5, 0.4054651081081644)]
    [InlineData(2, 1.0986122886681098)]
    public void Log1p_of_a_number_has_its_published_value(double x, double expected) => AssertClose(expected, ReferenceFunctions.Log1p(x));

    [Fact]
    public void Sigmoid_and_softplus_of_huge_numbers_do_not_overflow()
    {
        Assert.Equal((0, 1), (ReferenceFunctions.Sigmoid(-1e300), ReferenceFunctions.Sigmoid(1e300)));
        Assert.Equal((0, 1e300), (ReferenceFunctions.SoftPlus(-1e300), ReferenceFunctions.SoftPlus(1e300)));
        AssertClose(0.6931471805599453, ReferenceFunctions.SoftPlus(0));
        AssertClose(1.0 / 3, ReferenceFunctions.Sigmoid(-Math.Log(2)));
    }

    [Fact]
    public void Functions_of_NaN_are_NaN()
    {
        Func<double, double>[] functions =
        [
            ReferenceFunctions.Erf, ReferenceFunctions.Erfc, ReferenceFunctions.Expm1, ReferenceFunctions.Log1p,
            ReferenceFunctions.Sigmoid, ReferenceFunctions.SoftPlus, ReferenceFunctions.SechSquared,
        ];

        Assert.All(functions, function => Assert.Equal(double.NaN, function(double.NaN)));
    }

    private static void AssertClose(double expected, double actual) =>
        Assert.InRange(actual, expected - (Math.Abs(expected) * Tolerances.ReferenceFunction), expected + (Math.Abs(expected) * Tolerances.ReferenceFunction));
}
