using System.Globalization;
using DrugDosage.Figures;
using ReluGen.Training;
using ScottPlot;
using Spectre.Console;
using Color = ScottPlot.Color;
using Panel = DrugDosage.Figures.Panel;

namespace DrugDosage.Learning;

/// <summary>The program's second part: the networks learn the lesson's data, and a figure shows the line bending into place.</summary>
internal static class LearningLesson
{
    private const int Seeds = 50;

    /// <summary>Runs it.</summary>
    /// <returns>The exit code: 0, or 1 if the figure could not be written.</returns>
    public static int Run(string folder, ulong seed)
    {
        using var network = new LearnedEffectiveness(seed);
        using var smooth = new SmoothLearnedEffectiveness(seed);
        IReadOnlyList<Stage> relu = LessonTraining.Run(network, new Sgd<float>(LearnedEffectiveness.ParameterCount));
        IReadOnlyList<Stage> softPlus = LessonTraining.Run(smooth, new Momentum<float>(SmoothLearnedEffectiveness.ParameterCount, 0.9));
        Print(relu, softPlus, seed);
        PrintBends();
        try
        {
            folder = Path.GetFullPath(folder);
            Directory.CreateDirectory(folder);
            IReadOnlyList<string> names = FigureWriter.Write(folder, [Figure(relu, softPlus)]);
            Console.WriteLine($"Figure in {folder}");
            Console.WriteLine($"  {string.Join(", ", names)}");
            return 0;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            Console.Error.WriteLine($"DrugDosage: cannot write the figure into '{folder}': {exception.Message}");
            return 1;
        }
    }

    private static void Print(IReadOnlyList<Stage> relu, IReadOnlyList<Stage> softPlus, ulong seed)
    {
        Console.WriteLine(FormattableString.Invariant($"Mean squared error of the three patients, from seed {seed}:"));
        Table table = new Table().SimpleBorder();
        foreach (string column in new[] { "epochs", "ReLU", "SoftPlus" })
        {
            table.AddColumn(new TableColumn(column).RightAligned());
        }

        for (int stage = 0; stage < relu.Count; stage++)
        {
            table.AddRow(
                relu[stage].Epoch.ToString(CultureInfo.InvariantCulture),
                relu[stage].Loss.ToString("0.000000", CultureInfo.InvariantCulture),
                softPlus[stage].Loss.ToString("0.000000", CultureInfo.InvariantCulture));
        }

        AnsiConsole.Write(table);
    }

    /// <summary>
    /// Biases start at 0, so that at dosage 0 every unit is exactly at its bend. Where the derivative there is 1, a unit with a negative weight still
    /// learns from that patient; where it is 0, it never learns.
    /// </summary>
    private static void PrintBends()
    {
        int one = LessonTraining.CountLearners(Seeds, seed => new LearnedEffectiveness(seed));
        int zero = LessonTraining.CountLearners(Seeds, seed => new LearnedEffectivenessZeroAtBend(seed));
        Console.WriteLine(FormattableString.Invariant($"Of {Seeds} seeds ReLU learns from {one} with derivative 1 at the bend, from {zero} with derivative 0."));
    }

    /// <summary>A row of panels a stage, ReLU left and SoftPlus right.</summary>
    private static Figure Figure(IReadOnlyList<Stage> relu, IReadOnlyList<Stage> softPlus)
    {
        var panels = new Panel[relu.Count, 2];
        for (int stage = 0; stage < relu.Count; stage++)
        {
            panels[stage, 0] = At("ReLU", relu[stage]);
            panels[stage, 1] = At("SoftPlus", softPlus[stage]);
        }

        return new Figure("training", panels);
    }

    private static Panel At(string activation, Stage stage) => new(
        FormattableString.Invariant($"{activation}, {stage.Epoch} epochs"),
        "Effectiveness",
        [new Curve("Output", Color.FromHex("#2CA02C"), stage.Outputs)])
    {
        Points = LessonFigures.Measured,
        Range = (-1.2, 1.6),
        Legend = Alignment.UpperRight,
    };
}
