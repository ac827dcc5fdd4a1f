using ReluGen.Emit;
using ReluGen.Manifest;
using ReluGen.Model;
using ReluGen.Planning;
using ReluGen.Readers;

namespace ReluGen.Tool.Compiling;

/// <summary>A network on its way from model to text, as in a user's project: through the manifest, large tensors in a resource.</summary>
/// <param name="Model">The model that the code was written from.</param>
/// <param name="Plan">Its plan.</param>
/// <param name="Files">The user's part of the type and the generated files.</param>
/// <param name="Weights">The content of the resource.</param>
internal sealed record NetworkSource(NetworkModel Model, NetworkPlan Plan, IReadOnlyList<GeneratedFile> Files, byte[] Weights)
{
    /// <summary>The name of the resource with the values of large tensors, or null where there is none.</summary>
    public string? Resource => Model.Source?.Resource;

    /// <summary>Writes the code of a model.</summary>
    /// <param name="model">The model, its values in place.</param>
    /// <exception cref="InvalidOperationException">What was written to the manifest cannot be read back.</exception>
    public static NetworkSource Write(NetworkModel model)
    {
        (NetworkModel placed, byte[] weights) = Travel(model with { Type = CompiledNetwork.Type });
        NetworkPlan plan = Planner.Plan(placed);
        var user = new GeneratedFile(
            "User",
            $"namespace {placed.Type.Namespace};\n\n/// <summary>The network.</summary>\npublic partial {placed.Type.Keyword} {placed.Type.Name};\n");
        return new NetworkSource(placed, plan, [user, .. NetworkEmitter.Emit(plan)], weights);
    }

    private static (NetworkModel Model, byte[] Weights) Travel(NetworkModel model)
    {
        (string text, byte[] weights) = ManifestWriter.Write(new ModelManifest(model, default, default));
        ReadResult<ModelManifest> read = ManifestReader.Read(text);
        NetworkModel travelled = read.Value?.Model
            ?? throw new InvalidOperationException("The manifest cannot be read back: " + string.Join("\n", read.Problems));
        return (travelled with
        {
            Type = model.Type,
            Arithmetic = model.Arithmetic,
            DerivativeAtZero = model.DerivativeAtZero,
            Source = travelled.Source is { } source && weights.Length > 0 ? source with { Resource = "Network.weights" } : travelled.Source,
        }, weights);
    }
}
