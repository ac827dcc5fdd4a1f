using System.Diagnostics;

namespace ReluGen;

/// <summary>
/// Declares a feed-forward network on a <see langword="partial"/> class, struct or record: with layer attributes that
/// follow it on the same declaration, in source order, or with a model file.
/// </summary>
/// <remarks>
/// <para>
/// The generator adds <c>InputSize</c>, <c>OutputSize</c>, <c>ParameterCount</c>, <c>Forward</c>, <c>ForwardBatch</c>,
/// <c>Backward</c> and <c>BackwardBatch</c> to the type, and implements <see cref="INetwork{TSelf, TElement}"/> where
/// the language allows it (a static class or ref struct gets the members without the interface).
/// </para>
/// <para>Every member of a generated network is static and thread-safe.</para>
/// <para>
/// Files are items of the project: <c>&lt;ReluModel Include="lander.onnx" /&gt;</c>. <see cref="Model"/> and <see cref="Weights"/>
/// name them by their path from the project's folder, or by the file name alone where no other file has it.
/// </para>
/// </remarks>
// Several on one type are a fault, but ours to report: the compiler's own error would hide every other diagnostic.
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, AllowMultiple = true, Inherited = false)]
[Conditional("RELUGEN_KEEP_ATTRIBUTES")]
public sealed class NetworkAttribute : Attribute
{
    /// <summary>A network that is read from a file: see <see cref="Model"/>.</summary>
    public NetworkAttribute()
    {
    }

    /// <summary>A network whose layers follow.</summary>
    /// <param name="inputSize">The number of input elements of one sample, 1 to 65,536.</param>
    public NetworkAttribute(int inputSize) => InputSize = inputSize;

    /// <summary>The number of input elements of one sample; 0 where the model file says it.</summary>
    public int InputSize { get; }

    /// <summary>The model file that holds the whole network: ONNX, .nnet, or JSON with layers.</summary>
    public string? Model { get; set; }

    /// <summary>
    /// The outputs of the model file that are wanted, by their names in the file and in the order wanted; all of them when
    /// omitted. What feeds only the others is left out.
    /// </summary>
    public string[]? Outputs { get; set; }

    /// <summary>
    /// The file that holds weights and biases of the layers that follow: safetensors, .npz, .npy, or JSON with arrays. They
    /// are matched by names and shapes, see <c>docs/weights.md</c>.
    /// </summary>
    public string? Weights { get; set; }

    /// <summary>
    /// What the names in the weights file do not say: entries <c>layer=tensor</c>, such as <c>"1=actor.fc1"</c> or
    /// <c>"output.bias=b2"</c>. A layer is named by its number from 1 on or its name in the table of layers.
    /// </summary>
    public string[]? WeightNames { get; set; }

    /// <summary>
    /// The number type of inputs, outputs and parameters: <see cref="ElementType.Float"/> (the default) or
    /// <see cref="ElementType.Double"/>. With a model file, the type that the file was converted to.
    /// </summary>
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
