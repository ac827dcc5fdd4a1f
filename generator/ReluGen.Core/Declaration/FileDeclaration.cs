namespace ReluGen.Declaration;

/// <summary>What the user wrote about files, unchecked.</summary>
/// <remarks>Equal when every value is.</remarks>
/// <param name="Model">The model file, or null.</param>
/// <param name="Outputs">The outputs wanted of it, or null where all are.</param>
/// <param name="Weights">The file of weights, or null.</param>
/// <param name="WeightNames">What the user says about names in it, or null.</param>
/// <param name="HasInputSize">Whether the attribute gives an input size.</param>
/// <param name="HasElement">Whether the attribute gives an element type.</param>
/// <param name="OwnMembers">
/// The user's own members that may clash with generated ones, as <c>Forward(float)</c> or <c>ActionOffset</c>: which are
/// generated depends on what the file says.
/// </param>
public sealed record FileDeclaration(
    string? Model,
    EquatableArray<string>? Outputs,
    string? Weights,
    EquatableArray<string>? WeightNames,
    bool HasInputSize,
    bool HasElement,
    EquatableArray<string> OwnMembers);
