using System.Diagnostics;

namespace SameBits;

/// <summary>How long a call takes here, to compare instruction sets.</summary>
internal static class CallTime
{
    private const int Calls = 20_000;
    private const int Blocks = 100;

    /// <summary>Prints the shortest time of a call of <see cref="Policy"/>, alone and in a batch.</summary>
    public static void Print()
    {
        var inputs = new float[1024 * Policy.InputSize];
        var outputs = new float[1024 * Policy.OutputSize];
        double single = Shortest(Calls, () => Policy.Forward(inputs.AsSpan(0, Policy.InputSize), outputs.AsSpan(0, Policy.OutputSize)));
        double batch = Shortest(Calls / 200, () => Policy.ForwardBatch(inputs, outputs)) / 1024;
        Console.WriteLine(FormattableString.Invariant($"Policy: {single:F0} ns a call, {batch:F1} ns a sample of 1,024"));
    }

    private static double Shortest(int calls, Action call)
    {
        double shortest = double.MaxValue;
        for (int block = 0; block < Blocks; block++)
        {
            long start = Stopwatch.GetTimestamp();
            for (int i = 0; i < calls; i++)
            {
                call();
            }

            shortest = Math.Min(shortest, Stopwatch.GetElapsedTime(start).TotalNanoseconds / calls);
        }

        return shortest;
    }
}
