using System.Globalization;
using ReluGen.Building;
using ReluGen.Declaration;
using ReluGen.Model;
using static ReluGen.Tests.Core.Building.Declarations;

namespace ReluGen.Tests.Core.Building;

public class DeclarationCheckerTests
{
    private static readonly DenseDeclaration Fine = Dense(1, [1], [0]);

    [Theory]
    [InlineData(0)]
    [InlineData(-3)]
    [InlineData(65_537)]
    public void Input_size_out_of_range_is_reported_with_both_numbers(int size) => AssertProblem(
        Network(size, Dense(1, [1], [0])),
        ProblemCodes.SizeOutOfRange, ProblemPlace.Network, "inputSize", size.ToString(CultureInfo.InvariantCulture), "65536");

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(65_537)]
    public void Units_out_of_range_are_reported_with_both_numbers(int units) => AssertProblem(
        Network(1, Fine, Dense(units, [1], [0])),
        ProblemCodes.SizeOutOfRange, 1, "units", units.ToString(CultureInfo.InvariantCulture), "65536");

    [Fact]
    public void Too_many_weights_for_a_layer_are_reported_with_both_numbers() => AssertProblem(
        Network(65_536, Dense(257, [], new double[257])),
        ProblemCodes.SizeOutOfRange, 0, "units", "16842752", "16777216");

    [Fact]
    public void Network_without_layers_is_reported() =>
        AssertProblem(Network(1), ProblemCodes.NoLayers, ProblemPlace.Network, "", "'Net'", "[Dense(");

    [Fact]
    public void Weight_count_that_does_not_fit_is_reported_with_both_numbers_and_the_shape() => AssertProblem(
        Network(4, Dense(3, new double[11], new double[3])),
        ProblemCodes.WeightCount, 0, "Weights", "11 weights", "3 units × 4 inputs need 12", "[units, inputs]");

    [Fact]
    public void Weights_are_checked_against_the_units_of_the_layer_before() => AssertProblem(
        Network(1, Dense(2, [1, 1], [0, 0]), Dense(1, [1], [0])),
        ProblemCodes.WeightCount, 1, "Weights", "1 weight", "need 2");

    [Fact]
    public void Bias_count_that_does_not_fit_is_reported_with_both_numbers() => AssertProblem(
        Network(1, Dense(3, [1, 2, 3], [0, 0])), ProblemCodes.BiasCount, 0, "Bias", "2 bias values", "need 3");

    [Fact]
    public void Missing_weights_are_reported_with_the_shape() => AssertProblem(
        Network(5, Dense(2, null, [0, 0])), ProblemCodes.MissingWeights, 0, "Weights", "10 values", "[2, 5]");

    [Fact]
    public void Missing_bias_is_reported_with_the_remedy() => AssertProblem(
        Network(1, Dense(2, [1, 1], null)), ProblemCodes.MissingBias, 0, "Bias", "2 values", "UseBias = false");

    [Theory]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.PositiveInfinity, "Infinity")]
    [InlineData(1e39, "1E+39")]
    public void Weight_that_is_not_a_finite_float_is_reported_with_its_index(double weight, string text) => AssertProblem(
        Network(3, Dense(1, [0, weight, double.NaN], [0])),
        ProblemCodes.NotFinite, 0, "Weights", "Weights[1]", text, "1 more", "float");

    [Fact]
    public void Bias_that_is_not_finite_is_reported() => AssertProblem(
        Network(1, Dense(1, [1], [double.NegativeInfinity])), ProblemCodes.NotFinite, 0, "Bias", "Bias[0]", "-Infinity");

    [Fact]
    public void Weight_beyond_float_is_fine_in_a_double_network() =>
        Assert.Empty(Check(Network(1, Dense(1, [1e39], [0])) with { Element = ElementKind.Double }));

    [Fact]
    public void Activation_parameter_that_is_not_finite_is_reported() => AssertProblem(
        Network(1, Dense(1, [1], [0], ActivationKind.LeakyRelu, options: new ActivationOption("Slope", double.NaN))),
        ProblemCodes.NotFinite, 0, "Slope", "Slope", "NaN");

    [Fact]
    public void Values_that_do_not_exist_are_reported_where_they_stand()
    {
        NetworkDeclaration network = Network(1, Dense(1, [1], [0], (ActivationKind)99)) with
        {
            Element = (ElementKind)7,
            Arithmetic = (ArithmeticKind)8,
            DerivativeAtZero = 2,
        };
        IReadOnlyList<Problem> problems = Check(network);

        Assert.All(problems, problem => Assert.Equal(ProblemCodes.UnsupportedValue, problem.Code));
        Assert.Equal(
            ["ElementType", "Arithmetic", "DerivativeAtZero", "activation"], problems.Select(problem => problem.Place.Argument));
        Assert.Equal(["7", "8", "2", "99"], problems.Select(problem => problem.Message.Split(' ').First(
            word => int.TryParse(word.TrimEnd(';'), CultureInfo.InvariantCulture, out _)).TrimEnd(';')));
    }

    [Fact]
    public void Parameter_that_the_activation_does_not_take_is_reported() => AssertProblem(
        Network(1, Dense(1, [1], [0], ActivationKind.Relu, options: new ActivationOption("Alpha", 1))),
        ProblemCodes.UnsupportedCombination, 0, "Alpha", "Alpha", "Relu", "no parameter");

    [Theory]
    [InlineData(ActivationKind.Elu, "Alpha", 0)]
    [InlineData(ActivationKind.Celu, "Alpha", -1)]
    [InlineData(ActivationKind.Celu, "Alpha", 1e-60)]
    [InlineData(ActivationKind.ClippedRelu, "Maximum", 0)]
    [InlineData(ActivationKind.HardTanh, "Minimum", 1)]
    [InlineData(ActivationKind.HardTanh, "Maximum", -1)]
    public void Activation_parameter_out_of_range_is_reported(ActivationKind kind, string option, double value) => AssertProblem(
        Network(1, Dense(1, [1], [0], kind, options: new ActivationOption(option, value))),
        ProblemCodes.UnsupportedCombination, 0, option, value.ToString(CultureInfo.InvariantCulture));

    [Fact]
    public void Crossed_bounds_are_reported_once_with_both_numbers() => AssertProblem(
        Network(1, Dense(1, [1], [0], ActivationKind.HardTanh, true, new ActivationOption("Minimum", 3), new ActivationOption("Maximum", 2))),
        ProblemCodes.UnsupportedCombination, 0, "Maximum", "Minimum 3", "Maximum 2");

    [Fact]
    public void Bias_together_with_UseBias_false_is_reported() => AssertProblem(
        Network(1, Dense(1, [1], [0], useBias: false)), ProblemCodes.UnsupportedCombination, 0, "UseBias", "1 value");

    [Theory]
    [InlineData(ActivationKind.Softmax)]
    [InlineData(ActivationKind.LogSoftmax)]
    public void Softmax_before_the_last_layer_is_reported(ActivationKind kind) => AssertProblem(
        Network(1, Dense(1, [1], [0], kind), Fine), ProblemCodes.SoftmaxNotLast, 0, "activation", "Layer 1", "of 2", kind.ToString());

    [Fact]
    public void All_problems_are_reported_at_once_in_source_order()
    {
        IReadOnlyList<Problem> problems = Check(Network(
            0,
            Dense(2, null, null),
            Dense(1, [double.NaN, 0, 0], [0, 0], ActivationKind.Softmax),
            Dense(1, [1], [0])) with
        { DerivativeAtZero = 5 });

        Assert.Equal(
            [
                (-1, ProblemCodes.SizeOutOfRange), (-1, ProblemCodes.UnsupportedValue),
                (0, ProblemCodes.MissingWeights), (0, ProblemCodes.MissingBias),
                (1, ProblemCodes.SoftmaxNotLast), (1, ProblemCodes.WeightCount), (1, ProblemCodes.NotFinite), (1, ProblemCodes.BiasCount),
            ],
            problems.Select(problem => (problem.Place.Layer, problem.Code)));
    }

    [Fact]
    public void Messages_do_not_depend_on_the_culture()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            var culture = (CultureInfo)CultureInfo.GetCultureInfo("de-DE").Clone();
            culture.NumberFormat.NegativeSign = "\u2212";
            CultureInfo.CurrentCulture = culture;
            Assert.Contains("is -1.5;", Check(Network(
                1, Dense(1, [1], [0], ActivationKind.Elu, options: new ActivationOption("Alpha", -1.5)))).Single().Message);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static IReadOnlyList<Problem> Check(NetworkDeclaration network) => DeclarationChecker.Check(network);

    private static void AssertProblem(
        NetworkDeclaration network, string code, int layer, string argument, params string[] parts)
    {
        Problem problem = Assert.Single(Check(network));
        Assert.Equal((code, new ProblemPlace(layer, argument)), (problem.Code, problem.Place));
        Assert.All(parts, part => Assert.Contains(part, problem.Message));
    }
}
