using ReluGen.Tests.Shared;
using ReluGen.Training;

namespace ReluGen.Tests.Training.Networks;

/// <summary>Networks learn what they must: the lesson's data, two spirals, handwritten digits.</summary>
public sealed class LearningTests
{
    private const int Seeds = 50;

    /// <summary>Effectiveness of three dosages: none, all, none.</summary>
    private static readonly MemoryData<float, float> Drug = new(new float[] { 0, 0.5f, 1 }, new float[] { 0, 1, 0 }, inputSize: 1);

    /// <summary>
    /// Three points need both units: a rectifier that is dead at all of them never comes back, which from most seeds happens to one. Biases start at 0, so that
    /// at dosage 0 every unit starts exactly at its bend: where the derivative there is 1, units with a negative weight still learn, and twice as many
    /// seeds come through. The documentation gives both numbers.
    /// </summary>
    [Fact]
    public void Lesson_is_learned_with_and_without_a_bend()
    {
        int right = Enumerable.Range(0, Seeds).Count(seed => Learns(new Lesson((ulong)seed), new Sgd<float>(Lesson.ParameterCount)));
        int left = Enumerable.Range(0, Seeds).Count(seed => Learns(new LessonFromLeft((ulong)seed), new Sgd<float>(Lesson.ParameterCount)));
        int smooth = Enumerable.Range(0, Seeds).Count(seed => Learns(new SmoothLesson((ulong)seed), new Momentum<float>(Lesson.ParameterCount, 0.9)));
        Assert.True(smooth >= 45, $"softplus learns from {smooth} of {Seeds} seeds");
        Assert.Equal((13, 6), (right, left));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Two_spirals_are_told_apart(ulong seed)
    {
        const int PointsOfEach = 97;
        var points = new float[PointsOfEach * 4];
        var sides = new float[PointsOfEach * 2];
        for (int index = 0; index < PointsOfEach; index++)
        {
            double angle = index * Math.PI / 16;
            double radius = (104 - index) / 104.0;
            (double y, double x) = Math.SinCos(angle);
            points[4 * index] = (float)(radius * x);
            points[(4 * index) + 1] = (float)(radius * y);
            points[(4 * index) + 2] = -points[4 * index];
            points[(4 * index) + 3] = -points[(4 * index) + 1];
            sides[2 * index] = 1;
        }

        using var network = new Spirals(seed);
        using var trainer = new Trainer<Spirals, float, float>(network, new BinaryCrossEntropy<float>(), new Adam<float>(Spirals.ParameterCount), new TrainerOptions
        {
            Epochs = 1500,
            BatchSize = sides.Length,
            Schedule = LearningRateSchedule.Constant(0.03),
        });
        var data = new MemoryData<float, float>(points, sides, 2);
        trainer.Fit(data, cancellation: TestContext.Current.CancellationToken);
        var outputs = new float[sides.Length];
        network.ForwardBatch(points, outputs);
        IMetric<float, float> accuracy = Metric.BinaryAccuracy(0f);
        accuracy.Add(outputs, sides);
        Assert.True(accuracy.Value >= 0.99, $"accuracy {accuracy.Value}");
    }

    [Fact]
    public void Mnist_digits_are_read()
    {
        using IdxFile images = Open("train-images-idx3-ubyte.gz");
        using IdxFile labels = Open("train-labels-idx1-ubyte.gz");
        using IdxFile testImages = Open("test-images-idx3-ubyte.gz");
        using IdxFile testLabels = Open("test-labels-idx1-ubyte.gz");
        using var network = new Mnist(seed: 1);
        using var trainer = new Trainer<Mnist, float, int>(network, new SoftmaxCrossEntropy<float>(), new Adam<float>(Mnist.ParameterCount), new TrainerOptions
        {
            Epochs = 10,
            BatchSize = 64,
            Threads = 2,
            RestoresBest = false,
        });
        TrainingOutcome outcome = trainer.Fit(
            new IdxData<float>(images, labels), new IdxData<float>(testImages, testLabels), Metric.Accuracy<float>(), cancellation: TestContext.Current.CancellationToken);
        Assert.True(outcome.Last?.Metric >= 0.94, $"accuracy {outcome.Last?.Metric}");

        static IdxFile Open(string name) => IdxFile.Read(SharedData.Find("data/mnist/" + name));
    }

    private static bool Learns<TNetwork>(TNetwork network, Optimizer<float> optimizer)
        where TNetwork : class, ITrainableNetwork<TNetwork, float>
    {
        using TNetwork owned = network;
        using var trainer = new Trainer<TNetwork, float, float>(network, new MeanSquaredError<float>(), optimizer, new TrainerOptions
        {
            Epochs = 3000,
            BatchSize = 3,
            IsShuffled = false,
            Schedule = LearningRateSchedule.Constant(0.1),
        });
        return trainer.Fit(Drug, cancellation: TestContext.Current.CancellationToken).BestLoss < 1e-3;
    }
}
