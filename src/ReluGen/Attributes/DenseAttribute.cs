using System.Diagnostics;

namespace ReluGen;

/// <summary>
/// A dense (fully connected) layer: <c>output = activation(Weights · input + Bias)</c>.
/// </summary>
/// <param name="units">The number of output elements, 1 to 65,536.</param>
/// <param name="activation">The function applied to each unit's sum; <see cref="Activation.Identity"/> when omitted.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, AllowMultiple = true, Inherited = false)]
[Conditional("RELUGEN_KEEP_ATTRIBUTES")]
public sealed class DenseAttribute(int units, Activation activation = Activation.Identity) : LayerAttribute
{
    /// <summary>The number of output elements.</summary>
    public int Units { get; } = units;

    /// <summary>The function applied to each unit's sum.</summary>
    public Activation Activation { get; } = activation;

    /// <summary>
    /// The weights, <c>units × inputs</c> values, row-major: all weights of unit 0 first, then unit 1, …, the layout of
    /// PyTorch's <c>Linear.weight</c>. Finite. In a float network each value is rounded to the nearest float.
    /// </summary>
    public double[]? Weights { get; set; }

    /// <summary>The bias, one finite value a unit. Required unless <see cref="UseBias"/> is <see langword="false"/>.</summary>
    public double[]? Bias { get; set; }

    /// <summary>Whether the layer adds a bias; <see langword="true"/> when omitted.</summary>
    public bool UseBias { get; set; } = true;

    /// <summary>
    /// The name of an earlier layer, such as <c>"hidden1"</c>, whose weights this one uses instead of weights of its own: as they are where
    /// [units, inputs] are the same, transposed where they are mirrored, as in the second half of an autoencoder. The bias stays its own.
    /// </summary>
    public string? TiedTo { get; set; }

    /// <summary>
    /// Whether the weights that the layer is <see cref="TiedTo"/> are transposed. Only a layer of as many units as inputs has to say so; without it
    /// such a layer uses them as they are.
    /// </summary>
    public bool Transposed { get; set; }

    /// <summary>
    /// The slope of <see cref="Activation.LeakyRelu"/> below zero (default 0.01) or of <see cref="Activation.HardSigmoid"/>
    /// between its bounds (default 1/6).
    /// </summary>
    public double Slope { get; set; }

    /// <summary>The value of <see cref="Activation.HardSigmoid"/> at zero (default 0.5).</summary>
    public double Offset { get; set; }

    /// <summary>The scale of the exponential part of <see cref="Activation.Elu"/> and <see cref="Activation.Celu"/> (default 1).</summary>
    public double Alpha { get; set; }

    /// <summary>The lower bound of <see cref="Activation.HardTanh"/> (default −1).</summary>
    public double Minimum { get; set; }

    /// <summary>The upper bound of <see cref="Activation.HardTanh"/> (default 1) or <see cref="Activation.ClippedRelu"/> (default 6).</summary>
    public double Maximum { get; set; }
}
