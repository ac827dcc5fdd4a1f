using ReluGen.Building;
using ReluGen.Declaration;
using ReluGen.Model;

namespace ReluGen.Tests.Shared;

/// <summary>A layer of a test network that uses the weights of an earlier one.</summary>
/// <param name="Layer">Its index.</param>
/// <param name="To">The other layer's name.</param>
/// <param name="Transposed">Whether a square layer uses them transposed.</param>
public sealed record TiedLayer(int Layer, string To, bool Transposed = false);

/// <summary>A network to test, with weights drawn from a seed.</summary>
/// <param name="Name">A valid C# name, unique in its test class.</param>
/// <param name="Sizes">The input size, then each layer's units.</param>
/// <param name="Activations">One a layer.</param>
/// <param name="Seed">Where weights and samples come from.</param>
public sealed record NetworkCase(string Name, int[] Sizes, ActivationKind[] Activations, int Seed) : ITestNetwork
{
    /// <summary>The number type.</summary>
    public ElementKind Element { get; init; }

    /// <summary>How sums of products round.</summary>
    public ArithmeticKind Arithmetic { get; init; }

    /// <summary>The derivative at a bend at zero.</summary>
    public int DerivativeAtZero { get; init; } = 1;

    /// <summary>Whether the layers have a bias.</summary>
    public bool UseBias { get; init; } = true;

    /// <summary>Whether every layer of as many units as inputs is the identity matrix without a bias worth speaking of.</summary>
    public bool IsTransparent { get; init; }

    /// <summary>Whether the type is a static class, which gets the members without the contract.</summary>
    public bool IsStatic { get; init; }

    /// <summary>Whether it is to be trained: the weights are what an instance starts from.</summary>
    public bool IsTrainable { get; init; }

    /// <summary>The layers that use the weights of an earlier one: their index and what it is called.</summary>
    public TiedLayer[] Ties { get; init; } = [];

    /// <summary>The rate of the dropout before each layer, null where there is none; or nothing at all.</summary>
    public double?[] Dropout { get; init; } = [];

    /// <summary>Parameters of the activations, for every layer whose activation takes them.</summary>
    public ActivationOption[] Options { get; init; } = [];

    /// <summary>The namespace of all test networks.</summary>
    public const string Namespace = "Parity.Networks";

    /// <summary>The checked model.</summary>
    public NetworkModel Build()
    {
        BuildResult result = ModelBuilder.Build(Declare());
        return result.Model
            ?? throw new InvalidOperationException(string.Join("\n", result.Problems.Select(problem => problem.Message)));
    }

    /// <summary>What a user would have written.</summary>
    public NetworkDeclaration Declare()
    {
        var random = new Random(Seed);
        var layers = new List<LayerDeclaration>();
        for (int i = 0; i < Activations.Length; i++)
        {
            ActivationKind activation = Activations[i];
            if (i < Dropout.Length && Dropout[i] is { } rate)
            {
                layers.Add(new DropoutDeclaration(rate));
            }

            TiedLayer? tie = Ties.FirstOrDefault(tied => tied.Layer == i);
            layers.Add(new DenseDeclaration(
                Sizes[i + 1],
                activation,
                tie is null ? Weights(random, Sizes[i + 1], Sizes[i]) : null,
                UseBias ? Bias(random, Sizes[i + 1]) : null,
                UseBias,
                new EquatableArray<ActivationOption>(Options.Where(
                    option => ActivationRules.For(activation).Any(parameter => parameter.Name == option.Name))),
                tie?.To,
                tie?.Transposed ?? false));
        }

        return new NetworkDeclaration(
            new TypeDeclaration(Namespace, default, "class", Name, IsStatic, IsRefStruct: false),
            Sizes[0],
            Element,
            Arithmetic,
            DerivativeAtZero,
            new EquatableArray<LayerDeclaration>(layers),
            IsTrainable: IsTrainable);
    }

    /// <summary>Rows of inputs of order 1, some of them exactly zero; exact in the element type.</summary>
    public double[] Samples(int count, int size, int stream)
    {
        var random = new Random(unchecked((Seed * 397) + stream));
        return Enumerable.Range(0, count * size).Select(_ => Round(random.Next(16) == 0 ? 0 : (random.NextDouble() * 4) - 2)).ToArray();
    }

    /// <inheritdoc/>
    public override string ToString() =>
        FormattableString.Invariant($"{Name} ({string.Join("-", Sizes)}, {string.Join(" ", Activations)}, {Element}, {Arithmetic}, at zero {DerivativeAtZero}, seed {Seed})");

    /// <summary>Uniform, with a variance that keeps the size of the values from layer to layer.</summary>
    private Tensor Weights(Random random, int units, int inputs)
    {
        double bound = Math.Sqrt(3.0 / inputs) * 1.5;
        return new Tensor(Enumerable.Range(0, units * inputs).Select(i => IsTransparent
            ? i / inputs == i % inputs ? 1.0 : 0.0
            : Round(((random.NextDouble() * 2) - 1) * bound)).ToArray());
    }

    private Tensor Bias(Random random, int units) =>
        new(Enumerable.Range(0, units).Select(_ => IsTransparent ? -0.0 : Round(random.NextDouble() - 0.5)).ToArray());

    private double Round(double value) => Element == ElementKind.Float ? (float)value : value;
}
