using System.CommandLine;
using System.Globalization;
using ReluGen.Benchmarks.Building;
using ReluGen.Benchmarks.Cold;
using ReluGen.Benchmarks.Reporting;
using Spectre.Console;

namespace ReluGen.Benchmarks.Commands;

/// <summary><c>build</c>: what the generator costs the compiler, from scratch and after an edit.</summary>
internal static class BuildCommand
{
    private static readonly int[] _networks = [1, 20, 200];
    private static readonly int[][] _shapes = [NetworkProject.Lesson, NetworkProject.Policy];

    public static Command Create()
    {
        var skipBuilds = new Option<bool>("--skip-builds") { Description = "Only the compiler in this process, no real builds." };
        var command = new Command("build", $"Times the compiler and real builds with and without the generator, for {string.Join(", ", _networks)} networks.")
        {
            skipBuilds,
        };
        command.SetAction(parse => Run(parse.GetValue(skipBuilds)));
        return command;
    }

    private static int Run(bool skipBuilds)
    {
        BenchmarkConsole.Prepare();
        try
        {
            WriteCompilerTimes();
            if (!skipBuilds)
            {
                WriteRealBuilds();
            }

            return 0;
        }
        catch (Exception exception) when (exception is InvalidOperationException or IOException or System.ComponentModel.Win32Exception)
        {
            Console.Error.WriteLine(exception.Message);
            return 1;
        }
    }

    private static void WriteCompilerTimes()
    {
        // The compiler is a large program that the runtime has to compile first.
        BuildTimes.Measure(NetworkProject.Policy, _networks[0]);

        var table = CreateTable("shape", "networks", "compile without, ms", "CPU", "with, ms", "CPU", "generator alone", "after a keystroke elsewhere", "after a changed weight");
        foreach (var (sizes, networks) in Projects())
        {
            Console.Error.WriteLine(FormattableString.Invariant($"compiling: {Shape(sizes)}, {networks}"));
            var times = BuildTimes.Measure(sizes, networks);
            double[] columns = [times.Without.Elapsed, times.Without.Processor, times.With.Elapsed, times.With.Processor, times.Generator, times.Keystroke, times.Weight];
            table.AddRow([Shape(sizes), Integer(networks), .. columns.Select(Number)]);
        }

        AnsiConsole.Write(table);
        AnsiConsole.WriteLine("Weights in the attributes, a file each; the compiler in this process, warm, shortest times. Compile: parse, generate, bind and");
        AnsiConsole.WriteLine("write the assembly; CPU: on all processors together. Without: the same files, attributes and all, but no generator and so no generated code. After an edit: the generator driver alone.");
    }

    private static void WriteRealBuilds()
    {
        var repository = ProjectFolder.FindRepository();
        using var projects = new ProjectFolder(repository);
        var table = CreateTable("shape", "networks", "dotnet build without, s", "with", "more");
        foreach (var (sizes, networks) in Projects())
        {
            Console.Error.WriteLine(FormattableString.Invariant($"building: {Shape(sizes)}, {networks}"));
            var (without, with) = BuildTimes.MeasureRealBuilds(sizes, networks, projects, repository);
            table.AddRow(Shape(sizes), Integer(networks), Seconds(without), Seconds(with), Seconds(with - without));
        }

        AnsiConsole.Write(table);
        AnsiConsole.WriteLine("dotnet build of such a project alone, restored, its references built, with a compiler process of its own: shortest of up to three. With: generator and analyzer.");
    }

    private static IEnumerable<(int[] Sizes, int Networks)> Projects() => _shapes.SelectMany(sizes => _networks.Select(networks => (sizes, networks)));

    private static string Shape(int[] sizes) => string.Join("-", sizes.Select(Integer));

    private static Table CreateTable(params ReadOnlySpan<string> columns)
    {
        var table = new Table { Border = TableBorder.Simple };
        foreach (var column in columns)
        {
            table.AddColumn(column, options => options.RightAligned());
        }

        return table;
    }

    private static string Integer(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Number(double value) => value.ToString(value < 9.95 ? "F2" : "F0", CultureInfo.InvariantCulture);

    private static string Seconds(double value) => value.ToString("F2", CultureInfo.InvariantCulture);
}
