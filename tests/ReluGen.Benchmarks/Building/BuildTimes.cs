using System.Diagnostics;
using System.Text;
using ReluGen.Benchmarks.Cold;

namespace ReluGen.Benchmarks.Building;

/// <summary>What was measured for a project of some networks: shortest times, in ms.</summary>
/// <param name="Without">Compiled without the generator.</param>
/// <param name="With">Compiled with it.</param>
/// <param name="Generator">The generator's first run.</param>
/// <param name="Keystroke">The generator after a keystroke elsewhere.</param>
/// <param name="Weight">The generator after a changed weight.</param>
internal sealed record BuildTimes(CompileTime Without, CompileTime With, double Generator, double Keystroke, double Weight)
{
    private const int MostRounds = 7;
    private const int MostEdits = 40;
    private const int MostBuilds = 3;

    private static readonly string[] _build = ["build", "--no-restore", "--no-incremental", "--no-dependencies"];

    /// <summary>When to stop repeating what takes long.</summary>
    private static readonly TimeSpan _enough = TimeSpan.FromSeconds(10);

    /// <summary>Compiles in this process, with and without the generator in turn.</summary>
    public static BuildTimes Measure(int[] sizes, int networks)
    {
        var files = NetworkProject.Files(sizes, networks);
        var compilation = CompilerRun.Parse(files);
        var (without, with, generator) = (CompileTime.Longest, CompileTime.Longest, double.PositiveInfinity);
        Repeat(MostRounds, _ =>
        {
            without = without.Shortest(CompileTime.Of(() => CompilerRun.Build(files, withGenerator: false)));
            with = with.Shortest(CompileTime.Of(() => CompilerRun.Build(files, withGenerator: true)));
            generator = Math.Min(generator, EditTimer.First(compilation));
        });

        var driver = CompilerRun.CreateDriver().RunGenerators(compilation);
        var (keystroke, weight) = (double.PositiveInfinity, double.PositiveInfinity);
        Repeat(MostEdits, round =>
        {
            keystroke = Math.Min(keystroke, EditTimer.Keystroke(compilation, driver, round));
            weight = Math.Min(weight, EditTimer.Weight(compilation, driver, sizes, round));
        });

        return new BuildTimes(without, with, generator, keystroke, weight);
    }

    /// <summary>Builds real projects with the command line, with and without the generator in turn; everything they refer to is built before.</summary>
    /// <returns>Shortest times in seconds.</returns>
    /// <exception cref="InvalidOperationException">A project does not build.</exception>
    public static (double Without, double With) MeasureRealBuilds(int[] sizes, int networks, ProjectFolder projects, string repository)
    {
        var files = NetworkProject.Files(sizes, networks).Append(("Program.cs", "return 0;\n")).Select(file => (file.Item1, Encoding.UTF8.GetBytes(file.Item2))).ToArray();
        var without = projects.Add(FormattableString.Invariant($"Without{networks}x{sizes[0]}"), "", ProjectReferences.Runtime(repository), files);
        var with = projects.Add(FormattableString.Invariant($"With{networks}x{sizes[0]}"), "", ProjectReferences.RuntimeAndGenerator(repository), files);
        var best = (Without: double.PositiveInfinity, With: double.PositiveInfinity);
        Run(without, "build", "-t:Restore;ResolveReferences");
        Run(with, "build", "-t:Restore;ResolveReferences");
        Repeat(MostBuilds, _ =>
        {
            best.Without = Math.Min(best.Without, Milliseconds(() => Run(without, _build)) / 1000);
            best.With = Math.Min(best.With, Milliseconds(() => Run(with, _build)) / 1000);
        });
        return best;
    }

    private static void Run(string folder, params ReadOnlySpan<string> arguments)
    {
        // A compiler of its own for each build, as on a build server.
        string[] all = [.. arguments, "-c", "Release", "-m:1", "-nodeReuse:false", "--nologo", "-p:UseSharedCompilation=false"];
        if (DotnetTool.Run(folder, all) is { } fault)
        {
            throw new InvalidOperationException(fault);
        }
    }

    private static void Repeat(int most, Action<int> action)
    {
        var start = Stopwatch.GetTimestamp();
        for (var round = 0; round < most && (round == 0 || Stopwatch.GetElapsedTime(start) < _enough); round++)
        {
            action(round);
        }
    }

    private static double Milliseconds(Action action)
    {
        var start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }
}
