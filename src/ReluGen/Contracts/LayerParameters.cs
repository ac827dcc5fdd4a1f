namespace ReluGen;

/// <summary>Where the parameters of a trainable network's layer are in its flat vectors of parameters and gradients.</summary>
/// <param name="Name">The layer's name in the table of layers, such as <c>hidden1</c>.</param>
/// <param name="Inputs">The number of inputs.</param>
/// <param name="Units">The number of outputs.</param>
/// <param name="WeightsOffset">Where the weights start: [units, inputs], all weights of unit 0 first.</param>
/// <param name="BiasOffset">Where the bias starts, one number a unit; −1 where the layer has none.</param>
/// <param name="Activation">The function applied to each unit's sum.</param>
public readonly record struct LayerParameters(
    string Name, int Inputs, int Units, int WeightsOffset, int BiasOffset, Activation Activation)
{
    /// <summary>The number of weights.</summary>
    public int WeightCount => Inputs * Units;

    /// <summary>The number of weights and biases, which lie one after the other.</summary>
    public int ParameterCount => WeightCount + (HasBias ? Units : 0);

    /// <summary>Whether the layer has a bias.</summary>
    public bool HasBias => BiasOffset >= 0;

    /// <summary>The layer's weights in a vector of all parameters, or their gradient in a gradient.</summary>
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
