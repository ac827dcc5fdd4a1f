using ReluGen.Model;

namespace ReluGen.Declaration;

/// <summary>A layer as the user wrote it, unchecked.</summary>
/// <remarks>Equal when every value is; weights compare by content hash.</remarks>
public abstract record LayerDeclaration;

/// <summary>A dense layer as the user wrote it, unchecked.</summary>
/// <remarks>Equal when every value is; weights compare by content hash.</remarks>
/// <param name="Units">The number of units as written.</param>
/// <param name="Activation">The activation as written; may be a value the enumeration does not have.</param>
/// <param name="Weights">The weights, or null where none are given.</param>
/// <param name="Bias">The bias, or null where none is given.</param>
/// <param name="UseBias">Whether the layer has a bias.</param>
/// <param name="Options">The activation's parameters that were written, by property name.</param>
/// <param name="TiedTo">The name of the layer whose weights this one uses, as written, or null where it has its own.</param>
/// <param name="Transposed">Whether the weights were written to be the transpose of that layer's.</param>
public sealed record DenseDeclaration(
    int Units,
    ActivationKind Activation,
    Tensor? Weights,
    Tensor? Bias,
    bool UseBias,
    EquatableArray<ActivationOption> Options,
    string? TiedTo = null,
    bool Transposed = false) : LayerDeclaration
{
    /// <summary>The weights as [inputs, units], where they come from a file that has them that way round as well; else null.</summary>
    public Tensor? TransposedWeights { get; init; }
}

/// <summary>A dropout as the user wrote it, unchecked.</summary>
/// <remarks>Equal when the rate is.</remarks>
/// <param name="Rate">The probability that an element is dropped while the network is trained.</param>
public sealed record DropoutDeclaration(double Rate) : LayerDeclaration;

/// <summary>An activation parameter that the user set.</summary>
/// <remarks>Equal when name and value are.</remarks>
/// <param name="Name">The attribute's property: <c>Slope</c>, <c>Offset</c>, <c>Alpha</c>, <c>Minimum</c> or <c>Maximum</c>.</param>
/// <param name="Value">The value as written.</param>
public sealed record ActivationOption(string Name, double Value);
