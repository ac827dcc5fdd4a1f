namespace ReluGen;

/// <summary>Where the parameters of a trainable network's layer are in its flat vectors of parameters and gradients.</summary>
/// <param name="Name">The layer's name in the table of layers, such as <c>hidden1</c>.</param>
/// <param name="Inputs">The number of inputs.</param>
/// <param name="Units">The number of outputs.</param>
/// <param name="WeightsOffset">Where the weights start: [units, inputs], all weights of unit 0 first; those of another layer where they are tied.</param>
/// <param name="BiasOffset">Where the bias starts, one number a unit; −1 where the layer has none.</param>
/// <param name="Activation">The function applied to each unit's sum.</param>
/// <param name="TiedTo">The name of the earlier layer that owns the weights, or <see langword="null"/> where they are the layer's own.</param>
/// <param name="IsTransposed">Whether tied weights are used transposed, so that they stand as [inputs, units].</param>
public readonly record struct LayerParameters(
    string Name, int Inputs, int Units, int WeightsOffset, int BiasOffset, Activation Activation, string? TiedTo = null, bool IsTransposed = false)
{
    /// <summary>The number of weights.</summary>
    public int WeightCount => Inputs * Units;

    /// <summary>The number of weights and biases of the layer's own: tied weights count for the layer that owns them.</summary>
    public int ParameterCount => (IsTied ? 0 : WeightCount) + (HasBias ? Units : 0);

    /// <summary>Whether the weights are those of another layer.</summary>
    public bool IsTied => TiedTo is not null;

    /// <summary>Whether the layer has a bias.</summary>
    public bool HasBias => BiasOffset >= 0;

    /// <summary>The layer's weights in a vector of all parameters, or their gradient in a gradient; tied ones as they stand with the layer that owns them.</summary>
    /// <param name="all">The vector.</param>
    /// <exception cref="ArgumentOutOfRangeException">The vector is shorter than the network's.</exception>
    public Span<T> WeightsOf<T>(Span<T> all) => all.Slice(WeightsOffset, WeightCount);

    /// <inheritdoc cref="WeightsOf{T}(Span{T})"/>
    public ReadOnlySpan<T> WeightsOf<T>(ReadOnlySpan<T> all) => all.Slice(WeightsOffset, WeightCount);

    /// <summary>The layer's bias in a vector of all parameters, or its gradient in a gradient; empty where it has none.</summary>
    /// <param name="all">The vector.</param>
    /// <exception cref="ArgumentOutOfRangeException">The vector is shorter than the network's.</exception>
    public Span<T> BiasOf<T>(Span<T> all) => HasBias ? all.Slice(BiasOffset, Units) : [];

    /// <inheritdoc cref="BiasOf{T}(Span{T})"/>
    public ReadOnlySpan<T> BiasOf<T>(ReadOnlySpan<T> all) => HasBias ? all.Slice(BiasOffset, Units) : [];
}
