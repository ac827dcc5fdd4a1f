using System.Diagnostics;
using System.Runtime;

namespace ReluGen.Benchmarks.Timing;

/// <summary>
/// Brings subjects to the code that a busy process runs. The runtime compiles a method anew after 30 calls, in the
/// background, once nothing new was called for 100 ms; its callees may follow a step later. So: call, wait, and
/// repeat until a pass compiles nothing any more.
/// </summary>
internal static class Warmup
{
    private const int Calls = 40;
    private const int MostPasses = 12;
    private static readonly TimeSpan _longestRun = TimeSpan.FromMilliseconds(60);
    private static readonly TimeSpan _wait = TimeSpan.FromMilliseconds(120);

    /// <summary>Warms all of <paramref name="subjects"/> up.</summary>
    public static void Run(IReadOnlyList<Subject> subjects)
    {
        Pass(subjects);
        for (var pass = 0; pass < MostPasses; pass++)
        {
            var compiled = JitInfo.GetCompiledMethodCount();
            Thread.Sleep(_wait);
            Pass(subjects);
            Thread.Sleep(_wait / 4);
            if (JitInfo.GetCompiledMethodCount() == compiled && pass > 1)
            {
                return;
            }
        }
    }

    private static void Pass(IReadOnlyList<Subject> subjects)
    {
        foreach (var subject in subjects)
        {
            var start = Stopwatch.GetTimestamp();
            for (var i = 0; i < Calls && (i < 2 || Stopwatch.GetElapsedTime(start) < _longestRun); i++)
            {
                subject.Call();
            }
        }
    }
}
