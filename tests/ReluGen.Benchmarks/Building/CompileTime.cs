using System.Diagnostics;

namespace ReluGen.Benchmarks.Building;

/// <summary>How long a compilation took. On a busy machine the processor's time is the steadier of the two.</summary>
/// <param name="Elapsed">By the clock, in ms.</param>
/// <param name="Processor">On all processors together, in ms.</param>
internal readonly record struct CompileTime(double Elapsed, double Processor)
{
    /// <summary>Longer than anything.</summary>
    public static readonly CompileTime Longest = new(double.PositiveInfinity, double.PositiveInfinity);

    /// <summary>Times an action.</summary>
    public static CompileTime Of(Action action)
    {
        var processor = Environment.CpuUsage.TotalTime;
        var start = Stopwatch.GetTimestamp();
        action();
        return new CompileTime(Stopwatch.GetElapsedTime(start).TotalMilliseconds, (Environment.CpuUsage.TotalTime - processor).TotalMilliseconds);
    }

    /// <summary>The shorter of each.</summary>
    public CompileTime Shortest(CompileTime other) => new(Math.Min(Elapsed, other.Elapsed), Math.Min(Processor, other.Processor));
}
