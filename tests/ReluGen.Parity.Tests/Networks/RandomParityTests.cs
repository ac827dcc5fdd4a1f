using ReluGen.Model;
using ReluGen.Tests.Parity.Compiling;
using ReluGen.Tests.Shared;

namespace ReluGen.Tests.Parity.Networks;

/// <summary>Networks drawn from printed seeds: one to four layers, any activations, any sizes, in the form the planner chooses.</summary>
public sealed class RandomParityTests
{
    private const int FirstSeed = 3000;

    private static readonly NetworkCase[] Cases = Enumerable.Range(FirstSeed, 16).Select(Draw).ToArray();

    private static readonly Lazy<NetworkSet> Networks = new(() => NetworkSet.Compile(Cases, options: null));

    public static TheoryData<string> Names => [.. Cases.Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Random_network_has_the_interpreters_bits(string name)
    {
        if (Cases.Single(c => c.Name == name).Element == ElementKind.Float)
        {
            Parity.Check(Networks.Value.Get<float>(name));
        }
        else
        {
            Parity.Check(Networks.Value.Get<double>(name));
        }
    }

    private static NetworkCase Draw(int seed)
    {
        var random = new Random(seed);
        int layers = random.Next(1, 5);
        ActivationKind[] kinds = Enum.GetValues<ActivationKind>();
        int[] sizes = Enumerable.Range(0, layers + 1).Select(_ => 1 + (int)Math.Pow(100, random.NextDouble())).ToArray();
        ActivationKind[] activations = Enumerable.Range(0, layers).Select(layer => kinds[random.Next(
            layer == layers - 1 ? kinds.Length : (int)ActivationKind.Softmax)]).ToArray();
        return new NetworkCase(FormattableString.Invariant($"Seed{seed}"), sizes, activations, seed)
        {
            Element = (ElementKind)random.Next(2),
            Arithmetic = (ArithmeticKind)random.Next(2),
            DerivativeAtZero = random.Next(2),
            UseBias = random.Next(4) > 0,
        };
    }
}
