using System.Diagnostics;

namespace ReluGen;

/// <summary>
/// Declares a feed-forward network on a <see langword="partial"/> class, struct or record. The layer attributes that
/// follow it on the same declaration, in source order, are its layers.
/// </summary>
/// <remarks>
/// <para>
/// The generator adds <c>InputSize</c>, <c>OutputSize</c>, <c>ParameterCount</c>, <c>Forward</c>, <c>ForwardBatch</c>,
/// <c>Backward</c> and <c>BackwardBatch</c> to the type, and implements <see cref="INetwork{TSelf, TElement}"/> where
/// the language allows it (a static class or ref struct gets the members without the interface).
/// </para>
/// <para>Every member of a generated network is static and thread-safe.</para>
/// </remarks>
/// <param name="inputSize">The number of input elements of one sample, 1 to 65,536.</param>
// Several on one type are a fault, but ours to report: the compiler's own error would hide every other diagnostic.
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, AllowMultiple = true, Inherited = false)]
[Conditional("RELUGEN_KEEP_ATTRIBUTES")]
public sealed class NetworkAttribute(int inputSize) : Attribute
{
    /// <summary>The number of input elements of one sample.</summary>
    public int InputSize { get; } = inputSize;

    /// <summary>The number type of inputs, outputs and parameters: <see cref="ElementType.Float"/> (the default) or <see cref="ElementType.Double"/>.</summary>
    public ElementType ElementType { get; set; } = ElementType.Float;

    /// <summary>Whether sums of products use fused multiply-adds (the default) or round twice.</summary>
    public Arithmetic Arithmetic { get; set; } = Arithmetic.Fused;

    /// <summary>
    /// Which one-sided derivative counts at a bend at exactly zero: 1, the default, takes the one from the right
    /// (ReLU's derivative at 0 is 1); 0 takes the one from the left (ReLU's derivative at 0 is 0, as PyTorch and
    /// TensorFlow have it). ReLU, leaky ReLU, clipped ReLU, ELU and SELU obey it. No other value is allowed.
    /// </summary>
    public int DerivativeAtZero { get; set; } = 1;
}
