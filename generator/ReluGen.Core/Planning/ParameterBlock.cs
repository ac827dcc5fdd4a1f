namespace ReluGen.Planning;

/// <summary>
/// The memory that a network's kernels read parameters from, each panel on a cache line at a place that never changes. That of a trainable
/// network starts with the parameters in their documented layout.
/// </summary>
/// <remarks>Equal when every part is.</remarks>
/// <param name="Length">The number of elements.</param>
/// <param name="FirstLength">Of a frozen network, the number of elements of what the forward pass of one sample reads; the rest lies behind it. Else 0.</param>
public sealed record ParameterBlock(long Length, long FirstLength = 0);

/// <summary>Where a layer's panels are in a <see cref="ParameterBlock"/>, in bytes.</summary>
/// <remarks>
/// Equal when every part is. What is packed first is what the forward pass of one sample reads and, of a trainable network, a training pass; the
/// rest is packed when it is first needed.
/// </remarks>
/// <param name="ByInput">Weights, a row an input.</param>
/// <param name="ByInputTail">The weights of the last units, where they stand apart; else 0.</param>
/// <param name="ByUnit">Weights, a row a unit.</param>
/// <param name="Bias">The bias; 0 where there is none.</param>
/// <param name="IsByUnitCopied">Whether the rows of units are a copy, not the parameters of a trainable network themselves.</param>
/// <param name="IsBiasCopied">Whether the bias is a copy.</param>
/// <param name="IsByInputFirst">Whether the weights by input are packed first.</param>
/// <param name="IsByUnitFirst">Whether the weights by unit are packed first.</param>
public sealed record PanelPlaces(
    long ByInput,
    long ByInputTail,
    long ByUnit,
    long Bias,
    bool IsByUnitCopied,
    bool IsBiasCopied,
    bool IsByInputFirst,
    bool IsByUnitFirst);
