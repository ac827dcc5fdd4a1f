using ReluGen.Model;
using ReluGen.Planning;

namespace ReluGen.Emit;

/// <summary>
/// A method that computes dense sums, <c>output = panel · input + bias</c>: the forward pass of a layer, or, over the
/// other panel and without a bias, its input gradient.
/// </summary>
/// <param name="Method">The method's name.</param>
/// <param name="Comment">What it computes.</param>
/// <param name="Order">How each output is summed.</param>
/// <param name="Outputs">The number of outputs.</param>
/// <param name="Panel">The weight panel, [terms, stride].</param>
/// <param name="Stride">The distance between two terms' weights in the panel, in elements.</param>
/// <param name="Bias">The padded bias, or null.</param>
/// <param name="Activation">The method applied to each sum, or null.</param>
/// <param name="InputStride">The distance between two samples' inputs, in elements.</param>
/// <param name="OutputStride">The distance between two samples' outputs, in elements.</param>
/// <param name="IsExact">Whether the output rows have no room behind their last element: they are the caller's.</param>
/// <param name="Tiles">The register tiles.</param>
internal sealed record DenseKernel(
    string Method,
    string Comment,
    SumOrder Order,
    int Outputs,
    string Panel,
    int Stride,
    string? Bias,
    string? Activation,
    int InputStride,
    int OutputStride,
    bool IsExact,
    DenseTiles Tiles);
