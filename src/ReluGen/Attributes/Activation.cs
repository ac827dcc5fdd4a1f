namespace ReluGen;

/// <summary>The activation functions, each applied to a layer's sums <c>z</c>.</summary>
/// <remarks>
/// <para>
/// Definitions, derivatives and error bounds are in <c>docs/numerics.md</c>. Bends that are not at zero take the
/// derivative of the flat side. NaN in gives NaN out.
/// </para>
/// <para><see cref="Softmax"/> and <see cref="LogSoftmax"/> act on the whole layer and are allowed on the last layer only.</para>
/// </remarks>
public enum Activation
{
    /// <summary><c>z</c>: the sums themselves. Derivative 1. Range (−∞, ∞). Widrow and Hoff, 1960.</summary>
    Identity = 0,

    /// <summary>
    /// Rectified linear unit: <c>max(z, 0)</c>. Derivative 0 below zero, 1 above, and
    /// <see cref="NetworkAttribute.DerivativeAtZero"/> at zero. Range [0, ∞). Nair and Hinton, 2010.
    /// </summary>
    Relu = 1,

    /// <summary>
    /// Leaky ReLU: <c>z</c> from zero on, <c>Slope · z</c> below. Derivative 1 or <c>Slope</c>. Range (−∞, ∞).
    /// Maas, Hannun and Ng, 2013.
    /// </summary>
    LeakyRelu = 2,

    /// <summary>
    /// Clipped ReLU, with the default bound known as ReLU6: <c>min(max(z, 0), Maximum)</c>. Derivative 1 between the
    /// bounds, 0 outside and at <c>Maximum</c>. Range [0, Maximum]. Krizhevsky, 2010.
    /// </summary>
    ClippedRelu = 3,

    /// <summary>
    /// Exponential linear unit: <c>z</c> from zero on, <c>Alpha · (eᶻ − 1)</c> below. Derivative 1 or <c>Alpha · eᶻ</c>.
    /// Range (−Alpha, ∞). Clevert, Unterthiner and Hochreiter, 2016.
    /// </summary>
    Elu = 4,

    /// <summary>
    /// Scaled ELU: <c>λz</c> from zero on, <c>λα(eᶻ − 1)</c> below, λ = 1.0507009873554805, α = 1.6732632423543772.
    /// Derivative λ or <c>λα·eᶻ</c>. Range (−λα, ∞). Klambauer et al., 2017.
    /// </summary>
    Selu = 5,

    /// <summary>
    /// Continuously differentiable ELU: <c>z</c> from zero on, <c>Alpha · (e^(z/Alpha) − 1)</c> below. Derivative 1 or
    /// <c>e^(z/Alpha)</c>. Range (−Alpha, ∞). Barron, 2017.
    /// </summary>
    Celu = 6,

    /// <summary><c>log(1 + eᶻ)</c>. Derivative sigmoid(z). Range (0, ∞). Dugas et al., 2001.</summary>
    SoftPlus = 7,

    /// <summary><c>z / (1 + |z|)</c>. Derivative <c>1 / (1 + |z|)²</c>. Range (−1, 1). Turian, Bergstra and Bengio, 2009.</summary>
    SoftSign = 8,

    /// <summary>
    /// The logistic function <c>1 / (1 + e⁻ᶻ)</c>. Derivative <c>a(1 − a)</c> of the activation a. Range (0, 1), rounding to
    /// its ends. Rumelhart, Hinton and Williams, 1986.
    /// </summary>
    Sigmoid = 9,

    /// <summary>
    /// <c>min(max(Slope · z + Offset, 0), 1)</c>, by default with slope 1/6 and offset 1/2 as in PyTorch. Derivative
    /// <c>Slope</c> inside, 0 at and beyond the bounds. Range [0, 1]. Courbariaux et al., 2015.
    /// </summary>
    HardSigmoid = 10,

    /// <summary>
    /// Hyperbolic tangent. Derivative <c>1 − a²</c> of the activation a. Range (−1, 1), rounding to its ends. LeCun, Bottou, Orr
    /// and Müller, 1998.
    /// </summary>
    Tanh = 11,

    /// <summary>
    /// <c>min(max(z, Minimum), Maximum)</c>. Derivative 1 inside, 0 at and beyond the bounds. Range [Minimum, Maximum].
    /// Collobert, 2004.
    /// </summary>
    HardTanh = 12,

    /// <summary>
    /// Gaussian error linear unit, exact: <c>z·Φ(z) = z/2 · (1 + erf(z/√2))</c>. Derivative <c>Φ(z) + z·φ(z)</c>.
    /// Range [−0.17, ∞). Hendrycks and Gimpel, 2016.
    /// </summary>
    Gelu = 13,

    /// <summary>
    /// GELU in its tanh form: <c>z/2 · (1 + tanh(√(2/π)(z + 0.044715 z³)))</c>, computed as <c>z · sigmoid(2√(2/π)(z + 0.044715 z³))</c>.
    /// Derivative <c>s + z·s(1 − s)·2√(2/π)(1 + 0.134145 z²)</c> with s that sigmoid. Range [−0.17, ∞). Hendrycks and Gimpel, 2016.
    /// </summary>
    GeluTanh = 14,

    /// <summary>
    /// Sigmoid linear unit (swish): <c>z · sigmoid(z)</c>. Derivative <c>s(1 + z(1 − s))</c>. Range [−0.28, ∞).
    /// Elfwing, Uchibe and Doya, 2018.
    /// </summary>
    Silu = 15,

    /// <summary>
    /// <c>z · min(max(z/6 + 1/2, 0), 1)</c>. Derivative 0 up to −3, 1 from 3 on, <c>z/3 + 1/2</c> between.
    /// Range [−0.375, ∞). Howard et al., 2019.
    /// </summary>
    HardSwish = 16,

    /// <summary>
    /// <c>z · tanh(softplus(z))</c>. Derivative <c>t + z(1 − t²)·sigmoid(z)</c> with t that tanh. Range [−0.31, ∞). Misra, 2020.
    /// </summary>
    Mish = 17,

    /// <summary>
    /// <c>e^(zᵢ − m) / Σ e^(zⱼ − m)</c> with m the largest z: probabilities that add up to 1. Derivative of aᵢ for zⱼ:
    /// <c>aᵢ(1 − aᵢ)</c> for i = j, else <c>−aᵢaⱼ</c>. Range [0, 1]. Last layer only. Bridle, 1990.
    /// </summary>
    Softmax = 18,

    /// <summary>
    /// The logarithm of softmax: <c>zᵢ − m − log Σ e^(zⱼ − m)</c>. Derivative of aᵢ for zⱼ: 1 for i = j, else 0, less
    /// <c>e^aⱼ</c>. Range (−∞, 0]. Last layer only. Bridle, 1990.
    /// </summary>
    LogSoftmax = 19,
}
