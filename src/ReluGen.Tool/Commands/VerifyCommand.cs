using System.CommandLine;
using ReluGen.Tool.Loading;
using ReluGen.Tool.Terminal;
using ReluGen.Tool.Verifying;

namespace ReluGen.Tool.Commands;

/// <summary><c>verify</c>: compiles generated code and holds it to the interpreters and to given cases.</summary>
internal static class VerifyCommand
{
    private const int MostSamples = 1_000_000;

    /// <summary>Creates the command.</summary>
    public static Command Create(ToolStreams streams)
    {
        var command = new Command(
            "verify", "Compiles the generated code in memory and checks results, bits, batches and gradients. Exit code 0 only if all hold.");
        var models = new ModelOptions(command);
        var cases = new Option<string[]>("--cases")
        {
            Description = "Cases of one model: folders with input_0.pb and output_0.pb, .pb, .npz, .npy or .json files.",
            HelpName = "path",
            AllowMultipleArgumentsPerToken = true,
        };
        var beside = new Option<bool>("--cases-beside")
        {
            Description = "Takes the cases that lie beside each model: test_data_set_*, reference.json, an .npz of its name.",
        };
        var samples = new Option<int?>("--samples")
        {
            Description = "The number of random samples; by default 8 to 64, fewer for large models.",
            HelpName = "number",
            CustomParser = NumberOptions.WholeOrNone(1, MostSamples, FormattableString.Invariant($"--samples takes 1 to {MostSamples}")),
        };
        var seed = new Option<int>("--seed")
        {
            Description = "Where random samples come from.",
            HelpName = "number",
            DefaultValueFactory = _ => 1,
            CustomParser = NumberOptions.Whole(int.MinValue, int.MaxValue, "--seed takes a whole number of 32 bits"),
        };
        var tolerance = new Option<double?>("--tolerance")
        {
            Description = "The error allowed relative to 1 + |expected|; by default what rounding explains, element by element.",
            HelpName = "number",
            CustomParser = NumberOptions.PositiveOrNone("--tolerance takes a number from 0 on"),
        };
        command.Add(cases);
        command.Add(beside);
        command.Add(samples);
        command.Add(seed);
        command.Add(tolerance);
        ToolCommand.Do(command, (parsed, cancellation) => Run(
            models,
            parsed,
            new VerifyOptions(
                parsed.GetValue(samples), parsed.GetValue(seed), parsed.GetValue(tolerance), parsed.GetValue(cases) ?? [], parsed.GetValue(beside)),
            streams,
            cancellation));
        return command;
    }

    private static int Run(ModelOptions models, ParseResult parsed, VerifyOptions options, ToolStreams streams, CancellationToken cancellation)
    {
        IReadOnlyList<ModelPath> paths = ModelFiles.Expand(models.Paths(parsed));
        if (options.Cases.Count > 0 && paths.Count > 1)
        {
            throw new ToolException("--cases are those of one model. With several models, put them beside each and use --cases-beside.");
        }

        var loader = new ModelLoader(models.Import(parsed), models.Format(parsed), streams);
        var verifier = new ModelVerifier(options);
        bool wantsJson = models.WantsJson(parsed);
        var text = new VerificationText(streams);
        var reports = new List<VerificationReport>();
        ProgressBar.Run(streams, paths, path => path.Path, (path, stage) =>
        {
            cancellation.ThrowIfCancellationRequested();
            if (Verify(path, loader, verifier, stage, cancellation) is { } report)
            {
                reports.Add(report);
            }
        });

        if (reports.Count == 0)
        {
            throw new ToolException("There is no model among the files: JSON files without layers are passed over.");
        }

        if (wantsJson)
        {
            JsonReport.Write(streams.Output, "verify", reports);
        }
        else
        {
            text.Write(reports);
        }

        return reports.Max(report => report.Code);
    }

    /// <summary>One model's report; a file that cannot be read is one, so that the others have their turn.</summary>
    private static VerificationReport? Verify(
        ModelPath path, ModelLoader loader, ModelVerifier verifier, Action<string> stage, CancellationToken cancellation)
    {
        try
        {
            stage("reading");
            LoadedModel loaded = loader.Load(path.Path);
            return path.IsFromFolder && loaded.IsOtherJson ? null : verifier.Verify(loaded, stage, cancellation);
        }
        catch (ToolException exception)
        {
            return new VerificationReport { File = path.Path, Problem = exception.Message, IsReadable = false };
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // A model that makes the generator stumble fails; the others have their turn.
            return new VerificationReport
            {
                File = path.Path,
                Problem = $"{path.Path}: this should not have happened, whatever the model; please report it.\n{exception}",
                IsFault = true,
            };
        }
    }
}
