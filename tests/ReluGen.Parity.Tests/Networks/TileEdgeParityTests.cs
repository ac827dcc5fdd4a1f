using ReluGen.Model;
using ReluGen.Tests.Parity.Compiling;
using ReluGen.Tests.Shared;

namespace ReluGen.Tests.Parity.Networks;

/// <summary>Sizes around every edge of lanes, tiles and chains: each once as input, hidden and output size.</summary>
public sealed class TileEdgeParityTests
{
    private static readonly int[] Sizes = [.. Enumerable.Range(1, 33), 63, 64, 65, 127, 128, 129];

    private static readonly NetworkCase[] Cases = Enumerable.Range(0, Sizes.Length).SelectMany(i => new[]
    {
        Case(i, ElementKind.Float),
        Case(i, ElementKind.Double),
    }).ToArray();

    private static readonly Lazy<NetworkSet> Networks = new(() => NetworkSet.Compile(Cases, NetworkSet.AllWidths));

    public static TheoryData<string> Floats => [.. Cases.Where(c => c.Element == ElementKind.Float).Select(c => c.Name)];

    public static TheoryData<string> Doubles => [.. Cases.Where(c => c.Element == ElementKind.Double).Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Floats))]
    public void Sizes_in_float_have_the_interpreters_bits(string name) => Parity.Check(Networks.Value.Get<float>(name));

    [Theory]
    [MemberData(nameof(Doubles))]
    public void Sizes_in_double_have_the_interpreters_bits(string name) => Parity.Check(Networks.Value.Get<double>(name));

    private static NetworkCase Case(int i, ElementKind element)
    {
        // Thirteen and twenty-six steps apart, so that small sizes meet large ones.
        int[] sizes = [Sizes[i], Sizes[(i + 13) % Sizes.Length], Sizes[(i + 26) % Sizes.Length]];
        return new NetworkCase($"Sizes{string.Join("x", sizes)}{element}", sizes, [ActivationKind.Relu, ActivationKind.Identity], 2000 + i)
        {
            Element = element,
            Arithmetic = i % 4 == 0 ? ArithmeticKind.Separate : ArithmeticKind.Fused,
        };
    }
}
