using System.Diagnostics;
using System.Text;

namespace ReluGen.Tests.Package.Running;

/// <summary>Runs programs, most of them the .NET command, as a user would from a shell.</summary>
internal static class Dotnet
{
    /// <summary>No server stays behind when a command has ended.</summary>
    private static readonly string[] NoServers = ["-nodeReuse:false", "-m:1", "-p:UseSharedCompilation=false", "--nologo"];

    /// <summary>Runs <c>dotnet</c> and expects success.</summary>
    public static string Run(string folder, params string[] arguments) => RunProgram("dotnet", folder, [.. arguments, .. NoServers]).Succeed();

    /// <summary>Runs <c>dotnet</c>, whatever comes of it.</summary>
    public static ProgramRun Try(string folder, params string[] arguments) => RunProgram("dotnet", folder, [.. arguments, .. NoServers]);

    /// <summary>Runs a program in <paramref name="folder"/>.</summary>
    public static ProgramRun RunProgram(string program, string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };

        // What the test runner's own build has set is not for the builds of others.
        foreach (string name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)
            || name.StartsWith("VSTEST", StringComparison.OrdinalIgnoreCase) || name is "CI" or "DOTNET_HOST_PATH").ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        start.Environment["MSBUILDTERMINALLOGGER"] = "off";
        using Process process = Process.Start(start)!;
        var output = new StringBuilder();
        void Append(string? line)
        {
            lock (output)
            {
                output.Append(line).Append(line is null ? "" : "\n");
            }
        }

        process.OutputDataReceived += (_, line) => Append(line.Data);
        process.ErrorDataReceived += (_, line) => Append(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        process.WaitForExit();
        return new ProgramRun($"{program} {string.Join(" ", arguments)}", process.ExitCode, output.ToString());
    }

    /// <summary>Whether a program is on the path.</summary>
    public static bool IsThere(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Any(folder => File.Exists(Path.Combine(folder, program)) || File.Exists(Path.Combine(folder, program + ".exe")));
}

/// <summary>What came of a program.</summary>
/// <param name="Command">The command line.</param>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">All it wrote.</param>
internal sealed record ProgramRun(string Command, int ExitCode, string Output)
{
    /// <summary>The output of a program that must have succeeded.</summary>
    public string Succeed()
    {
        Assert.True(ExitCode == 0, $"{Command}\nended with {ExitCode}:\n{Output}");
        return Output;
    }
}
