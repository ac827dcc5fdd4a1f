using System.Numerics;
using ReluGen.Interpreter;
using ReluGen.Model;
using ReluGen.Tests.Parity.Compiling;
using ReluGen.Tests.Shared;

namespace ReluGen.Tests.Parity.Networks;

/// <summary>
/// Training passes with dropout have the bits of the exact interpreter, which multiplies with factors computed element by element from their definition:
/// in every width, wherever chunks begin. Without a key they have the bits of the network without dropout.
/// </summary>
public sealed class DropoutParityTests
{
    private const ulong Seed = 77;
    private const long Step = 5;

    /// <summary>Before the first layer and between layers; rows with and without padding, sums across lanes and in chains; derivatives from sums and from activations.</summary>
    private static readonly NetworkCase[] Cases =
    [
        Case("Lesson", [1, 2, 1], ActivationKind.Relu, 9200, null, 0.5),
        Case("Narrow", [3, 5, 4, 2], ActivationKind.Tanh, 9201, 0.25, null, 0.5),
        Case("Whole", [32, 64, 16], ActivationKind.Relu, 9202, 0.1, 0.5),
        Case("Across", [130, 100, 10], ActivationKind.LeakyRelu, 9203, 0.3, 0.7),
        Case("Odd", [7, 33, 18, 21], ActivationKind.Sigmoid, 9204, 0.2, 1 / 3.0, 0.99),
        Case("Tails", [50, 84, 49, 8, 3], ActivationKind.Relu, 9205, null, 0.5, 0.4, 0.6),
        Case("Doubles", [9, 20, 12, 3], ActivationKind.Elu, 9207, 0.1, 0.2, 0.3) with { Element = ElementKind.Double },
        Case("WideDoubles", [33, 7, 5], ActivationKind.Identity, 9208, 0.5, 0.1) with { Element = ElementKind.Double, Arithmetic = ArithmeticKind.Separate },
        Case("Nothing", [20, 17, 4], ActivationKind.Gelu, 9209, 0, 0),
        Case("Tied", [12, 20, 12, 20, 12], ActivationKind.Tanh, 9211, 0.1, 0.2, 0.3, 0.4) with
        {
            Ties = [new TiedLayer(1, "hidden1"), new TiedLayer(2, "hidden1"), new TiedLayer(3, "hidden2")],
        },
        Case("Softmax", [20, 40, 10], ActivationKind.Identity, 9210, 0.5, 0.5) with { Activations = [ActivationKind.Identity, ActivationKind.Softmax] },
    ];

    private static readonly Lazy<NetworkSet> Networks = new(() => NetworkSet.Compile(
        Cases.SelectMany(network => new[]
        {
            (network, (Planning.PlanOptions?)NetworkSet.AllWidths),
            (network with { Name = network.Name + "Lean" }, NetworkSet.Vectors),
        })));

    public static TheoryData<string> Names => [.. Cases.SelectMany(network => new[] { network.Name, network.Name + "Lean" })];

    [Theory]
    [MemberData(nameof(Names))]
    public void Training_pass_has_the_bits_of_the_definition(string name)
    {
        if (name.Contains("Doubles", StringComparison.Ordinal))
        {
            Check<double>(name, DropoutKey.ForStep(Seed, Step));
        }
        else
        {
            Check<float>(name, DropoutKey.ForStep(Seed, Step));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Nothing_is_dropped_without_a_key(string name)
    {
        if (name.Contains("Doubles", StringComparison.Ordinal))
        {
            Check<double>(name, default);
        }
        else
        {
            Check<float>(name, default);
        }
    }

    private static void Check<T>(string name, DropoutKey key)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        CompiledNetwork<T> network = Networks.Value.Get<T>(name);
        var exact = new ExactInterpreter<T>(network.Model)
        {
            Dropout = key.Drops ? (dense, row) => DropoutFactors.Of<T>(network.Model, dense, Seed, Step, row) : null,
        };
        Engine<T>[] engines = [.. TrainingPasses.Create<T>(Networks.Value.TypeOf(name), Networks.Value.KernelsOf(name), key)];
        Assert.Equal(name.EndsWith("Lean", StringComparison.Ordinal) ? 4 : 5, engines.Length);
        int inputSize = network.Model.InputSize;
        int outputSize = network.Model.OutputSize;
        foreach (int count in new[] { 1, 6, 32, 33, 65 })
        {
            T[] inputs = Parity.Convert<T>(network.Case.Samples(count, inputSize, stream: 1));
            T[] outputGradients = Parity.Convert<T>(network.Case.Samples(count, outputSize, stream: 2));
            T[] outputs = [.. Enumerable.Range(0, count).SelectMany(row => exact.Forward(inputs.AsSpan(row * inputSize, inputSize), row))];
            T[] gradient = exact.Backward(inputs, outputGradients).Parameters;
            foreach (Engine<T> engine in engines)
            {
                var actual = new T[count * outputSize];
                engine.ForwardBatch(inputs, actual, count);
                Parity.AssertSame(network, engine, $"outputs of {count} samples", outputs, actual);
                var actualGradient = new T[gradient.Length];
                engine.Backward(inputs, outputGradients, default, actualGradient, count);
                Parity.AssertSame(network, engine, $"parameter gradient of {count} samples", gradient, actualGradient);
            }
        }
    }

    private static NetworkCase Case(string name, int[] sizes, ActivationKind activation, int seed, params double?[] dropout) =>
        new(name, sizes, [.. Enumerable.Repeat(activation, sizes.Length - 1)], seed) { IsTrainable = true, Dropout = dropout };
}
