using System.Text;
using ReluGen.Benchmarks.Cold;
using ReluGen.Benchmarks.Networks;

namespace ReluGen.Benchmarks.Building;

/// <summary>The sources of a project that declares many networks, each in a file of its own, weights in the attributes.</summary>
internal static class NetworkProject
{
    /// <summary>A small policy, in vector form.</summary>
    public static readonly int[] Policy = [4, 16, 16, 2];

    /// <summary>The lesson's size, straight-line code.</summary>
    public static readonly int[] Lesson = [1, 2, 1];

    /// <summary>A file that has nothing to do with networks.</summary>
    public const string Elsewhere = "namespace Project;\n\npublic static class Elsewhere\n{\n    public static int Value(int x)\n    {\n        return x + 1;\n    }\n}\n";

    /// <summary>The files that declare <paramref name="count"/> networks of the given sizes.</summary>
    public static IReadOnlyList<(string Path, string Text)> Files(int[] sizes, int count) => Enumerable.Range(0, count)
        .Select(index => ($"Net{index}.cs", File(sizes, index, variant: 0)))
        .ToList();

    /// <summary>One of the files; another <paramref name="variant"/> has another first weight.</summary>
    public static string File(int[] sizes, int index, int variant)
    {
        var network = BenchmarkNetwork.Random($"net {index}", sizes);
        network.Weights[0][0] = 0.125 * (variant + 1);
        var text = new StringBuilder("namespace Project;\n\n");
        return text.Append(ColdSources.Declaration(network, $"Net{index}")).ToString();
    }
}
