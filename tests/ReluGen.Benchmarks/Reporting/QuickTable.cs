using System.Globalization;
using ReluGen.Benchmarks.Cases;
using ReluGen.Benchmarks.Machine;
using ReluGen.Timing;
using Spectre.Console;

namespace ReluGen.Benchmarks.Reporting;

/// <summary>The results as a table: a line a case, a column a peer.</summary>
internal static class QuickTable
{
    /// <summary>What the columns mean.</summary>
    public const string Legend =
        "ns: a sample, shortest block and median block. GFLOP/s: 2 a weight forward, 6 backward (sums, input gradient, parameter gradient), at the\n"
        + "shortest time. Share: the limit's time over the shortest time. B: bytes allocated a call. Peers: shortest ns a sample, how many times ReluGen's\n"
        + "time that is (median of the ratios within a round), bytes a call where it allocates. Loops and tensors take batches row by row.";

    private static readonly string[] _peers = ["ORT binding", "ORT run", "tensors", "loops"];

    /// <summary>Writes the table.</summary>
    public static void Write(IReadOnlyList<CaseResult> results, MachineProbe machine)
    {
        var table = new Table { Border = TableBorder.Simple };
        table.AddColumns("network", "mode");
        foreach (var column in new[] { "ns min", "median", "GFLOP/s" })
        {
            table.AddColumn(column, options => options.RightAligned());
        }

        table.AddColumn("limit");
        table.AddColumn("share", options => options.RightAligned());
        table.AddColumn("B", options => options.RightAligned());
        foreach (var peer in _peers)
        {
            table.AddColumn(peer, options => options.RightAligned());
        }

        foreach (var result in results)
        {
            var limit = machine.Limit(result.Network, result.Mode);
            string[] cells =
            [
                result.Network.Name,
                result.Mode == CaseMode.Single ? "single" : FormattableString.Invariant($"{result.Mode.ToString().ToLowerInvariant()} {result.Batch}"),
                Nanoseconds(result.Ours.Minimum),
                Nanoseconds(result.Ours.Median),
                result.Gflops.ToString("F1", CultureInfo.InvariantCulture),
                limit.Name,
                (limit.NanosecondsPerSample / result.Ours.Minimum).ToString("P0", CultureInfo.InvariantCulture),
                Bytes(result.Ours),
                .. _peers.Select(name => Peer(result.Peers.FirstOrDefault(peer => peer.Name == name))),
            ];
            table.AddRow(cells.Select(cell => new Text(cell)));
        }

        AnsiConsole.Write(table);
        AnsiConsole.WriteLine(Legend);
    }

    private static string Peer(Measurement? peer)
    {
        if (peer is null)
        {
            return "";
        }

        var bytes = peer.AllocatedBytes > 0 ? $" {Bytes(peer)} B" : "";
        return FormattableString.Invariant($"{Nanoseconds(peer.Minimum)} ×{Ratio(peer.Ratio)}{bytes}");
    }

    private static string Ratio(double ratio) => ratio.ToString(ratio < 9.995 ? "F2" : ratio < 99.95 ? "F1" : "F0", CultureInfo.InvariantCulture);

    private static string Nanoseconds(double value) => value.ToString(value < 9.995 ? "F2" : value < 99.95 ? "F1" : "F0", CultureInfo.InvariantCulture);

    private static string Bytes(Measurement measurement) => measurement.AllocatedBytes.ToString("0.#", CultureInfo.InvariantCulture);
}
