using ReluGen.Building;
using ReluGen.Declaration;
using ReluGen.Model;

namespace ReluGen.Benchmarks.Networks;

/// <summary>A network to measure: its shape and weights, the same for the generated code and for every peer.</summary>
/// <param name="Name">What the tables call it.</param>
/// <param name="Sizes">The input size, then each layer's units.</param>
/// <param name="Activations">One a layer.</param>
/// <param name="Weights">A layer's weights, [units, inputs], row-major.</param>
/// <param name="Biases">A layer's biases.</param>
/// <param name="Element">The number type.</param>
public sealed record BenchmarkNetwork(
    string Name, int[] Sizes, ActivationKind[] Activations, double[][] Weights, double[][] Biases, ElementKind Element)
{
    /// <summary>The namespace of the generated types.</summary>
    public const string Namespace = "Measured";

    /// <summary>A valid C# name.</summary>
    public string TypeName => "N" + string.Concat(Name.Select(character => char.IsAsciiLetterOrDigit(character) ? character : '_'));

    /// <summary>The number of layers.</summary>
    public int LayerCount => Activations.Length;

    /// <summary>The number of input elements.</summary>
    public int InputSize => Sizes[0];

    /// <summary>The number of output elements.</summary>
    public int OutputSize => Sizes[^1];

    /// <summary>The number of weights without biases: the multiply-adds of one sample.</summary>
    public int WeightCount => Weights.Sum(layer => layer.Length);

    /// <summary>The size of an element.</summary>
    public int ElementBytes => Element == ElementKind.Float ? sizeof(float) : sizeof(double);

    /// <summary>The checked model.</summary>
    public NetworkModel Build()
    {
        var result = ModelBuilder.Build(Declare());
        return result.Model
            ?? throw new InvalidOperationException(Name + ": " + string.Join("\n", result.Problems.Select(problem => problem.Message)));
    }

    /// <summary>A network whose weights are uniform, of order 1/√inputs, drawn from the name.</summary>
    public static BenchmarkNetwork Random(string name, int[] sizes, ActivationKind hidden = ActivationKind.Relu, ElementKind element = ElementKind.Float)
    {
        // String hash codes differ from process to process.
        var random = new Random(name.Aggregate(17, (seed, character) => unchecked((seed * 31) + character)));
        var layers = sizes.Length - 1;
        var weights = new double[layers][];
        var biases = new double[layers][];
        for (var layer = 0; layer < layers; layer++)
        {
            var scale = 1 / Math.Sqrt(sizes[layer]);
            weights[layer] = Draw(sizes[layer] * sizes[layer + 1], scale);
            biases[layer] = Draw(sizes[layer + 1], scale);
        }

        var activations = Enumerable.Repeat(hidden, layers - 1).Append(ActivationKind.Identity).ToArray();
        return new BenchmarkNetwork(name, sizes, activations, weights, biases, element);

        double[] Draw(int count, double scale) => Enumerable.Range(0, count)
            .Select(_ => ((random.NextDouble() * 2) - 1) * scale)
            .Select(value => element == ElementKind.Float ? (float)value : value)
            .ToArray();
    }

    private NetworkDeclaration Declare() => new(
        // A struct, so that generic code over the contract is compiled for it alone.
        new TypeDeclaration(Namespace, default, "struct", TypeName, IsStatic: false, IsRefStruct: false),
        InputSize,
        Element,
        ArithmeticKind.Fused,
        DerivativeAtZero: 1,
        new EquatableArray<LayerDeclaration>(Enumerable.Range(0, LayerCount).Select(layer => new DenseDeclaration(
            Sizes[layer + 1],
            Activations[layer],
            new Tensor(Weights[layer]),
            new Tensor(Biases[layer]),
            UseBias: true,
            new EquatableArray<ActivationOption>()))));
}
