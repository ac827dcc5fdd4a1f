using ReluGen.Declaration;
using ReluGen.Model;
using ReluGen.Tests.Shared;

namespace ReluGen.Tests.Core.Interpreter;

/// <summary>Networks with every activation, its parameters off their defaults.</summary>
internal static class ActivationCases
{
    public static TheoryData<ActivationKind> Kinds => [.. Enum.GetValues<ActivationKind>()];

    public static TheoryData<ActivationKind> ElementwiseKinds => [.. Enum.GetValues<ActivationKind>().Where(kind => kind < ActivationKind.Softmax)];

    /// <summary>Three layers, the activation under test on the last one, and on the first where it may stand there.</summary>
    public static NetworkCase For(ActivationKind kind, int seed = 1)
    {
        ActivationKind first = kind < ActivationKind.Softmax ? kind : ActivationKind.Tanh;
        return new NetworkCase("Net", [5, 17, 9, 6], [first, ActivationKind.Tanh, kind], seed)
        {
            Element = ElementKind.Double,
            Options = OptionsFor(kind),
        };
    }

    /// <summary>One unit with weight 1 and no bias: the activation itself.</summary>
    public static NetworkModel Single(ActivationKind kind, ElementKind element = ElementKind.Double, int derivativeAtZero = 1) =>
        new NetworkCase("Net", [1, 1], [kind], 1)
        {
            Element = element,
            IsTransparent = true,
            DerivativeAtZero = derivativeAtZero,
            Options = OptionsFor(kind),
        }.Build();

    private static ActivationOption[] OptionsFor(ActivationKind kind) => kind switch
    {
        ActivationKind.LeakyRelu => [new("Slope", 0.125)],
        ActivationKind.ClippedRelu => [new("Maximum", 1.5)],
        ActivationKind.Elu => [new("Alpha", 0.75)],
        ActivationKind.Celu => [new("Alpha", 2.5)],
        ActivationKind.HardSigmoid => [new("Slope", 0.25), new("Offset", 0.375)],
        ActivationKind.HardTanh => [new("Minimum", -0.5), new("Maximum", 1.25)],
        _ => [],
    };
}
