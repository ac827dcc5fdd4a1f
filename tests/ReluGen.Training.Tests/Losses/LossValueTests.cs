using ReluGen.Tests.Training.Running;
using ReluGen.Training;

namespace ReluGen.Tests.Training.Losses;

/// <summary>Losses worked out by hand, at their edges, and their faults.</summary>
public sealed class LossValueTests
{
    [Fact]
    public void Mean_squared_error_by_hand()
    {
        var gradient = new float[4];
        float value = new MeanSquaredError<float>().Evaluate<float, float>([1, 2, 3, 4], [0, 2, 5, 1], gradient, 2);
        Assert.Equal((1 + 0 + 4 + 9) / 4f, value);
        Assert.Equal([0.5f, 0, -1, 1.5f], gradient);
    }

    [Fact]
    public void Mean_absolute_error_by_hand()
    {
        var gradient = new float[4];
        float value = new MeanAbsoluteError<float>().Evaluate<float, float>([1, 2, 3, 4], [0, 2, 5, 1], gradient, 2);
        Assert.Equal((1 + 0 + 2 + 3) / 4f, value);
        Assert.Equal([0.25f, 0, -0.25f, 0.25f], gradient);
    }

    [Fact]
    public void Huber_by_hand()
    {
        // Distances 0.5, 2 (the bend) and 4 at delta 2: 0.125, 2, 2 · (4 − 1).
        var gradient = new float[3];
        float value = new HuberLoss<float>(2, LossReduction.Sum).Evaluate<float, float>([0.5f, -2, 4], [0, 0, 0], gradient, 1);
        Assert.Equal(8.125f, value);
        Assert.Equal([0.5f, -2, 2], gradient);
    }

    [Fact]
    public void Cross_entropy_by_hand()
    {
        // Logits ln 1, ln 2, ln 5 are probabilities 1/8, 2/8, 5/8.
        double[] logits = [0, Math.Log(2), Math.Log(5)];
        var gradient = new double[3];
        double value = new SoftmaxCrossEntropy<double>().Evaluate<double, int>(logits, [1], gradient, 3);
        Numbers.AssertNear(Math.Log(4), value, 1e-15);
        Numbers.AssertNear<double>([0.125, -0.75, 0.625], gradient, 1e-15, "gradient");
    }

    [Fact]
    public void Cross_entropy_neither_overflows_nor_takes_the_logarithm_of_zero()
    {
        var gradient = new float[4];
        var loss = new SoftmaxCrossEntropy<float>();
        Assert.Equal(2000f, loss.Evaluate<float, int>([1000, -1000, 0, float.NegativeInfinity], [1], gradient, 4));
        Assert.Equal([1, -1, 0, 0], gradient);
        Assert.Equal(0f, loss.Evaluate<float, int>([1000, -1000, 0, float.NegativeInfinity], [0], gradient, 4));
        Assert.Equal([0, 0, 0, 0], gradient);
    }

    [Fact]
    public void Binary_cross_entropy_neither_overflows_nor_takes_the_logarithm_of_zero()
    {
        var gradient = new float[4];
        float value = new BinaryCrossEntropy<float>(LossReduction.Sum).Evaluate<float, float>([1000, -1000, 1000, -1000], [1, 0, 0, 1], gradient, 2);
        Assert.Equal(2000f, value);
        Assert.Equal([0, 0, 1, -1], gradient);
    }

    [Fact]
    public void Small_binary_losses_keep_their_relative_accuracy()
    {
        var gradient = new float[1];
        float value = new BinaryCrossEntropy<float>().Evaluate<float, float>([40], [1], gradient, 1);
        Assert.InRange(value / Math.Exp(-40), 1 - 1e-6, 1 + 1e-6);
        Assert.InRange(-gradient[0] / Math.Exp(-40), 1 - 1e-6, 1 + 1e-6);
    }

