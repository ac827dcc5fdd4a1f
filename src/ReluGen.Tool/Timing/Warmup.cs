using System.Diagnostics;
using System.Runtime;

namespace ReluGen.Timing;

/// <summary>
/// Brings subjects to the code that a busy process runs. The runtime compiles a method anew in the background after
/// 30 calls, first with counters, and after 30 more for good. So: call, wait, and repeat until pass after pass
/// compiles nothing any more. Where much else waits to be compiled, passes go on as long.
/// </summary>
internal static class Warmup
{
    private const int Calls = 40;
    private const int FewestPasses = 4;
    private const int MostPasses = 100;
    private const int QuietPasses = 3;
    private static readonly TimeSpan _longestRun = TimeSpan.FromMilliseconds(30);
    private static readonly TimeSpan _wait = TimeSpan.FromMilliseconds(50);

    /// <summary>Warms all of <paramref name="subjects"/> up.</summary>
    public static void Run(IReadOnlyList<Subject> subjects)
    {
        var quiet = 0;
        for (var pass = 0; pass < MostPasses && (pass < FewestPasses || quiet < QuietPasses); pass++)
        {
            var compiled = JitInfo.GetCompiledMethodCount();
            Pass(subjects);
            Thread.Sleep(_wait);
            quiet = JitInfo.GetCompiledMethodCount() == compiled ? quiet + 1 : 0;
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
