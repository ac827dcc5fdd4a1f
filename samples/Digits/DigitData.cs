using ReluGen.Training;

namespace Digits;

/// <summary>Digits to learn from and to judge by: the user's files, or drawn ones.</summary>
/// <param name="Training">To learn from; the drawn ones or the first two files.</param>
/// <param name="Test">To judge by.</param>
internal sealed record DigitData(ITrainingData<float, int> Training, ITrainingData<float, int> Test)
{
    private const ulong Seed = 1;
    private const int DrawnForTraining = 6000;
    private const int DrawnForTest = 2000;

    /// <summary>Reads images and labels for training, then for the test; draws digits where there are no files.</summary>
    public static DigitData Load(IReadOnlyList<string> files) => files.Count == 0
        ? new DigitData(DrawnDigits.Draw(DrawnForTraining, Seed), DrawnDigits.Draw(DrawnForTest, Seed + 1))
        : new DigitData(Read(files[0], files[1]), Read(files[2], files[3]));

    /// <summary>All rows with their labels.</summary>
    public static (float[] Images, int[] Labels) Everything(ITrainingData<float, int> data)
    {
        var images = new float[data.Count * data.InputSize];
        var labels = new int[data.Count];
        data.Gather([.. Enumerable.Range(0, data.Count)], images, labels);
        return (images, labels);
    }

    /// <summary>MNIST's and Fashion-MNIST's format, packed by gzip or not.</summary>
    private static IdxData<float> Read(string images, string labels)
    {
        using IdxFile labelFile = IdxFile.Read(labels);
        return new IdxData<float>(IdxFile.Read(images), labelFile);
    }
}
