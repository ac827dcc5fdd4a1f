using Spectre.Console;

namespace ReluGen.Benchmarks.Reporting;

/// <summary>The console that tables are written to.</summary>
internal static class BenchmarkConsole
{
    /// <summary>The width of the widest table: output into a file is not broken at the 80 columns of a guessed terminal.</summary>
    private const int Width = 190;

    /// <summary>Makes room for the tables where no terminal limits them.</summary>
    public static void Prepare()
    {
        if (Console.IsOutputRedirected)
        {
            AnsiConsole.Profile.Width = Width;
        }
    }
}
