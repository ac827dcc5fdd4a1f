using System.CommandLine;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using ReluGen.Benchmarks.Full;

namespace ReluGen.Benchmarks.Commands;

/// <summary><c>full</c>: the cases of <c>quick</c> in BenchmarkDotNet, for publication. Hours; on a quiet machine.</summary>
internal static class FullCommand
{
    private static readonly Dictionary<string, Job> _jobs = new(StringComparer.OrdinalIgnoreCase)
    {
        ["default"] = Job.Default,
        ["short"] = Job.ShortRun,
        ["dry"] = Job.Dry,
    };

    public static Command Create()
    {
        var only = NetworkOption.Create();
        var job = new Option<string>("--job")
        {
            Description = "How thoroughly: default, short (three iterations) or dry (one call, to see that it runs).",
            DefaultValueFactory = _ => "default",
        };
        job.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is { } name && !_jobs.ContainsKey(name))
            {
                result.AddError($"There is no job '{name}'. The jobs are: {string.Join(", ", _jobs.Keys)}.");
            }
        });
        var command = new Command("full", "Runs the same cases in BenchmarkDotNet, a process for each benchmark; the reports are in BenchmarkDotNet.Artifacts.")
        {
            only, job,
        };
        command.SetAction(parse => Run(parse.GetValue(only), _jobs[parse.GetValue(job)!]));
        return command;
    }

    private static int Run(string? only, Job job)
    {
        Environment.SetEnvironmentVariable(FullSelection.Variable, only);
        var config = DefaultConfig.Instance
            .AddJob(job)
            .AddColumn(new SampleTimeColumn(), StatisticColumn.Min)
            .WithOptions(ConfigOptions.JoinSummary);
        var summaries = BenchmarkRunner.Run([typeof(ForwardSuite), typeof(BackwardSuite)], config);
        var isWhole = summaries.All(summary => !summary.HasCriticalValidationErrors && summary.Reports.All(report => report.Success));
        if (!isWhole)
        {
            Console.Error.WriteLine("Some benchmarks failed; what they said is above.");
        }

        return isWhole ? 0 : 1;
    }
}
