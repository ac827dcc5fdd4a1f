using System.Text.Json;
using ReluGen.Benchmarks.Cases;
using ReluGen.Benchmarks.Machine;
using ReluGen.Benchmarks.Training;
using ReluGen.Files;
using ReluGen.Timing;

namespace ReluGen.Benchmarks.Reporting;

/// <summary>The results as JSON: an array with an object for each case or training, and peer.</summary>
/// <remarks>
/// Times are shortest times. <c>limit</c> is the name of what bounds the case ("FMA peak", "L2 bandwidth", …), and
/// <c>shareOfLimit</c> the time at that limit over ours, from 0 to about 1. <c>ratio</c> is the median over the rounds
/// of the peer's time over ours. <c>allocatedBytes</c> are ours, a call.
/// </remarks>
internal static class QuickJson
{
    /// <summary>Writes the file: all of it, or nothing.</summary>
    public static void Write(string path, IReadOnlyList<CaseResult> results, IReadOnlyList<TrainingResult> trainings, MachineProbe machine) => AtomicFile.Write(path, stream =>
    {
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true });
        json.WriteStartArray();
        foreach (var result in results)
        {
            foreach (var peer in result.Peers)
            {
                Row row = new(result.Network.Name, result.Mode.ToString().ToLowerInvariant(), result.Batch, result.Network.Element.ToString().ToLowerInvariant());
                Write(json, row, result.Ours, result.Gflops, peer, machine.Limit(result.Network, result.Mode));
            }
        }

        foreach (var result in trainings)
        {
            var limit = machine.Limit(result.Flops / result.Rows);
            Write(json, new Row(result.Name, result.Work, result.Rows, "float"), result.Ours, result.Gflops, result.Peer, limit);
        }

        json.WriteEndArray();
    });

    private static void Write(Utf8JsonWriter json, Row row, Measurement ours, double gflops, Measurement peer, CaseLimit limit)
    {
        json.WriteStartObject();
        json.WriteString("network", row.Network);
        json.WriteString("mode", row.Mode);
        json.WriteNumber("batch", row.Batch);
        json.WriteString("element", row.Element);
        json.WriteNumber("nsPerSample", ours.Minimum);
        json.WriteNumber("gflops", gflops);
        json.WriteString("limit", limit.Name);
        json.WriteNumber("shareOfLimit", limit.NanosecondsPerSample / ours.Minimum);
        json.WriteString("peer", peer.Name);
        json.WriteNumber("peerNsPerSample", peer.Minimum);
        json.WriteNumber("ratio", peer.Ratio);
        json.WriteNumber("allocatedBytes", ours.AllocatedBytes);
        json.WriteEndObject();
    }

    /// <summary>What a row is about.</summary>
    private readonly record struct Row(string Network, string Mode, int Batch, string Element);
}
