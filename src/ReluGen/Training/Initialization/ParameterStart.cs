using System.Numerics;

namespace ReluGen.Training;

/// <summary>First values of all parameters of a network.</summary>
public static class ParameterStart
{
    /// <summary>
    /// Draws the weights of every layer from a stream of its own, so that a layer's values depend on seed, place and sizes alone; biases
    /// become 0. Tied weights are drawn once, for the layer that owns them.
    /// </summary>
    /// <param name="parameters">Receives the values.</param>
    /// <param name="layers">The layers.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="initializer">The distribution of all weights, or <see langword="null"/> for the one that suits each layer's activation, <see cref="For"/>.</param>
    public static void Fill<T>(Span<T> parameters, ReadOnlySpan<LayerParameters> layers, ulong seed, Initializer? initializer = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int index = 0; index < layers.Length; index++)
        {
            LayerParameters layer = layers[index];
            if (!layer.IsTied)
            {
                (initializer ?? For(layer.Activation)).Fill(
                    layer.WeightsOf(parameters), layer.Units, layer.Inputs, RandomSource.ForStream(seed, "weights", index));
            }

            layer.BiasOf(parameters).Clear();
        }
    }

    /// <summary>
    /// The distribution that keeps the variance of values from layer to layer: He for ReLU and its smooth and leaky relatives, LeCun for
    /// SELU, Glorot for everything else.
    /// </summary>
    /// <param name="activation">The layer's activation.</param>
    public static Initializer For(Activation activation) => activation switch
    {
        Activation.Relu or Activation.LeakyRelu or Activation.ClippedRelu or Activation.Elu or Activation.Celu
            or Activation.SoftPlus or Activation.Gelu or Activation.GeluTanh or Activation.Silu or Activation.HardSwish or Activation.Mish => Initializer.HeNormal,
        Activation.Selu => Initializer.LeCunNormal,
        _ => Initializer.GlorotUniform,
    };
}
