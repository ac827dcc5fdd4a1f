using DrugDosage.Figures;
using DrugDosage.Reports;
using Spectre.Console;

namespace DrugDosage;

/// <summary>The program: tables to the console, figures into a folder.</summary>
internal static class Lesson
{
    /// <summary>Runs the lesson.</summary>
    /// <returns>The exit code: 0, or 1 if the figures could not be written.</returns>
    public static int Run(string folder)
    {
        IReadOnlyList<string> names;
        try
        {
            folder = Path.GetFullPath(folder);
            Directory.CreateDirectory(folder);
            names = FigureWriter.Write(folder, LessonFigures.All());
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            Console.Error.WriteLine($"DrugDosage: cannot write figures into '{folder}': {exception.Message}");
            return 1;
        }

        IAnsiConsole console = AnsiConsole.Console;
        DosageTable.Print(console);
        BendTable.Print(console);
        ForwardTimes.Print(console);
        Console.WriteLine($"Figures in {folder}");
        Console.WriteLine($"  {string.Join(", ", names)}");
        return 0;
    }
}
