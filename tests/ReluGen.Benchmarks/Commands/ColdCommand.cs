using System.CommandLine;
using System.Globalization;
using ReluGen.Benchmarks.Cold;
using ReluGen.Benchmarks.Reporting;
using ReluGen.Timing;
using Spectre.Console;

namespace ReluGen.Benchmarks.Commands;

/// <summary><c>cold</c>: what a network adds to the time and memory of a whole process that computes one sample.</summary>
internal static class ColdCommand
{
    /// <summary>Memory varies little from run to run.</summary>
    private const int MemoryRuns = 5;

    public static Command Create()
    {
        var runs = new Option<int>("--runs")
        {
            Description = "How often each program is started.",
            DefaultValueFactory = _ => 20,
        };
        runs.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 10_000)
            {
                result.AddError("--runs is a number from 1 to 10000.");
            }
        });
        var command = new Command("cold", $"Builds small programs and times their whole run: the first sample of {ColdPrograms.NetworkName}, against an empty program and ONNX Runtime.")
        {
            runs,
        };
        command.SetAction(parse => Run(parse.GetValue(runs)));
        return command;
    }

    private static int Run(int runs)
    {
        BenchmarkConsole.Prepare();
        try
        {
            var repository = ProjectFolder.FindRepository();
            using var projects = new ProjectFolder(repository);
            var started = ColdPrograms.Create(repository).Select(program => Build(program, projects)).ToList();
            var running = started.Where(trial => trial.Executable is not null).ToList();
            running.ForEach(trial => trial.Start());
            running.RemoveAll(trial => trial.Executable is null);
            for (var run = 0; run < runs; run++)
            {
                running.ForEach(trial => trial.Times.Add(ColdTimer.Time(trial.Program, trial.Executable!)));
            }

            for (var run = 0; run < MemoryRuns; run++)
            {
                running.ForEach(trial => trial.Memory.Add(ColdTimer.Memory(trial.Program, trial.Executable!)));
            }

            Write(started, runs);
            return 0;
        }
        catch (Exception exception) when (exception is InvalidOperationException or IOException or System.ComponentModel.Win32Exception)
        {
            Console.Error.WriteLine(exception.Message);
            return 1;
        }
    }

    private static ColdTrial Build(ColdProgram program, ProjectFolder projects)
    {
        Console.Error.WriteLine($"building: {program.Name}, {program.Runtime}");
        var (executable, fault) = ColdBuilder.Build(program, projects);
        return new ColdTrial(program, executable, fault);
    }

    private static void Write(IReadOnlyList<ColdTrial> trials, int runs)
    {
        var table = new Table { Border = TableBorder.Simple };
        table.AddColumns("program", "runtime");
        foreach (var column in new[] { "ms min", "median", "more than empty", "peak MB", "more than empty" })
        {
            table.AddColumn(column, options => options.RightAligned());
        }

        var faults = new List<string>();
        foreach (var trial in trials)
        {
            // The empty program of the same runtime, in the same rounds.
            var empty = trials.First(other => other.Program.Runtime == trial.Program.Runtime);
            if (trial.Fault is not null || empty.Fault is not null)
            {
                table.AddRow(new Text(trial.Program.Name), new Text(trial.Program.Runtime), new Text("does not work"));
                faults.Add($"{trial.Program.Name}, {trial.Program.Runtime}: {trial.Fault ?? "no empty program to compare with"}");
                continue;
            }

            var isEmpty = trial == empty;
            table.AddRow(
                trial.Program.Name,
                trial.Program.Runtime,
                Number(trial.Times.Min()),
                Number(Statistics.Median(trial.Times)),
                isEmpty ? "" : Number(Statistics.Median(trial.Times.Zip(empty.Times, (ours, none) => ours - none))),
                Number(trial.PeakMegabytes),
                isEmpty ? "" : Number(trial.PeakMegabytes - empty.PeakMegabytes));
        }

        AnsiConsole.Write(table);
        AnsiConsole.WriteLine(FormattableString.Invariant(
            $"{ColdPrograms.NetworkName}, float. A whole process from its start to its end with one result, {runs} times, all programs in turn."));
        AnsiConsole.WriteLine("More than empty: the median of the differences within a round. Memory: the peak of the resident set, median.");
        faults.ForEach(AnsiConsole.WriteLine);
    }

    private static string Number(double? value) => value?.ToString("F1", CultureInfo.InvariantCulture) ?? "unknown";
}
