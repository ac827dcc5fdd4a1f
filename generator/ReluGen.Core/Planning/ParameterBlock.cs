namespace ReluGen.Planning;

/// <summary>
/// The memory of an instance of a trainable network: the parameters in their documented layout, and behind them the panels that
/// kernels read, each on a cache line at a place that never changes.
/// </summary>
/// <remarks>Equal when every part is.</remarks>
/// <param name="Length">The number of elements.</param>
public sealed record ParameterBlock(long Length);

/// <summary>Where a layer's panels are in a <see cref="ParameterBlock"/>, in bytes.</summary>
/// <remarks>
/// Equal when every part is. Where rows need no padding and start on a cache line, kernels read the parameters themselves, and nothing
/// is copied.
/// </remarks>
/// <param name="ByInput">Weights, a row an input.</param>
/// <param name="ByInputTail">The weights of the last units, where they stand apart; else 0.</param>
/// <param name="ByUnit">Weights, a row a unit.</param>
/// <param name="Bias">The bias; 0 where there is none.</param>
/// <param name="IsByUnitCopied">Whether the rows of units are a copy, not the parameters.</param>
/// <param name="IsBiasCopied">Whether the bias is a copy, not the parameters.</param>
/// <param name="IsByInputTrained">Whether a training pass reads the weights by input.</param>
/// <param name="IsByUnitTrained">Whether a training pass reads the weights by unit.</param>
public sealed record PanelPlaces(
    long ByInput,
    long ByInputTail,
    long ByUnit,
    long Bias,
    bool IsByUnitCopied,
    bool IsBiasCopied,
    bool IsByInputTrained,
    bool IsByUnitTrained);
