using ReluGen.Tests.Training.Running;
using ReluGen.Training;

namespace ReluGen.Tests.Training.Metrics;

/// <summary>Metrics worked out by hand.</summary>
public sealed class MetricTests
{
    [Fact]
    public void Accuracy_counts_the_rows_whose_largest_output_is_the_label()
    {
        var accuracy = new Accuracy();
        Assert.True(double.IsNaN(accuracy.Value));
        accuracy.Add<float>([1, 3, 2, 5, 4, 5], [1, 1]);
        Assert.Equal((2, 1, 0.5), (accuracy.Count, accuracy.Right, accuracy.Value));
        accuracy.Add<float>([0, 0, 1, 1, 1, 0], [2, 0]);
        Assert.Equal(0.75, accuracy.Value);
        accuracy.Add<float>([], []);
        accuracy.Reset();
        Assert.Equal(0, accuracy.Count);
        Assert.Throws<ArgumentException>(() => accuracy.Add<float>(new float[5], [0, 1]));
    }

    [Fact]
    public void The_largest_is_the_first_of_equals_and_nan_counts_as_largest()
    {
        Assert.Equal(1, Accuracy.IndexOfLargest<double>([0, 7, 7, -1]));
        Assert.Equal(2, Accuracy.IndexOfLargest<double>([0, 7, double.NaN, double.NaN, 8]));
        Assert.Equal(0, Accuracy.IndexOfLargest<double>([double.NegativeInfinity]));
    }

    [Fact]
    public void Binary_accuracy_compares_with_the_threshold()
    {
        var accuracy = new Accuracy();
        accuracy.AddBinary<float>([-1, 0, 1, 1], [0, 1, 1, 0], 0);
        Assert.Equal(0.75, accuracy.Value);
    }

    [Fact]
    public void Running_mean_is_weighted()
    {
        var mean = new RunningMean();
        mean.Add(2, 32);
        mean.Add(5, 16);
        Assert.Equal(3, mean.Value);
        Assert.Equal(48, mean.Weight);
        mean.Reset();
        mean.Add(1);
        Assert.Equal(1, mean.Value);
    }

    [Fact]
    public void Coefficient_of_determination_by_hand()
    {
        // scikit-learn's own example: 1 − 1.5 / 29.1875.
        var score = new CoefficientOfDetermination(1);
        score.Add<double>([2.5, 0], [3, -0.5]);
        score.Add<double>([2, 8], [2, 7]);
        Numbers.AssertNear(1 - (1.5 / 29.1875), score.Value, 1e-14);
    }

    [Fact]
    public void Coefficient_of_determination_averages_outputs_and_knows_constant_targets()
    {
        var score = new CoefficientOfDetermination(2);
        score.Add<float>([0, 5, 1, 5, 2, 5], [0, 5, 1, 5, 2, 5]);
        Assert.Equal(1, score.Value);
        score.Reset();
        score.Add<float>([1, 5, 1, 5, 1, 4], [0, 5, 1, 5, 2, 5]);
        Assert.Equal(0, score.Value);
        Assert.Equal(3, score.Count);
    }

    [Fact]
    public void Coefficient_of_determination_keeps_its_accuracy_far_from_zero()
    {
        double[] targets = Numbers.Random<double>(1000, 5);
        double[] outputs = [.. targets.Select((target, index) => target + (0.1 * Math.Sin(index)))];
        var near = new CoefficientOfDetermination(1);
        var far = new CoefficientOfDetermination(1);
        near.Add<double>(outputs, targets);
        far.Add<double>([.. outputs.Select(value => value + 1e6)], [.. targets.Select(value => value + 1e6)]);
        Numbers.AssertNear(near.Value, far.Value, 1e-8);
    }

    [Fact]
    public void Confusion_matrix_by_hand()
    {
        var matrix = new ConfusionMatrix(3);
        matrix.Add<float>([9, 1, 1, 1, 9, 1, 1, 9, 1, 1, 1, 9], [0, 0, 1, 2]);
        Assert.Equal((1, 1, 0), (matrix[0, 0], matrix[0, 1], matrix[1, 0]));
        Assert.Equal((0.75, 0.5, 0.5, 1.0), (matrix.Accuracy, matrix.Recall(0), matrix.Precision(1), matrix.Precision(2)));
        Assert.Throws<ArgumentOutOfRangeException>(() => matrix.Add<float>([1, 2, 3], [3]));
        matrix.Reset();
        Assert.Equal(0, matrix.Count);
    }

    [Fact]
    public void Early_stopping_waits_for_its_patience()
    {
        var stopping = new EarlyStopping(2, 0.1);
        double[] losses = [5, 4, 3.95, double.NaN, 3];
        bool[] isBest = [true, true, false, false, true];
        bool[] shouldStop = [false, false, false, true, false];
        for (int index = 0; index < losses.Length; index++)
        {
            Assert.Equal((isBest[index], shouldStop[index]), (stopping.Report(losses[index]), stopping.ShouldStop));
        }

        Assert.Equal(new EarlyStoppingState(3, 0), stopping.State);
    }
}
