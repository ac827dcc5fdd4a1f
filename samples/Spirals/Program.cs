using System.Globalization;
using ReluGen.Training;
using Samples;
using Spirals;

// Numbers in titles and on axes read the same everywhere.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args.Length > 1)
{
    Console.Error.WriteLine("Spirals: give the name of the picture, or nothing.");
    return 2;
}

int[] looks = [50, 200, 500, 1500];
(float[] points, float[] sides) = SpiralData.Create();
using var network = new SpiralNetwork(seed: 1);
using var trainer = new Trainer<SpiralNetwork, float, float>(
    network,
    new BinaryCrossEntropy<float>(),
    new Adam<float>(SpiralNetwork.ParameterCount),
    new TrainerOptions { Epochs = looks[^1], BatchSize = sides.Length, Schedule = LearningRateSchedule.Constant(0.03) });
var picture = new RegionPicture(points, sides);

TrainingBar.Run(looks[^1], bar => trainer.Fit(new MemoryData<float, float>(points, sides, inputSize: 2), progress: new Look(report =>
{
    bar.Report(report);
    if (Array.IndexOf(looks, (int)report.Epoch + 1) >= 0)
    {
        picture.Look(network, $"{report.Epoch + 1} epochs, {SpiralData.Accuracy(network, points, sides):P1}");
    }
})));

string path = Path.GetFullPath(args.Length == 1 ? args[0] : "spirals.png");
try
{
    picture.Save(path);
}
catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
{
    Console.Error.WriteLine($"Spirals: cannot write '{path}': {exception.Message}");
    return 1;
}

Console.WriteLine($"Accuracy over {sides.Length} points after {looks[^1]} epochs: {SpiralData.Accuracy(network, points, sides):F4}");
Console.WriteLine($"Picture in {path}");
return 0;

/// <summary>Hears of an epoch at once, while the network is as it was at its end.</summary>
internal sealed class Look(Action<TrainingReport> hear) : IProgress<TrainingReport>
{
    public void Report(TrainingReport report) => hear(report);
}
