using System.Diagnostics;

namespace ReluGen.Benchmarks.Cold;

/// <summary>Runs the SDK's command line.</summary>
internal static class DotnetTool
{
    /// <summary>The lines of a failed build that are worth showing.</summary>
    private const int MostLines = 5;

    /// <summary>Runs <c>dotnet</c> in a folder.</summary>
    /// <returns>Null when it went well, else what it said.</returns>
    public static string? Run(string folder, params ReadOnlySpan<string> arguments)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [.. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode == 0)
        {
            return null;
        }

        var lines = (output + errors.Result).Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0).ToList();
        var faults = lines.Where(line => line.Contains("error", StringComparison.OrdinalIgnoreCase)).Distinct().Take(MostLines).ToList();
        return string.Join("\n", faults.Count > 0 ? faults : lines.TakeLast(MostLines));
    }
}
