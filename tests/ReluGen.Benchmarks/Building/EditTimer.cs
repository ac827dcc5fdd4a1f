using System.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ReluGen.Benchmarks.Building;

/// <summary>The time of the generator after an edit, as an editor asks for it: the driver knows the project before the edit.</summary>
internal static class EditTimer
{
    /// <summary>The generator's first run over the project, in ms.</summary>
    public static double First(CSharpCompilation compilation) => Time(() => CompilerRun.CreateDriver().RunGenerators(compilation));

    /// <summary>After one key was pressed in a file without a network, in ms.</summary>
    public static double Keystroke(CSharpCompilation compilation, GeneratorDriver driver, int round)
    {
        var old = compilation.SyntaxTrees.Single(tree => tree.FilePath == "Elsewhere.cs");
        var text = NetworkProject.Elsewhere.Replace("x + 1", FormattableString.Invariant($"x + 1{round % 10}"), StringComparison.Ordinal);
        return Edit(compilation, driver, old, text);
    }

    /// <summary>After one weight of one network was changed, in ms.</summary>
    public static double Weight(CSharpCompilation compilation, GeneratorDriver driver, int[] sizes, int round)
    {
        var old = compilation.SyntaxTrees.Single(tree => tree.FilePath == "Net0.cs");
        return Edit(compilation, driver, old, NetworkProject.File(sizes, 0, round + 1));
    }

    private static double Edit(CSharpCompilation compilation, GeneratorDriver driver, SyntaxTree old, string text)
    {
        var edited = compilation.ReplaceSyntaxTree(old, CompilerRun.Parse(text, old.FilePath));
        return Time(() => driver.RunGenerators(edited));
    }

    private static double Time(Action action)
    {
        var start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }
}
