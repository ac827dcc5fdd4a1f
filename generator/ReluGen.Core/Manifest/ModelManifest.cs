using ReluGen.Importing;
using ReluGen.Model;

namespace ReluGen.Manifest;

/// <summary>
/// What the build task hands to the generator about a file, as text: everything but the values of large tensors. It holds
/// a model, or the tensors of a file that holds nothing else.
/// </summary>
/// <remarks>Equal when every part is, weights by content hash.</remarks>
/// <param name="Model">The model, or null where the file holds tensors alone.</param>
/// <param name="Refused">The outputs that cannot be computed.</param>
/// <param name="Unsupported">The nodes that keep them from it.</param>
/// <param name="Tensors">The tensors of a file without a model, or null.</param>
/// <param name="Path">The file's path from the project's folder, with <c>/</c> between its parts; what <c>Model = "…"</c> is matched against.</param>
public sealed record ModelManifest(
    NetworkModel? Model,
    EquatableArray<RefusedOutput> Refused,
    EquatableArray<UnsupportedNode> Unsupported,
    StoredTensors? Tensors = null,
    string Path = "");

/// <summary>A file that holds tensors and no model: weights for a network that is declared by attributes.</summary>
/// <remarks>Equal when every part is, values by content hash.</remarks>
/// <param name="Source">The file.</param>
/// <param name="Element">The number type that the values are held in.</param>
/// <param name="Tensors">The tensors in the file's order.</param>
/// <param name="Unreadable">The tensors of formats that are not read; an error only where one is needed.</param>
public sealed record StoredTensors(
    ModelSource Source, ElementKind Element, EquatableArray<StoredTensor> Tensors, EquatableArray<UnreadableTensor> Unreadable = default);

/// <summary>A tensor of a format that is not read.</summary>
/// <remarks>Equal when both texts are.</remarks>
/// <param name="Name">Its name in the file.</param>
/// <param name="Reason">What stands behind the name in a message: <c>is of the format F8_E4M3, which is not read</c>.</param>
public sealed record UnreadableTensor(string Name, string Reason);

/// <summary>A tensor of a file without a model.</summary>
/// <remarks>Equal when every part is, values by content hash.</remarks>
/// <param name="Name">Its name in the file.</param>
/// <param name="Shape">Its dimensions.</param>
/// <param name="Values">Its values, row-major, rounded to the element type.</param>
/// <param name="Transposed">The values of a matrix column by column, for layers whose file holds [inputs, units]; null for other ranks.</param>
/// <param name="IsInteger">Whether the file holds whole numbers, as quantised weights are; no layer takes those.</param>
public sealed record StoredTensor(string Name, Shape Shape, Tensor Values, Tensor? Transposed, bool IsInteger = false);
