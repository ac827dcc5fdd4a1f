using ReluGen.Training;
using Spectre.Console;

namespace Samples;

/// <summary>Shows on a terminal how far training is, with its losses; trains silently where standard error is none, so that no bar gets into a file.</summary>
internal static class TrainingBar
{
    /// <summary>Trains and shows.</summary>
    /// <param name="epochs">The number of epochs.</param>
    /// <param name="train">Trains; reports to its argument.</param>
    public static void Run(int epochs, Action<IProgress<TrainingReport>> train)
    {
        if (Console.IsErrorRedirected)
        {
            train(new Silence());
            return;
        }

        // What is interactive would be detected by standard output, which may be a file.
        AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error), Interactive = InteractionSupport.Yes }).Progress()
            .AutoClear(true)
            .Columns(new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn(), new TaskDescriptionColumn { Alignment = Justify.Left })
            .Start(progress => train(new Bar(progress.AddTask("training", maxValue: epochs))));
    }

    private sealed class Silence : IProgress<TrainingReport>
    {
        public void Report(TrainingReport value)
        {
        }
    }

    private sealed class Bar(ProgressTask task) : IProgress<TrainingReport>
    {
        public void Report(TrainingReport value)
        {
            task.Value = value.Epoch + ((double)value.Batch / value.BatchCount);
            if (value.IsEpochEnd)
            {
                string judged = double.IsNaN(value.Metric) ? "" : FormattableString.Invariant($", accuracy {value.Metric:F4}");
                task.Description = FormattableString.Invariant($"epoch {value.Epoch + 1}: loss {value.Loss:F4}{judged}");
            }
        }
    }
}
