using System.Globalization;
using ReluGen.Training;
using Spectre.Console;

namespace Digits;

/// <summary>Prints what a network makes of the test digits.</summary>
internal static class Report
{
    /// <summary>The confusion matrix and, as the last line, the accuracy.</summary>
    /// <param name="outputs">Rows of ten outputs.</param>
    /// <param name="labels">The right answers.</param>
    public static void Print(float[] outputs, int[] labels)
    {
        var matrix = new ConfusionMatrix(10);
        matrix.Add<float>(outputs, labels);
        Table table = new Table().SimpleBorder().AddColumn("is \\ read as");
        for (int digit = 0; digit < 10; digit++)
        {
            table.AddColumn(new TableColumn(digit.ToString(CultureInfo.InvariantCulture)).RightAligned());
        }

        for (int label = 0; label < 10; label++)
        {
            string[] counts = [.. Enumerable.Range(0, 10).Select(answer => matrix[label, answer] is var count and > 0 ? count.ToString(CultureInfo.InvariantCulture) : "")];
            table.AddRow([label.ToString(CultureInfo.InvariantCulture), .. counts]);
        }

        AnsiConsole.Write(table);
        Console.WriteLine(FormattableString.Invariant($"Accuracy over {matrix.Count} test digits: {matrix.Accuracy:F4}"));
    }
}
