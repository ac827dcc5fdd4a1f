using ReluGen.Building;
using ReluGen.Interpreter;
using ReluGen.Model;
using ReluGen.Tests.Core.Building;
using ReluGen.Tests.Shared;

namespace ReluGen.Tests.Core.Interpreter;

/// <summary>The lesson's 1-2-1 network, worked by hand.</summary>
public class LessonTests
{
    private readonly ReferenceInterpreter _lesson = new(ModelBuilder.Build(Declarations.Lesson(ElementKind.Double)).Model!);

    [Theory]
    [InlineData(0.0, 0, 0, 0)]
    [InlineData(0.2, 0, 2.52, 0)] // 2.70·2.52 − 16 = −9.196
    [InlineData(0.5, 0, 6.30, 1.01)] // 1.70·0.5 − 0.85 = 0, 2.70·6.30 − 16
    [InlineData(0.6, 0.17, 7.56, 0)] // −40.8·0.17 + 2.70·7.56 − 16 = −2.524
    [InlineData(1.0, 0.85, 12.6, 0)] // −34.68 + 34.02 − 16
    public void Lesson_at_a_dosage_has_the_worked_values(double dosage, double first, double second, double output)
    {
        double[][] values = _lesson.ForwardValues([dosage]);

        Assert.Equal(first, values[2][0], Tolerances.LessonFigures);
        Assert.Equal(second, values[2][1], Tolerances.LessonFigures);
        Assert.Equal(output, values[4][0], Tolerances.LessonFigures);
        Assert.Equal(values[4], _lesson.Forward([dosage]));
    }

    [Fact]
    public void Lesson_at_049_has_the_worked_gradients()
    {
        // Only the second hidden unit (6.174) and the output (0.6698) are above zero.
        ReferenceGradients gradients = _lesson.Backward([0.49], [2]);

        Assert.Equal(2 * 2.70 * 12.6, gradients.Input[0], Tolerances.ReferenceFunction * 100);
        double[] expected = [0, 2 * 2.70 * 0.49, 0, 2 * 2.70, 0, 2 * 6.174, 2];
        Assert.All(expected.Zip(gradients.Parameters), pair => Assert.Equal(pair.First, pair.Second, Tolerances.ReferenceFunction * 100));
    }

    [Fact]
    public void Output_below_zero_passes_no_gradient()
    {
        ReferenceGradients gradients = _lesson.Backward([0.9], [1]);

        Assert.All(gradients.Input.Concat(gradients.Parameters), gradient => Assert.Equal(0, gradient));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(0, 0)]
    public void Derivative_at_the_bend_is_the_one_that_the_network_chose(int derivativeAtZero, double expected)
    {
        NetworkModel model = ModelBuilder.Build(
            Declarations.Network(1, Declarations.Dense(1, [1], [0], ActivationKind.Relu)) with { DerivativeAtZero = derivativeAtZero }).Model!;

        Assert.Equal(expected, new ReferenceInterpreter(model).Backward([0], [1]).Input[0]);
        Assert.Equal((float)expected, new ExactInterpreter<float>(model).Backward([0], [1]).Inputs[0]);
        Assert.Equal((float)expected, new ExactInterpreter<float>(model).Backward([-0f], [1]).Inputs[0]);
    }

    [Fact]
    public void Lesson_in_float_has_the_worked_bits()
    {
        var exact = new ExactInterpreter<float>(ModelBuilder.Build(Declarations.Lesson()).Model!);

        // The first hidden unit's sum, fma(1.7f, 0.5f, -0.85f), is 0 exactly; the output is fma(2.7f, 6.3f, -16f).
        float second = float.FusedMultiplyAdd(12.6f, 0.5f, 0f);
        float expected = float.FusedMultiplyAdd(2.7f, second, float.FusedMultiplyAdd(-40.8f, 0f, -16f));
        Assert.Equal(expected, exact.Forward([0.5f])[0]);
        Assert.Equal(1.01, expected, Tolerances.LessonFigures);
    }

    [Fact]
    public void Wrong_lengths_are_refused_with_both_numbers()
    {
        var fault = Assert.Throws<ArgumentException>(() => _lesson.Forward([1, 2, 3]));
        Assert.Contains("3 elements; the model has 1", fault.Message);
        Assert.Throws<ArgumentException>(() => _lesson.Backward([1], [1, 2]));
        Assert.Throws<ArgumentException>(
            () => new ExactInterpreter<double>(ModelBuilder.Build(Declarations.Lesson()).Model!));
    }
}