    [Fact]
    public void Ignored_rows_get_no_gradient()
    {
        float[] gradient = [9, 9, 9, 9];
        var loss = new SoftmaxCrossEntropy<float>(ignoredLabel: 7);
        float value = loss.Evaluate<float, int>([1, 2, 3, 4], [7, 0], gradient, 2);
        Assert.Equal([0, 0], gradient[..2]);
        Assert.Equal(loss.Evaluate<float, int>([3, 4], [0], [], 2), value);
    }

    [Fact]
    public void Value_is_the_chunks_sums_from_left_to_right()
    {
        float[] outputs = Numbers.Random<float>(70 * 3, 1);
        float[] targets = Numbers.Random<float>(70 * 3, 2);
        var loss = new MeanSquaredError<float>(LossReduction.Sum);
        float first = loss.Sum(outputs.AsSpan(0, 96), targets.AsSpan(0, 96), [], 3, 1);
        float second = loss.Sum(outputs.AsSpan(96, 96), targets.AsSpan(96, 96), [], 3, 1);
        float third = loss.Sum(outputs.AsSpan(192), targets.AsSpan(192), [], 3, 1);
        Assert.Equal(first + second + third, loss.Evaluate<float, float>(outputs, targets, [], 3));
    }

    [Fact]
    public void A_loss_of_ones_own_goes_through_the_same_door()
    {
        var gradient = new float[4];
        Assert.Equal(10f / 2, new MeanOutput().Evaluate<float, float>([1, 2, 3, 4], [0, 0], gradient, 2));
        Assert.Equal([0.5f, 0.5f, 0.5f, 0.5f], gradient);
    }

    [Fact]
    public void Faults_name_the_argument_and_both_numbers()
    {
        var squared = new MeanSquaredError<float>();
        var entropy = new SoftmaxCrossEntropy<float>();
        Check(() => squared.Evaluate<float, float>(new float[5], new float[5], [], 2), "outputs", "5", "2");
        Check(() => squared.Evaluate<float, float>([], [], [], 2), "outputs", "0", "2");
        Check(() => squared.Evaluate<float, float>(new float[4], new float[3], [], 2), "targets", "3", "4");
        Check(() => squared.Evaluate<float, float>(new float[4], new float[4], new float[2], 2), "outputGradients", "2", "4");
        Check(() => entropy.Evaluate<float, int>(new float[4], [0, 2], [], 2), "row 1", "2", "1");
        Check(() => entropy.Evaluate<float, int>(new float[4], [0, -1], [], 2), "row 1", "-1", "1");
        Check(() => new SoftmaxCrossEntropy<float>([1, 2, 3]).Evaluate<float, int>(new float[4], [0, 1], [], 2), "3", "2");
        Check(() => new BinaryCrossEntropy<float>([1f, 2, 3]).Evaluate<float, float>(new float[4], new float[4], [], 2), "3", "2");
        Check(() => new HuberLoss<float>(0), "delta", "0");
        Check(() => new SoftmaxCrossEntropy<float>(labelSmoothing: 1.5), "labelSmoothing", "1.5");
    }

    [Fact]
    public void Other_numbers_than_float_and_double_are_refused() =>
        Assert.Throws<NotSupportedException>(() => new MeanSquaredError<Half>());

    private static void Check(Action action, params string[] parts)
    {
        ArgumentException fault = Assert.ThrowsAny<ArgumentException>(action);
        Assert.All(parts, part => Assert.Contains(part, fault.Message, StringComparison.Ordinal));
    }

    private sealed class MeanOutput : ILoss<float, float>
    {
        public int TargetSize(int outputSize) => 1;

        public float Divisor(ReadOnlySpan<float> targets, int outputSize) => targets.Length;

        public float Sum(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, Span<float> outputGradients, int outputSize, float divisor)
        {
            outputGradients.Fill(1 / divisor);
            float sum = 0;
            foreach (float output in outputs)
            {
                sum += output;
            }

            return sum;
        }
    }
}
