using System.Diagnostics;

namespace ReluGen;

/// <summary>
/// Dropout between two layers, or before the first: while the network is trained, each element is set to zero with probability
/// <paramref name="rate"/>, and those that are kept are divided by 1 − rate (Srivastava et al. 2014, in PyTorch's form <c>Dropout</c>).
/// Everywhere else it is the identity.
/// </summary>
/// <remarks>
/// A frozen network leaves it out; of a trainable one, only <c>ForwardChunk</c> with a <see cref="DropoutKey"/> drops, which is what
/// <c>GradientPass</c> and <c>Trainer</c> call. It may not stand behind the last dense layer, nor next to another dropout.
/// </remarks>
/// <param name="rate">The probability that an element is dropped, from 0 to below 1.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, AllowMultiple = true, Inherited = false)]
[Conditional("RELUGEN_KEEP_ATTRIBUTES")]
public sealed class DropoutAttribute(double rate) : LayerAttribute
{
    /// <summary>The probability that an element is dropped.</summary>
    public double Rate { get; } = rate;
}
