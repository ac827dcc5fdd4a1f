using System.Numerics;
using ReluGen.Model;
using ReluGen.Tool.Compiling;
using ReluGen.Tool.Loading;
using ReluGen.Tool.Verifying.Cases;

namespace ReluGen.Tool.Verifying;

/// <summary>Holds the generated code of a model to everything that must be true of it.</summary>
/// <param name="options">What the user said.</param>
internal sealed class ModelVerifier(VerifyOptions options)
{
    /// <summary>Verifies a model.</summary>
    /// <param name="loaded">The model.</param>
    /// <param name="stage">Is told what is being done.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="Terminal.ToolException">Cases cannot be read or do not fit the model.</exception>
    public VerificationReport Verify(LoadedModel loaded, Action<string> stage, CancellationToken cancellation)
    {
        if (ModelFaults.Describe(loaded) is { } fault)
        {
            return new VerificationReport { File = loaded.File.Path, Problem = fault, IsReadable = loaded.IsReadable && !loaded.IsWeights };
        }

        NetworkModel model = loaded.Model!;
        IReadOnlyList<CaseRows> cases = ReadCases(loaded, model);
        stage("compiling");
        NetworkSource source = NetworkSource.Write(model);
        using CompiledNetwork compiled = CompiledNetwork.Compile(source, isTimed: false, cancellation);
        var checks = new List<Check>
        {
            new(
                CheckNames.Compiles,
                compiled.Faults.Count == 0,
                compiled.Faults.Count == 0 ? "no error, no warning" : FormattableString.Invariant($"{compiled.Faults.Count} errors and warnings; {compiled.Faults[0]}")),
        };
        var report = new VerificationReport
        {
            File = loaded.File.Path,
            Element = model.Element == ElementKind.Float ? "float" : "double",
            Seed = options.Seed,
            Cases = cases.Count,
            Checks = checks,
        };
        if (!compiled.IsLoaded)
        {
            return report;
        }

        return model.Element == ElementKind.Float
            ? Run(report, checks, model, compiled.Calls<float>(), cases, stage, cancellation)
            : Run(report, checks, model, compiled.Calls<double>(), cases, stage, cancellation);
    }

    private VerificationReport Run<T>(
        VerificationReport report,
        List<Check> checks,
        NetworkModel model,
        NetworkCalls<T> calls,
        IReadOnlyList<CaseRows> cases,
        Action<string> stage,
        CancellationToken cancellation)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var budget = new Budget(model);
        int samples = options.Samples ?? budget.Samples;
        stage("running forward");
        var run = new NetworkRun<T>(model, calls, options.Seed, samples, cancellation);
        var forward = new ForwardChecks<T>(run);
        ErrorStatistics random = forward.AgainstReference(options.Tolerance);
        checks.Add(random.ToCheck(CheckNames.Reference, FormattableString.Invariant($"{random.Compared} elements")));
        checks.Add(forward.Bits());
        checks.Add(forward.Batches());

        stage("running backward");
        var gradients = new GradientChecks<T>(run, budget);
        checks.Add(gradients.Bits());
        checks.Add(gradients.AgainstReference(options.Tolerance));
        stage("taking differences");
        checks.Add(gradients.AgainstDifferences(options.Seed));

        ErrorStatistics? given = null;
        if (cases.Count > 0)
        {
            stage("running cases");
            given = forward.AgainstCases(cases, options.Tolerance);
            checks.Add(given.ToCheck(CheckNames.Cases, FormattableString.Invariant($"{ModelFaults.CountOf(cases.Count, "case")}, {given.Compared} elements")));
        }

        return report with { Samples = samples, Random = random.ToReport(), Given = given?.ToReport() };
    }

    private CaseRows[] ReadCases(LoadedModel loaded, NetworkModel model)
    {
        string[] paths = [.. options.Cases, .. options.TakesCasesBeside ? CaseReader.Beside(loaded.File) : []];
        return paths.Length == 0
            ? []
            : new CaseReader(loaded.InputNames, loaded.OutputNames).Read(paths).Select(given => CaseRows.Cut(model, given)).ToArray();
    }
}
