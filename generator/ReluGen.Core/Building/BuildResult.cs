using ReluGen.Model;

namespace ReluGen.Building;

/// <summary>What the builder made of a declaration: a model, or everything that is wrong with it.</summary>
/// <remarks>Equal when both parts are.</remarks>
/// <param name="Model">The model, or null where there are problems.</param>
/// <param name="Problems">All problems, in source order.</param>
public sealed record BuildResult(NetworkModel? Model, EquatableArray<Problem> Problems);
