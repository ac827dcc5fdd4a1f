using ReluGen.Model;
using ReluGen.Planning;

namespace ReluGen.Emit;

/// <summary>
/// A method that computes dense sums over rows of samples, <c>output = weights · input + bias</c>: the forward pass of a
/// layer, or, over the transposed weights and without a bias, its input gradient.
/// </summary>
/// <param name="Method">The method's name.</param>
/// <param name="Comment">What it computes.</param>
/// <param name="Order">How each output is summed.</param>
/// <param name="Outputs">The number of outputs.</param>
/// <param name="Terms">The panel of weights that tiles with outputs in lanes read, [terms, stride], and its stride.</param>
/// <param name="Units">The panel of weights that tiles with terms in lanes read, [outputs, stride], and its stride.</param>
/// <param name="Bias">The padded bias, or null.</param>
/// <param name="Activation">The method applied to each sum, or null.</param>
/// <param name="InputStride">The distance between two samples' inputs, in elements.</param>
/// <param name="IsInputExact">Whether nothing may be read behind an input row's last element: the rows are the caller's.</param>
/// <param name="OutputStride">The distance between two samples' outputs, in elements.</param>
/// <param name="IsOutputExact">Whether nothing may be written behind an output row's last element.</param>
/// <param name="Tiles">The register tile.</param>
/// <param name="Input">The ref to the first input row.</param>
/// <param name="Output">The ref to the first output row.</param>
/// <param name="HasTiles">Whether it does as many tiles of samples as it is told, one after the other for each tile of outputs.</param>
/// <param name="PanelsParameter">The parameter that holds the address of an instance's panels, behind the others, or nothing.</param>
internal sealed record DenseKernel(
    string Method,
    string Comment,
    SumOrder Order,
    int Outputs,
    WeightPanel Terms,
    WeightPanel Units,
    string? Bias,
    string? Activation,
    int InputStride,
    bool IsInputExact,
    int OutputStride,
    bool IsOutputExact,
    DenseTiles Tiles,
    string Input = "input",
    string Output = "output",
    bool HasTiles = false,
    string PanelsParameter = "");

/// <summary>A panel of weights in aligned memory.</summary>
/// <param name="Field">The field that holds its address.</param>
/// <param name="Stride">The distance between two rows, in elements.</param>
/// <param name="Tail">The panel that holds the last few columns of each row, fewer than a vector of 128 bit or just one, or null.</param>
internal sealed record WeightPanel(string Field, int Stride, WeightPanel? Tail = null);
