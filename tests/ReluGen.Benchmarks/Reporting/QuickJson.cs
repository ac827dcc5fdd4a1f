using System.Text.Json;
using ReluGen.Benchmarks.Cases;
using ReluGen.Benchmarks.Machine;
using ReluGen.Files;
using ReluGen.Timing;

namespace ReluGen.Benchmarks.Reporting;

/// <summary>The results as JSON: an array with an object for each case and peer.</summary>
/// <remarks>
/// Times are shortest times. <c>limit</c> is the name of what bounds the case ("FMA peak", "L2 bandwidth", …), and
/// <c>shareOfLimit</c> the time at that limit over ours, from 0 to about 1. <c>ratio</c> is the median over the rounds
/// of the peer's time over ours. <c>allocatedBytes</c> are ours, a call.
/// </remarks>
internal static class QuickJson
{
    /// <summary>Writes the file: all of it, or nothing.</summary>
    public static void Write(string path, IReadOnlyList<CaseResult> results, MachineProbe machine) => AtomicFile.Write(path, stream =>
    {
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true });
        json.WriteStartArray();
        foreach (var result in results)
        {
            foreach (var peer in result.Peers)
            {
                Write(json, result, peer, machine.Limit(result.Network, result.Mode));
            }
        }

        json.WriteEndArray();
    });

    private static void Write(Utf8JsonWriter json, CaseResult result, Measurement peer, CaseLimit limit)
    {
        json.WriteStartObject();
        json.WriteString("network", result.Network.Name);
        json.WriteString("mode", result.Mode.ToString().ToLowerInvariant());
        json.WriteNumber("batch", result.Batch);
        json.WriteString("element", result.Network.Element.ToString().ToLowerInvariant());
        json.WriteNumber("nsPerSample", result.Ours.Minimum);
        json.WriteNumber("gflops", result.Gflops);
        json.WriteString("limit", limit.Name);
        json.WriteNumber("shareOfLimit", limit.NanosecondsPerSample / result.Ours.Minimum);
        json.WriteString("peer", peer.Name);
        json.WriteNumber("peerNsPerSample", peer.Minimum);
        json.WriteNumber("ratio", peer.Ratio);
        json.WriteNumber("allocatedBytes", result.Ours.AllocatedBytes);
        json.WriteEndObject();
    }
}
