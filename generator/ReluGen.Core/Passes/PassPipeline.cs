using ReluGen.Importing;
using ReluGen.Model;

namespace ReluGen.Passes;

/// <summary>A model, and where its parameters come from: what a pass reads and gives back.</summary>
/// <param name="Model">The model.</param>
/// <param name="Origins">Where each parameter comes from.</param>
public sealed record PassResult(NetworkModel Model, IReadOnlyList<ParameterOrigin> Origins);

/// <summary>Runs all passes over an imported model.</summary>
public static class PassPipeline
{
    /// <summary>Runs the passes in order.</summary>
    public static PassResult Run(PassResult input, ImportOptions options)
    {
        PassResult result = DeadNodePass.Run(input);
        return result;
    }
}
