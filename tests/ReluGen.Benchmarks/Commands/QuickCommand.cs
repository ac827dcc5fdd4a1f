using System.CommandLine;
using System.Diagnostics;
using ReluGen.Benchmarks.Cases;
using ReluGen.Benchmarks.Machine;
using ReluGen.Benchmarks.Networks;
using ReluGen.Benchmarks.Reporting;
using ReluGen.Benchmarks.Training;
using ReluGen.Files;
using Spectre.Console;

namespace ReluGen.Benchmarks.Commands;

/// <summary><c>quick</c>: every network in every mode against its peers, in less than 90 seconds, on machines that others use too.</summary>
internal static class QuickCommand
{
    /// <summary>When the last case should end; checks, warm-up and the end take the rest of the 90 seconds.</summary>
    private const double TotalSeconds = 66;

    /// <summary>How long a training may be timed.</summary>
    private const double TrainingSeconds = 0.4;

    /// <summary>What checks and warm-up take for each network.</summary>
    private const double OverheadSeconds = 2;

    private const double LongestCaseSeconds = 0.5;
    private const double ShortestCaseSeconds = 0.05;

    public static Command Create()
    {
        var json = new Option<FileInfo?>("--json") { Description = "Also writes the results to this file, as JSON." };
        var only = NetworkOption.Create();
        var command = new Command("quick", "Times all networks and their peers in turn, in short blocks, and relates them to the machine's limits.")
        {
            json, only,
        };
        json.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<FileInfo>() is { } file && Directory.Exists(file.FullName))
            {
                result.AddError($"--json needs a file; '{file.FullName}' is a folder.");
            }
        });
        command.SetAction(parse => Run(NetworkCatalog.Select(parse.GetValue(only)), parse.GetValue(json)));
        return command;
    }

    private static int Run(IReadOnlyList<BenchmarkNetwork> networks, FileInfo? json)
    {
        var watch = Stopwatch.StartNew();
        BenchmarkConsole.Prepare();
        try
        {
            if (json is not null)
            {
                AtomicFile.Probe(json.FullName);
            }

            var machine = new MachineProbe();
            machine.Measure();
            Console.Error.WriteLine(FormattableString.Invariant($"{watch.Elapsed.TotalSeconds:F0} s: machine probed"));
            var compiler = NetworkCompiler.Compile(networks);
            var results = new List<CaseResult>();
            for (var index = 0; index < networks.Count; index++)
            {
                Console.Error.WriteLine(FormattableString.Invariant($"{watch.Elapsed.TotalSeconds:F0} s: {networks[index].Name}"));
                machine.MeasureAgain(networks[index]);
                var caseSeconds = CaseSeconds(watch.Elapsed.TotalSeconds, networks.Count - index);
                results.AddRange(NetworkCases.Run(networks[index], compiler, TimeSpan.FromSeconds(caseSeconds)));
                machine.MeasureAgain(networks[index]);
            }

            // Training is timed where no network is picked: its networks are its own.
            var trainings = networks.Count == NetworkCatalog.All.Count ? TrainingCases.Run(TimeSpan.FromSeconds(TrainingSeconds)) : [];
            foreach (var line in machine.Describe())
            {
                AnsiConsole.WriteLine(line);
            }

            QuickTable.Write(results, machine);
            if (trainings.Count > 0)
            {
                TrainingTable.Write(trainings, machine);
            }

            if (json is not null)
            {
                QuickJson.Write(json.FullName, results, trainings, machine);
            }
        }
        catch (Exception exception) when (exception is InvalidOperationException or IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine(exception.Message);
            return 1;
        }

        AnsiConsole.WriteLine(FormattableString.Invariant($"{watch.Elapsed.TotalSeconds:F0} s in all."));
        return 0;
    }

    /// <summary>The time left, shared among the cases that are left.</summary>
    private static double CaseSeconds(double elapsed, int networksLeft) => Math.Clamp(
        (TotalSeconds - elapsed - (OverheadSeconds * networksLeft)) / (networksLeft * NetworkCases.All.Length),
        ShortestCaseSeconds,
        LongestCaseSeconds);
}
