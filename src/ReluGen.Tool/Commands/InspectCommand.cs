using System.CommandLine;
using ReluGen.Tool.Inspecting;
using ReluGen.Tool.Loading;
using ReluGen.Tool.Terminal;

namespace ReluGen.Tool.Commands;

/// <summary><c>inspect</c>: what is in model files, and what generated code makes of it.</summary>
internal static class InspectCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create(ToolStreams streams)
    {
        var command = new Command("inspect", "Shows layers, shapes, parameters, costs, kernels, and what is not supported.");
        var options = new ModelOptions(command);
        ToolCommand.Do(command, (parsed, cancellation) => Run(options, parsed, streams, cancellation));
        return command;
    }

    private static int Run(ModelOptions options, ParseResult parsed, ToolStreams streams, CancellationToken cancellation)
    {
        var loader = new ModelLoader(options.Import(parsed), options.Format(parsed), streams);
        var reports = new List<ModelReport>();
        int exitCode = ExitCode.Success;
        var text = new ReportText(streams);
        foreach (ModelPath path in ModelFiles.Expand(options.Paths(parsed)))
        {
            cancellation.ThrowIfCancellationRequested();
            LoadedModel loaded = loader.Load(path.Path);
            if (path.IsFromFolder && loaded.IsOtherJson)
            {
                continue;
            }

            ModelReport report = ReportBuilder.Build(loaded);
            exitCode = Math.Max(exitCode, Judge(loaded));
            if (!options.WantsJson(parsed))
            {
                if (reports.Count > 0)
                {
                    streams.Output.Write("\n");
                }

                text.Write(report);
                if (loaded.Refused.Count > 0)
                {
                    streams.Output.Write("\n" + ModelFaults.Refusal(loaded) + "\n");
                }
            }

            reports.Add(report);
        }

        if (options.WantsJson(parsed))
        {
            JsonReport.Write(streams.Output, "inspect", reports);
        }

        return exitCode;
    }

    private static int Judge(LoadedModel loaded) =>
        !loaded.IsReadable ? ExitCode.Unusable
        : loaded.Model is null && !loaded.IsWeights ? ExitCode.ModelFailed
        : ExitCode.Success;
}
