using ReluGen.Importing;
using ReluGen.Model;

namespace ReluGen.Manifest;

/// <summary>What the build task hands to the generator about a model file, as text: everything but the values of large tensors.</summary>
/// <remarks>Equal when every part is, weights by content hash.</remarks>
/// <param name="Model">The model, or null where no output can be computed.</param>
/// <param name="Refused">The outputs that cannot be computed.</param>
/// <param name="Unsupported">The nodes that keep them from it.</param>
public sealed record ModelManifest(
    NetworkModel? Model,
    EquatableArray<RefusedOutput> Refused,
    EquatableArray<UnsupportedNode> Unsupported);
