using Microsoft.CodeAnalysis;

namespace ReluGen.Tests.Generator.Running;

/// <summary>What came of one run of generator and analyzer.</summary>
/// <param name="Driver">The driver, to run again after an edit.</param>
/// <param name="Compilation">The compilation with the generated files.</param>
/// <param name="Files">The generated files by hint name.</param>
/// <param name="Faults">Our diagnostics in source order.</param>
internal sealed record GeneratorRun(
    GeneratorDriver Driver,
    Compilation Compilation,
    IReadOnlyDictionary<string, string> Files,
    IReadOnlyList<Fault> Faults)
{
    /// <summary>The generator's own result with its tracked steps.</summary>
    public GeneratorRunResult Result => Driver.GetRunResult().Results.Single();

    /// <summary>The compiler's errors and warnings; missing documentation counts in generated files only.</summary>
    public IReadOnlyList<string> CompilerComplaints =>
    [
        .. Compilation.GetDiagnostics()
            .Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning && !diagnostic.IsSuppressed)
            .Where(diagnostic => diagnostic.Id != "CS1591" || IsGenerated(diagnostic.Location.SourceTree))
            .Select(diagnostic => diagnostic.ToString()),
    ];

    public bool IsGenerated(SyntaxTree? tree) => tree is not null && Result.GeneratedSources.Any(file => file.SyntaxTree == tree);
}
