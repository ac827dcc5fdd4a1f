using ReluGen.Training;
using Samples;

namespace Digits;

/// <summary>Trains the reader and saves it.</summary>
internal static class DigitTraining
{
    private const int Epochs = 10;
    private const int BatchSize = 64;

    /// <summary>Trains with a progress bar, prints the confusion matrix, and writes the parameters.</summary>
    public static void Run(DigitData data, string path)
    {
        using var network = new DigitReader(seed: 1);
        using var trainer = new Trainer<DigitReader, float, int>(
            network,
            new SoftmaxCrossEntropy<float>(),
            new Adam<float>(DigitReader.ParameterCount),
            new TrainerOptions { Epochs = Epochs, BatchSize = BatchSize, Threads = Math.Min(4, Environment.ProcessorCount), ReportInterval = 20 });

        TrainingBar.Run(Epochs, bar => trainer.Fit(data.Training, data.Test, Metric.Accuracy<float>(), bar));

        (float[] images, int[] labels) = DigitData.Everything(data.Test);
        var outputs = new float[labels.Length * DigitReader.OutputSize];
        network.ForwardBatch(images, outputs);
        network.Save(path);
        Console.WriteLine($"Parameters in {path}");
        Report.Print(outputs, labels);
    }
}
