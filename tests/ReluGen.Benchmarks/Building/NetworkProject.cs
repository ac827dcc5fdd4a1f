using System.Text;
using ReluGen.Benchmarks.Cold;
using ReluGen.Benchmarks.Networks;

namespace ReluGen.Benchmarks.Building;

/// <summary>The sources of a project that declares many networks, each in a file of its own, weights in the attributes.</summary>
internal static class NetworkProject
{
    /// <summary>What the networks look like.</summary>
    public const string Shape = "4-16-16-2";

    private static readonly int[] _sizes = [4, 16, 16, 2];

    /// <summary>A file that has nothing to do with networks.</summary>
    public const string Elsewhere = "namespace Project;\n\npublic static class Elsewhere\n{\n    public static int Value(int x)\n    {\n        return x + 1;\n    }\n}\n";

    /// <summary>The files that declare <paramref name="count"/> networks.</summary>
    public static IReadOnlyList<(string Path, string Text)> Files(int count) => Enumerable.Range(0, count)
        .Select(index => ($"Net{index}.cs", File(index, variant: 0)))
        .ToList();

    /// <summary>One of the files; another <paramref name="variant"/> has another first weight.</summary>
    public static string File(int index, int variant)
    {
        var network = BenchmarkNetwork.Random($"net {index}", _sizes);
        network.Weights[0][0] = 0.125 * (variant + 1);
        var text = new StringBuilder("namespace Project;\n\n");
        return text.Append(ColdSources.Declaration(network, $"Net{index}")).ToString();
    }
}
