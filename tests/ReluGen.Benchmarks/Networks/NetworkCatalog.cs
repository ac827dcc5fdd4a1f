using ReluGen.Model;

namespace ReluGen.Benchmarks.Networks;

/// <summary>The networks that every command measures.</summary>
internal static class NetworkCatalog
{
    /// <summary>All networks, smallest first; float unless the name says double, ReLU unless it says tanh.</summary>
    public static IReadOnlyList<BenchmarkNetwork> All { get; } =
    [
        Lesson(),
        BenchmarkNetwork.Random("4-16-16-2", [4, 16, 16, 2]),
        BenchmarkNetwork.Random("4-32-16-4", [4, 32, 16, 4]),
        BenchmarkNetwork.Random("4-32-16-4 tanh", [4, 32, 16, 4], ActivationKind.Tanh),
        BenchmarkNetwork.Random("24-8-2", [24, 8, 2]),
        BenchmarkNetwork.Random("784-10", [784, 10]),
        BenchmarkNetwork.Random("64-64-64-10", [64, 64, 64, 10]),
        BenchmarkNetwork.Random("64-64-64-10 double", [64, 64, 64, 10], element: ElementKind.Double),
        BenchmarkNetwork.Random("5-50x6-5", [5, 50, 50, 50, 50, 50, 50, 5]),
        BenchmarkNetwork.Random("64-128-128-10", [64, 128, 128, 10]),
        BenchmarkNetwork.Random("784-128-10", [784, 128, 10]),
        BenchmarkNetwork.Random("784-128-10 double", [784, 128, 10], element: ElementKind.Double),
        BenchmarkNetwork.Random("784-256-256-10", [784, 256, 256, 10]),
    ];

    /// <summary>The network of that name, or all whose name contains it, or all of them where there is no name.</summary>
    /// <returns>None when nothing fits.</returns>
    public static IReadOnlyList<BenchmarkNetwork> Select(string? name)
    {
        if (name is null)
        {
            return All;
        }

        var exact = All.Where(network => network.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).ToList();
        return exact.Count > 0
            ? exact
            : All.Where(network => network.Name.Contains(name, StringComparison.OrdinalIgnoreCase)).ToList();
    }

    /// <summary>The drug-dosage network of the lesson that the project grew from.</summary>
    private static BenchmarkNetwork Lesson() => new(
        "1-2-1",
        [1, 2, 1],
        [ActivationKind.Relu, ActivationKind.Relu],
        [[1.70f, 12.6f], [-40.8f, 2.70f]],
        [[-0.85f, 0f], [-16f]],
        ElementKind.Float);
}
