using System.Diagnostics;

namespace ReluGen.Timing;

/// <summary>Times subjects in turn, in short blocks, many times over, so that all of them see the same machine.</summary>
internal static class InterleavedTimer
{
    /// <summary>Long against the clock's resolution, short against the time for which a busy machine takes the processor away.</summary>
    private const double BlockSeconds = 100e-6;

    /// <summary>What a median needs, unless the subjects are far too slow for the budget.</summary>
    private const int FewestRounds = 11;
    private const int FewestSlowRounds = 2;
    private const int MostRounds = 501;

    /// <summary>Times <paramref name="subjects"/>, which must be warm, for about <paramref name="budget"/>.</summary>
    /// <returns>In the order of the subjects; ratios are to the first one.</returns>
    public static Measurement[] Run(IReadOnlyList<Subject> subjects, TimeSpan budget)
    {
        var repeats = subjects.Select(Calibrate).ToArray();
        var times = subjects.Select(_ => new List<double>(MostRounds)).ToArray();
        var bytes = new long[subjects.Count];
        var started = Stopwatch.GetTimestamp();
        var rounds = 0;
        while (IsWanted(rounds, Stopwatch.GetElapsedTime(started), budget))
        {
            // Each round starts with another subject: nobody always follows the one that empties the caches.
            for (var turn = 0; turn < subjects.Count; turn++)
            {
                var index = (turn + rounds) % subjects.Count;
                var (seconds, allocated) = Block(subjects[index].Call, repeats[index]);
                times[index].Add(seconds * 1e9 / repeats[index] / subjects[index].Samples);
                bytes[index] += allocated;
            }

            rounds++;
        }

        return subjects.Select((subject, index) => new Measurement(
            subject.Name,
            times[index].Min(),
            Statistics.Median(times[index]),
            Statistics.Median(times[index].Zip(times[0], (peer, ours) => peer / ours)),
            bytes[index] / ((double)rounds * repeats[index] * subject.Calls))).ToArray();
    }

    private static bool IsWanted(int rounds, TimeSpan elapsed, TimeSpan budget) =>
        rounds < FewestSlowRounds || (elapsed < budget ? rounds < MostRounds : rounds < FewestRounds && elapsed < 2 * budget);

    private static (double Seconds, long AllocatedBytes) Block(Action call, int repeats)
    {
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < repeats; i++)
        {
            call();
        }

        var elapsed = Stopwatch.GetElapsedTime(start);
        return (elapsed.TotalSeconds, GC.GetAllocatedBytesForCurrentThread() - allocated);
    }

    /// <summary>How many calls fill a block.</summary>
    private static int Calibrate(Subject subject)
    {
        var best = Block(subject.Call, 1).Seconds;
        for (var i = 0; i < 4 && best < BlockSeconds; i++)
        {
            best = Math.Min(best, Block(subject.Call, 1).Seconds);
        }

        return (int)Math.Clamp(BlockSeconds / best, 1, 100_000);
    }
}
