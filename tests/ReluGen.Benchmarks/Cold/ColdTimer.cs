using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace ReluGen.Benchmarks.Cold;

/// <summary>Starts programs from nothing and waits for their end.</summary>
internal static partial class ColdTimer
{
    /// <summary>The time from the start of the process to its end, in ms.</summary>
    /// <exception cref="InvalidOperationException">The program gives a wrong result.</exception>
    public static double Time(ColdProgram program, string executable)
    {
        var start = Stopwatch.GetTimestamp();
        using var process = Process.Start(new ProcessStartInfo(executable) { UseShellExecute = false })!;
        process.WaitForExit();
        var elapsed = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        Check(program, process);
        return elapsed;
    }

    /// <summary>The peak of resident memory that the program itself reports, in MB; null where the system does not tell.</summary>
    /// <exception cref="InvalidOperationException">The program gives a wrong result.</exception>
    public static double? Memory(ColdProgram program, string executable)
    {
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }

        using var process = Process.Start(new ProcessStartInfo(executable, ["memory"]) { RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Check(program, process);
        return Kilobytes().Match(output) is { Success: true } match
            ? double.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture) * 1024 / 1e6
            : null;
    }

    private static void Check(ColdProgram program, Process process)
    {
        if (process.ExitCode != program.ExitCode)
        {
            throw new InvalidOperationException(FormattableString.Invariant(
                $"Wrong result: {program.Name} under {program.Runtime} returned {process.ExitCode}, expected {program.ExitCode}."));
        }
    }

    [GeneratedRegex(@"VmHWM:\s*(\d+) kB")]
    private static partial Regex Kilobytes();
}
