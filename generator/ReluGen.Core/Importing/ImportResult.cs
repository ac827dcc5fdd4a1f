using ReluGen.Model;

namespace ReluGen.Importing;

/// <summary>What a model file became.</summary>
/// <param name="Model">
/// A model with every wanted output that can be computed, or null where there is none. Its type is
/// <see cref="Unnamed"/> until the user's takes its place.
/// </param>
/// <param name="Problems">
/// What keeps the file as a whole from being a model: faults of form, wrong options. With any, there is no model.
/// </param>
/// <param name="Refused">The wanted outputs that cannot be computed.</param>
/// <param name="Unsupported">The nodes that are not supported and that wanted outputs depend on, in file order.</param>
/// <param name="Origins">Where each parameter comes from.</param>
public sealed record ImportResult(
    NetworkModel? Model,
    IReadOnlyList<string> Problems,
    IReadOnlyList<RefusedOutput> Refused,
    IReadOnlyList<UnsupportedNode> Unsupported,
    IReadOnlyList<ParameterOrigin> Origins)
{
    /// <summary>The type of a model that is no user's yet.</summary>
    public static Declaration.TypeDeclaration Unnamed { get; } = new("", default, "class", "Model", IsStatic: true, IsRefStruct: false);
}

/// <summary>An output that cannot be computed.</summary>
/// <remarks>Equal when every part is.</remarks>
/// <param name="Name">The output's name in the file.</param>
/// <param name="Nodes">The unsupported nodes that it depends on, as they are named in messages.</param>
public sealed record RefusedOutput(string Name, EquatableArray<string> Nodes);

/// <summary>A node that is not supported, or not in the way it is used.</summary>
/// <remarks>Equal when every part is.</remarks>
/// <param name="Name">The node's name, or its first output where it has none.</param>
/// <param name="Operator">The operator with its domain, if any.</param>
/// <param name="Opset">The version of the operator set, or 0 where the file says none.</param>
/// <param name="Reason">Why: one sentence.</param>
/// <param name="Remedy">What to do about it: one sentence.</param>
public sealed record UnsupportedNode(string Name, string Operator, long Opset, string Reason, string Remedy)
{
    /// <summary>The version as messages say it.</summary>
    public string Version => Opset == 0 ? "without a version" : FormattableString.Invariant($"opset {Opset}");
}

/// <summary>Where a stretch of the parameter vector comes from.</summary>
/// <param name="Initializer">The name of the constant in the file.</param>
/// <param name="ParameterOffset">Where the stretch starts in the parameter layout.</param>
/// <param name="Map">For each element of the stretch, the element of the constant that it is; <see cref="IndexMap.Filled"/> for none.</param>
/// <param name="Factor">What the constant's elements were multiplied by: 1, or alpha or beta of a product.</param>
public sealed record ParameterOrigin(string Initializer, int ParameterOffset, IndexMap Map, double Factor = 1);
