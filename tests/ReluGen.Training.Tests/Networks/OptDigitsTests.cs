using System.Globalization;
using ReluGen.Tests.Shared;
using ReluGen.Training;

namespace ReluGen.Tests.Training.Networks;

/// <summary>
/// Handwritten digits of 8×8 pixels. The settings are chosen by a fifth of the training set, which is held out, among learning rates of 0.003 and 0.01 and label smoothing of 0 and 0.1;
/// then networks from several seeds are trained with them on the whole training set and judged by the test set.
/// </summary>
/// <remarks>
/// The number of epochs is not among what is chosen. 30 was set before the test set was first looked at. 15, tried afterwards to shorten this test, choose the same settings
/// and come to 96.9, 97.3 and 97.0 % of the test set: below the mark, so 30 stayed.
/// </remarks>
public sealed class OptDigitsTests
{
    private const int Epochs = 30;
    private const int BatchSize = 32;

    private static readonly (double Rate, double Smoothing)[] Grid = [(0.003, 0), (0.003, 0.1), (0.01, 0), (0.01, 0.1)];

    [Fact]
    public void Optdigits_are_read()
    {
        MemoryData<float, int> training = Read("optdigits.tra");
        var split = ValidationSplit.Random(training.Count, 0.2, seed: 1);
        var kept = new SelectedData<float, int>(training, split.Training);
        var heldOut = new SelectedData<float, int>(training, split.Validation);
        double[] scores = [.. Grid.Select(settings => Accuracy(settings, 101, kept, heldOut))];
        (double Rate, double Smoothing) chosen = Grid[Array.IndexOf(scores, scores.Max())];

        MemoryData<float, int> test = Read("optdigits.tes");
        double[] accuracies = [.. new ulong[] { 1, 2, 3 }.Select(seed => Accuracy(chosen, seed, training, test))];
        string figures = FormattableString.Invariant(
            $"held out {string.Join(' ', scores)}, chosen {chosen}, test {string.Join(' ', accuracies)}");
        TestContext.Current.TestOutputHelper?.WriteLine(figures);
        Assert.True(accuracies.Min() >= 0.97, figures);
    }

    private static double Accuracy((double Rate, double Smoothing) settings, ulong seed, ITrainingData<float, int> data, ITrainingData<float, int> judge)
    {
        using var network = new OptDigits(seed);
        using var trainer = new Trainer<OptDigits, float, int>(
            network,
            new SoftmaxCrossEntropy<float>(labelSmoothing: settings.Smoothing),
            new AdamW<float>(OptDigits.ParameterCount),
            new TrainerOptions
            {
                Epochs = Epochs,
                BatchSize = BatchSize,
                Seed = seed,
                Schedule = LearningRateSchedule.Cosine(settings.Rate, Epochs * ((data.Count + BatchSize - 1) / BatchSize)),
                RestoresBest = false,
            });
        return trainer.Fit(data, judge, Metric.Accuracy<float>(), cancellation: TestContext.Current.CancellationToken).Last!.Value.Metric;
    }

    private static MemoryData<float, int> Read(string name)
    {
        int[][] rows = [.. File.ReadLines(SharedData.Find("data/optdigits/" + name))
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split(',').Select(text => int.Parse(text, CultureInfo.InvariantCulture)).ToArray())];
        return new MemoryData<float, int>(rows.SelectMany(row => row[..64]).Select(value => value / 16f).ToArray(), rows.Select(row => row[64]).ToArray(), 64);
    }
}
