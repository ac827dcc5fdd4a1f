using ReluGen.Model;
using ReluGen.Planning;
using ReluGen.Tests.Parity.Compiling;
using ReluGen.Tests.Shared;

namespace ReluGen.Tests.Parity.Networks;

/// <summary>Instances of trainable networks have the interpreter's bits, and so the frozen networks': every width, single, batch and chunks.</summary>
public sealed class TrainableParityTests
{
    /// <summary>Sums across lanes and in chains, padded and whole rows, tails without padding, samples in lanes, every layer's panels in every role.</summary>
    private static readonly NetworkCase[] Cases =
    [
        Case("Lesson", [1, 2, 1], ActivationKind.Relu, 9100),
        Case("Narrow", [3, 5, 4, 2], ActivationKind.Tanh, 9101),
        Case("Whole", [32, 64, 16], ActivationKind.Relu, 9102),
        Case("Across", [130, 100, 10], ActivationKind.LeakyRelu, 9103),
        Case("Odd", [7, 33, 18, 21], ActivationKind.Sigmoid, 9104),
        Case("Tails", [50, 84, 49, 8, 3], ActivationKind.Relu, 9105),
        Case("NoBias", [9, 17, 5], ActivationKind.Gelu, 9106) with { UseBias = false },
        Case("Doubles", [9, 20, 12, 3], ActivationKind.Elu, 9107) with { Element = ElementKind.Double },
        Case("Softmax", [20, 40, 10], ActivationKind.Relu, 9108, ActivationKind.Softmax),
        Case("LastRelu", [6, 30, 4], ActivationKind.Tanh, 9109, ActivationKind.Relu),
        Case("Dropped", [37, 33, 20, 5], ActivationKind.Tanh, 9111) with { Dropout = [0.2, 0.5, 0.9] },
        Case("LastTanh", [4, 32, 16, 4], ActivationKind.Tanh, 9110, ActivationKind.Tanh),
    ];

    private static readonly Lazy<NetworkSet> Networks = new(() => NetworkSet.Compile(
        Cases.SelectMany(network => new[]
        {
            (network, (PlanOptions?)NetworkSet.AllWidths),
            (network with { Name = network.Name + "Samples" }, NetworkSet.AllWidths with { Batch = BatchLanes.Samples }),
            (network with { Name = network.Name + "Lean" }, NetworkSet.Vectors),
        })));

    public static TheoryData<string> Names => [.. Cases.SelectMany(network => new[] { network.Name, network.Name + "Samples", network.Name + "Lean" })];

    [Theory]
    [MemberData(nameof(Names))]
    public void Instance_has_the_interpreters_bits(string name)
    {
        if (name.StartsWith("Doubles", StringComparison.Ordinal))
        {
            Check<double>(name);
        }
        else
        {
            Check<float>(name);
        }
    }

    private static void Check<T>(string name)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        CompiledNetwork<T> network = Networks.Value.Get<T>(name);
        Assert.Equal(name.EndsWith("Lean", StringComparison.Ordinal) ? 5 : 6, network.Engines.Count);
        Parity.Check(network, [0, 1, 6, 32, 33, 65]);
    }

    private static NetworkCase Case(string name, int[] sizes, ActivationKind hidden, int seed, ActivationKind last = ActivationKind.Identity) =>
        new(name, sizes, [.. Enumerable.Repeat(hidden, sizes.Length - 2), last], seed) { IsTrainable = true };
}
