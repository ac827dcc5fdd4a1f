using System.Globalization;
using ReluGen.Benchmarks.Machine;
using ReluGen.Benchmarks.Training;
using Spectre.Console;

namespace ReluGen.Benchmarks.Reporting;

/// <summary>Training as a table: a line a network.</summary>
internal static class TrainingTable
{
    private const string Legend =
        "train: forward, backward for the parameters, and a step of Adam; gradient: without the step. µs: a call, shortest and median block. GFLOP/s as above,\n"
        + "without the first layer's input gradient; share: of the multiply-add peak. tensors: the same training on the primitives of System.Numerics.Tensors.";

    /// <summary>Writes the table.</summary>
    public static void Write(IReadOnlyList<TrainingResult> results, MachineProbe machine)
    {
        var table = new Table { Border = TableBorder.Simple };
        table.AddColumns("network", "mode");
        foreach (var column in new[] { "µs min", "median", "limit", "ns a sample", "GFLOP/s", "share", "B", "tensors µs", "ratio" })
        {
            table.AddColumn(column, options => options.RightAligned());
        }

        foreach (var result in results)
        {
            var microseconds = result.Ours.Minimum * result.Rows / 1000;
            string[] cells =
            [
                result.Name,
                FormattableString.Invariant($"{result.Work} {result.Rows}"),
                Number(microseconds),
                Number(result.Ours.Median * result.Rows / 1000),
                result.LimitMicroseconds is { } limit ? Number(limit) : "",
                Number(result.Ours.Minimum),
                Number(result.Gflops),
                (machine.Limit(result.Flops).NanosecondsPerSample / (result.Ours.Minimum * result.Rows)).ToString("P0", CultureInfo.InvariantCulture),
                result.Ours.AllocatedBytes.ToString("0.#", CultureInfo.InvariantCulture),
                Number(result.Peer.Minimum * result.Rows / 1000),
                "×" + Number(result.Peer.Ratio),
            ];
            table.AddRow(cells.Select(cell => new Text(cell)));
        }

        AnsiConsole.Write(table);
        AnsiConsole.WriteLine(Legend);
    }

    private static string Number(double value) => value.ToString(value < 9.995 ? "F2" : value < 99.95 ? "F1" : "F0", CultureInfo.InvariantCulture);
}
