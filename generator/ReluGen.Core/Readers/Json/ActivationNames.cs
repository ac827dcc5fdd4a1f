using ReluGen.Model;

namespace ReluGen.Readers.Json;

/// <summary>What formats call the activations.</summary>
internal static class ActivationNames
{
    /// <summary>Our own names: those of <see cref="ActivationKind"/> with a small first letter.</summary>
    public static IReadOnlyDictionary<string, ActivationKind> Own { get; } = Enum.GetValues(typeof(ActivationKind))
        .Cast<ActivationKind>()
        .ToDictionary(kind => char.ToLowerInvariant($"{kind}"[0]) + $"{kind}".Substring(1), StringComparer.Ordinal);

    /// <summary>
    /// Names of Keras that have had one meaning in all its versions and no parameter. Not among them: <c>hard_sigmoid</c>
    /// and <c>leaky_relu</c>, whose slopes have changed.
    /// </summary>
    public static IReadOnlyDictionary<string, ActivationKind> Keras { get; } = new Dictionary<string, ActivationKind>(StringComparer.Ordinal)
    {
        [""] = ActivationKind.Identity,
        ["linear"] = ActivationKind.Identity,
        ["relu"] = ActivationKind.Relu,
        ["relu6"] = ActivationKind.ClippedRelu,
        ["tanh"] = ActivationKind.Tanh,
        ["sigmoid"] = ActivationKind.Sigmoid,
        ["softmax"] = ActivationKind.Softmax,
        ["log_softmax"] = ActivationKind.LogSoftmax,
        ["elu"] = ActivationKind.Elu,
        ["selu"] = ActivationKind.Selu,
        ["softplus"] = ActivationKind.SoftPlus,
        ["softsign"] = ActivationKind.SoftSign,
        ["gelu"] = ActivationKind.Gelu,
        ["silu"] = ActivationKind.Silu,
        ["swish"] = ActivationKind.Silu,
        ["mish"] = ActivationKind.Mish,
    };
}
