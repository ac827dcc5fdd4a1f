using ReluGen.Model;

namespace ReluGen.Tests.Shared;

/// <summary>A general graph to test.</summary>
/// <param name="Name">A valid C# name, unique in its test class.</param>
/// <param name="Element">The number type.</param>
/// <param name="Seed">Where weights, options and samples come from.</param>
/// <param name="Create">Puts the graph together and gives the ids of its outputs.</param>
public sealed record GraphCase(string Name, ElementKind Element, int Seed, Func<GraphBuilder, Random, int[]> Create) : ITestNetwork
{
    /// <inheritdoc/>
    public bool IsStatic => false;

    /// <inheritdoc/>
    public NetworkModel Build()
    {
        var random = new Random(Seed);
        var builder = new GraphBuilder(Name, random)
        {
            Element = Element,
            Arithmetic = (ArithmeticKind)(Seed % 2),
            DerivativeAtZero = Seed / 2 % 2,
        };
        return builder.Build(Create(builder, random));
    }

    /// <inheritdoc/>
    public double[] Samples(int count, int size, int stream)
    {
        var random = new Random(unchecked((Seed * 397) + stream));
        return Enumerable.Range(0, count * size).Select(_ =>
        {
            double value = random.Next(16) == 0 ? 0 : (random.NextDouble() * 4) - 2;
            return Element == ElementKind.Float ? (float)value : value;
        }).ToArray();
    }

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{Name} ({Element}, seed {Seed})");
}
