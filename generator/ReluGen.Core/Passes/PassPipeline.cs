using ReluGen.Importing;
using ReluGen.Model;

namespace ReluGen.Passes;

/// <summary>A model, and where its parameters come from: what a pass reads and gives back.</summary>
/// <param name="Model">The model.</param>
/// <param name="Origins">Where each parameter comes from.</param>
public sealed record PassResult(NetworkModel Model, IReadOnlyList<ParameterOrigin> Origins);

/// <summary>Runs all passes over an imported model, and the verifier between them.</summary>
public static class PassPipeline
{
    private static readonly (string Name, Func<PassResult, ImportOptions, PassResult> Run)[] Passes =
    [
        ("dead nodes", (input, _) => input),
        ("arrangements", (input, _) => ArrangePass.Run(input)),
        ("dense biases", (input, _) => DenseBiasPass.Run(input)),
        ("batch normalisation", (input, options) => options.FoldsBatchNormalization ? BatchNormalizationPass.Run(input) : input),
        ("activations", (input, _) => ActivationPass.Run(input)),
        ("powers", (input, _) => PowerPass.Run(input)),
    ];

    /// <summary>Runs the passes in order; each leaves nodes that nothing reads any more to <see cref="DeadNodePass"/>.</summary>
    /// <param name="input">An imported model.</param>
    /// <param name="options">What the user says about it.</param>
    /// <param name="faults">What the verifier finds after a pass: always a fault of ours. Empty where all is well.</param>
    public static PassResult Run(PassResult input, ImportOptions options, out IReadOnlyList<string> faults)
    {
        PassResult result = input;
        foreach ((string name, Func<PassResult, ImportOptions, PassResult> run) in Passes)
        {
            result = DeadNodePass.Run(run(result, options));
            faults = ModelVerifier.Verify(result.Model).Select(fault => $"After the pass on {name}: {fault}").ToArray();
            if (faults.Count > 0)
            {
                return result;
            }
        }

        faults = [];
        return result;
    }
}
