using ReluGen.Tool.Inspecting;
using ReluGen.Tool.Terminal;

namespace ReluGen.Tool.Benchmarking;

/// <summary>Times for people: a table with a row for each model and way of calling.</summary>
internal static class BenchmarkText
{
    /// <summary>Writes the table.</summary>
    public static void Write(ToolStreams streams, IReadOnlyList<BenchmarkReport> reports)
    {
        bool hasPeer = reports.Any(report => report.Times.Any(time => time.OnnxRuntime is not null));
        string[] headings = ["model", "multiply-adds>", "batch>", "ns a sample>", "shortest>", "GFLOP/s>", "bytes a call>", .. hasPeer ? ["ONNX Runtime>", "ratio>"] : Array.Empty<string>()];
        TextTable.Write(streams, headings, reports.SelectMany(report => report.Times.Select(time => Row(report, time, hasPeer))));
        streams.Output.Write("\n");
        streams.Output.Write("Medians and shortest times over rounds, one thread. A multiply-add is two operations.\n");
        if (hasPeer)
        {
            streams.Output.Write("ONNX Runtime: one thread, inputs and outputs bound beforehand; ns a sample, and how many times ours.\n");
        }

        foreach (BenchmarkReport report in reports.Where(report => report.OnnxRuntimeNote is not null))
        {
            streams.Output.Write($"{PrintableText.Of(report.File)}: {report.OnnxRuntimeNote}\n");
        }
    }

    private static string[] Row(BenchmarkReport report, TimeReport time, bool hasPeer)
    {
        string[] row =
        [
            PrintableText.Of(report.File),
            ReportText.Count(report.MultiplyAdds),
            time.Batch is { } batch ? ReportText.Count(batch) : "single",
            Number(time.Nanoseconds),
            Number(time.Shortest),
            FormattableString.Invariant($"{time.GigaflopsPerSecond:0.0}"),
            FormattableString.Invariant($"{time.AllocatedBytes:0.#}"),
        ];
        return hasPeer
            ? [.. row, time.OnnxRuntime is { } peer ? Number(peer.Nanoseconds) : "", time.OnnxRuntime is { } other ? FormattableString.Invariant($"{other.Ratio:0.00}") : ""]
            : row;
    }

    private static string Number(double nanoseconds) => nanoseconds >= 100
        ? ReportText.Count((long)Math.Round(nanoseconds))
        : FormattableString.Invariant($"{nanoseconds:0.0}");
}
