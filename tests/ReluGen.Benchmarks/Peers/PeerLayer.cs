using System.Numerics;
using ReluGen.Benchmarks.Networks;
using ReluGen.Model;

namespace ReluGen.Benchmarks.Peers;

/// <summary>A dense layer of a peer: weights, and room for one sample's values.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class PeerLayer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private PeerLayer(BenchmarkNetwork network, int index, int parameterOffset)
    {
        InputSize = network.Sizes[index];
        Units = network.Sizes[index + 1];
        Activation = network.Activations[index];
        Weights = Array.ConvertAll(network.Weights[index], T.CreateTruncating);
        Bias = Array.ConvertAll(network.Biases[index], T.CreateTruncating);
        ParameterOffset = parameterOffset;
        Sums = new T[Units];
        Outputs = new T[Units];
        Gradients = new T[Units];
        if (Activation is not (ActivationKind.Identity or ActivationKind.Relu or ActivationKind.Tanh))
        {
            throw new NotSupportedException($"{network.Name}: the peers have no {Activation}.");
        }
    }

    public int InputSize { get; }

    public int Units { get; }

    public ActivationKind Activation { get; }

    /// <summary>[units, inputs], row-major.</summary>
    public T[] Weights { get; }

    public T[] Bias { get; }

    /// <summary>Where the weights stand in the gradient for the parameters.</summary>
    public int ParameterOffset { get; }

    /// <summary>Where the biases stand in the gradient for the parameters.</summary>
    public int BiasOffset => ParameterOffset + Weights.Length;

    /// <summary>The sums of products, before the activation.</summary>
    public T[] Sums { get; }

    /// <summary>The activated sums.</summary>
    public T[] Outputs { get; }

    /// <summary>The gradients for the outputs.</summary>
    public T[] Gradients { get; }

    public static PeerLayer<T>[] CreateAll(BenchmarkNetwork network)
    {
        var offset = 0;
        var layers = new PeerLayer<T>[network.LayerCount];
        for (var index = 0; index < layers.Length; index++)
        {
            layers[index] = new PeerLayer<T>(network, index, offset);
            offset = layers[index].BiasOffset + layers[index].Units;
        }

        return layers;
    }

    /// <summary>The derivative of the activation; ReLU's at zero is 1, as the networks are declared.</summary>
    public T Derivative(int unit) => Activation switch
    {
        ActivationKind.Relu => Sums[unit] < T.Zero ? T.Zero : T.One,
        ActivationKind.Tanh => T.One - (Outputs[unit] * Outputs[unit]),
        _ => T.One,
    };
}
