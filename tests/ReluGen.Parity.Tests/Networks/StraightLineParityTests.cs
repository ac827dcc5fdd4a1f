using ReluGen.Model;
using ReluGen.Tests.Parity.Compiling;
using ReluGen.Tests.Shared;

namespace ReluGen.Tests.Parity.Networks;

/// <summary>Every activation, in both element types, arithmetics and conventions at the bend, in straight-line form; <see cref="ParityMatrix"/> has the vector form.</summary>
public sealed class StraightLineParityTests
{
    private static readonly NetworkCase[] Cases = Kinds().SelectMany((kind, i) => new[]
    {
        Case(kind, ElementKind.Float, i) with { Arithmetic = (ArithmeticKind)(i & 1), DerivativeAtZero = 1 },
        Case(kind, ElementKind.Double, i) with { Arithmetic = (ArithmeticKind)((i + 1) & 1), DerivativeAtZero = 0, UseBias = i % 3 != 0 },
    }).ToArray();

    private static readonly Lazy<NetworkSet> StraightLine = new(() => NetworkSet.Compile(Cases, NetworkSet.StraightLine));

    public static TheoryData<string> Floats => [.. Cases.Where(c => c.Element == ElementKind.Float).Select(c => c.Name)];

    public static TheoryData<string> Doubles => [.. Cases.Where(c => c.Element == ElementKind.Double).Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Floats))]
    public void Float_has_the_interpreters_bits(string name) => Parity.Check(StraightLine.Value.Get<float>(name));

    [Theory]
    [MemberData(nameof(Doubles))]
    public void Double_has_the_interpreters_bits(string name) => Parity.Check(StraightLine.Value.Get<double>(name));

    private static IEnumerable<ActivationKind> Kinds() => Enum.GetValues<ActivationKind>();

    /// <summary>The activation on a hidden layer and, where only there, on the last one.</summary>
    private static NetworkCase Case(ActivationKind kind, ElementKind element, int seed)
    {
        ActivationKind hidden = kind is ActivationKind.Softmax or ActivationKind.LogSoftmax ? ActivationKind.Tanh : kind;
        return new NetworkCase($"{kind}{element}", [3, 17, 9], [hidden, kind], 1000 + seed) { Element = element };
    }
}
