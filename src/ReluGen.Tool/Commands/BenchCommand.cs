using System.CommandLine;
using ReluGen.Tool.Benchmarking;
using ReluGen.Tool.Benchmarking.OnnxRuntime;
using ReluGen.Tool.Loading;
using ReluGen.Tool.Terminal;

namespace ReluGen.Tool.Commands;

/// <summary><c>bench</c>: times generated code, alone or against ONNX Runtime.</summary>
internal static class BenchCommand
{
    private const int LargestBatch = 1_000_000;

    /// <summary>Creates the command.</summary>
    public static Command Create(ToolStreams streams)
    {
        var command = new Command("bench", "Times the generated code: single calls and batches, on one thread.");
        var models = new ModelOptions(command);
        var batches = new Option<int[]>("--batch")
        {
            Description = "Batch sizes.",
            HelpName = "size",
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => [64, 1024],
            CustomParser = NumberOptions.Several(1, LargestBatch, FormattableString.Invariant($"--batch takes sizes from 1 to {LargestBatch}")),
        };
        var milliseconds = new Option<int>("--milliseconds")
        {
            Description = "How long each way of calling is timed.",
            HelpName = "number",
            DefaultValueFactory = _ => 500,
            CustomParser = NumberOptions.Whole(1, 60_000, "--milliseconds takes 1 to 60000"),
        };
        var onnxRuntime = new Option<bool>("--onnxruntime")
        {
            Description = "Compares with ONNX Runtime in the same rounds; fetches it with the .NET SDK when first used.",
        };
        command.Add(batches);
        command.Add(milliseconds);
        command.Add(onnxRuntime);
        ToolCommand.Do(command, (parsed, cancellation) =>
        {
            OnnxRuntimeLibrary? library = parsed.GetValue(onnxRuntime)
                ? new OnnxRuntimeLibrary(OnnxRuntimePackage.OfUser().Fetch(text => streams.Error.Write($"relugen: {text}\n"), cancellation))
                : null;
            var benchmark = new ModelBenchmark(parsed.GetValue(batches)!, TimeSpan.FromMilliseconds(parsed.GetValue(milliseconds)), library);
            return Run(models, parsed, benchmark, streams, cancellation);
        });
        return command;
    }

    private static int Run(ModelOptions models, ParseResult parsed, ModelBenchmark benchmark, ToolStreams streams, CancellationToken cancellation)
    {
        var loader = new ModelLoader(models.Import(parsed), models.Format(parsed), streams);
        var reports = new List<BenchmarkReport>();
        ProgressBar.Run(streams, ModelFiles.Expand(models.Paths(parsed)), path => path.Path, (path, stage) =>
        {
            cancellation.ThrowIfCancellationRequested();
            LoadedModel loaded = loader.Load(path.Path);
            if (path.IsFromFolder && loaded.IsOtherJson)
            {
                return;
            }

            ModelFaults.Check(loaded);
            reports.Add(benchmark.Run(loaded, stage, cancellation));
        });
        if (models.WantsJson(parsed))
        {
            JsonReport.Write(streams.Output, "bench", reports);
        }
        else
        {
            BenchmarkText.Write(streams, reports);
        }

        return ExitCode.Success;
    }
}
