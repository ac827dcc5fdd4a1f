using ReluGen.Model;

namespace ReluGen.Importing;

/// <summary>What the user may say about a model file.</summary>
/// <remarks>Equal when every part is.</remarks>
/// <param name="Outputs">The names of the outputs to keep, in the order wanted; none for all.</param>
/// <param name="Dimensions">Sizes for open dimensions by name. The first dimension of an input is the batch and needs none.</param>
/// <param name="Element">The number type to compute in, or null for the file's own: double where it is double, else float.</param>
/// <param name="FoldsBatchNormalization">Whether batch normalisation may be folded into a dense neighbour, which changes how results round.</param>
public sealed record ImportOptions(
    EquatableArray<string> Outputs = default,
    EquatableArray<NamedSize> Dimensions = default,
    ElementKind? Element = null,
    bool FoldsBatchNormalization = false);

/// <summary>The size of an open dimension.</summary>
/// <remarks>Equal when both parts are.</remarks>
/// <param name="Name">The dimension's name in the file.</param>
/// <param name="Size">Its size.</param>
public sealed record NamedSize(string Name, int Size);
