using System.Collections.Immutable;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using ReluGen.Generator;

namespace ReluGen.Tests.Generator.Running;

/// <summary>
/// Runs generator and analyzer over source text. Every run happens twice, the second time out of the cache, and once
/// more from scratch under a hostile culture, always with the same bytes.
/// </summary>
internal static class GeneratorDriverHarness
{
    private static readonly ImmutableArray<MetadataReference> References =
    [
        .. Net100.References.All,
        MetadataReference.CreateFromFile(typeof(NetworkAttribute).Assembly.Location),
    ];

    private static readonly CSharpCompilationOptions Options = new(
        OutputKind.DynamicallyLinkedLibrary,
        checkOverflow: true,
        allowUnsafe: false,
        nullableContextOptions: NullableContextOptions.Enable,
        warningLevel: 9999);

    /// <summary>Runs a source without faults: nothing may be reported, and all of it must compile without a warning.</summary>
    public static GeneratorRun RunClean(params string[] sources) => RunClean([], sources);

    /// <summary>Runs a source without faults beside model files.</summary>
    public static GeneratorRun RunClean(ManifestText[] files, params string[] sources)
    {
        GeneratorRun run = Run(Compile(LanguageVersion.CSharp12, sources), files);
        AssertFaults([], run.Faults);
        AssertCompiles(run);
        return run;
    }

    /// <summary>Fails where the compiler says anything, but for the id that a test expects.</summary>
    public static void AssertCompiles(GeneratorRun run, string? expectedId = null)
    {
        List<string> others = run.CompilerComplaints
            .Where(complaint => expectedId is null || !complaint.Contains(expectedId, StringComparison.Ordinal)).ToList();
        if (others.Count > 0)
        {
            Assert.Fail($"{others.Count} errors and warnings, such as:\n{string.Join("\n", others.Take(5))}");
        }
    }

    /// <summary>Runs a source with faults, which must be exactly the <paramref name="expected"/> ones.</summary>
    public static GeneratorRun RunFaulty(string source, params Fault[] expected) => RunFaulty([], source, expected);

    /// <summary>Runs a source with faults beside model files.</summary>
    public static GeneratorRun RunFaulty(ManifestText[] files, string source, params Fault[] expected)
    {
        GeneratorRun run = Run(Compile(LanguageVersion.CSharp12, source), files);
        AssertFaults(expected, run.Faults);
        return run;
    }

    /// <summary>A compilation of <paramref name="sources"/>, each in a file of its own.</summary>
    public static CSharpCompilation Compile(LanguageVersion version, params string[] sources) => CSharpCompilation.Create(
        "Tests",
        sources.Select((source, index) => Parse(source, FormattableString.Invariant($"Source{index}.cs"), version)),
        References,
        Options);

    /// <summary>Parses a file.</summary>
    public static SyntaxTree Parse(string source, string path, LanguageVersion version = LanguageVersion.CSharp12) =>
        CSharpSyntaxTree.ParseText(
            source, new CSharpParseOptions(version, DocumentationMode.Diagnose), path, cancellationToken: TestContext.Current.CancellationToken);

    /// <summary>Runs over <paramref name="compilation"/> and checks what holds for every run.</summary>
    public static GeneratorRun Run(CSharpCompilation compilation, params ManifestText[] files)
    {
        GeneratorRun first = RunOnce(CreateDriver(compilation, files), compilation, files);
        AssertSound(first);

        GeneratorRun second = RunOnce(first.Driver, compilation.Clone(), files);
        AssertSame(first, second);
        AssertCached(second);

        AssertSame(first, HostileCulture.Run(() => RunOnce(CreateDriver(compilation, files), compilation, files)));
        return first;
    }

    /// <summary>One run and nothing else, for tests of the cache.</summary>
    public static GeneratorRun RunOnce(GeneratorDriver driver, CSharpCompilation compilation, params ManifestText[] files)
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        driver = driver.RunGeneratorsAndUpdateCompilation(compilation, out Compilation output, out _, cancellation);

        var options = new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([.. files]), onAnalyzerException: null, concurrentAnalysis: false, logAnalyzerExecutionTime: false);
        ImmutableArray<Diagnostic> diagnostics = new CompilationWithAnalyzers(output, [new NetworkAnalyzer()], options)
            .GetAnalyzerDiagnosticsAsync(cancellation).GetAwaiter().GetResult();

        GeneratorRunResult result = driver.GetRunResult().Results.Single();
        return new GeneratorRun(
            driver,
            output,
            result.GeneratedSources.IsDefault
                ? new Dictionary<string, string>()
                : result.GeneratedSources.ToDictionary(file => file.HintName, file => file.SourceText.ToString()),
            [
                .. diagnostics
                    .OrderBy(diagnostic => diagnostic.Location.SourceTree?.FilePath, StringComparer.Ordinal)
                    .ThenBy(diagnostic => diagnostic.Location.SourceSpan.Start)
                    .ThenBy(diagnostic => diagnostic.Id, StringComparer.Ordinal)
                    .Select(Fault.Of),
            ]);
    }

    /// <summary>A driver that remembers its steps.</summary>
    public static GeneratorDriver CreateDriver(CSharpCompilation compilation, params ManifestText[] files) => CSharpGeneratorDriver.Create(
        [new NetworkGenerator().AsSourceGenerator()],
        additionalTexts: files,
        parseOptions: (CSharpParseOptions)compilation.SyntaxTrees[0].Options,
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    private static void AssertFaults(IReadOnlyList<Fault> expected, IReadOnlyList<Fault> actual)
    {
        if (!expected.SequenceEqual(actual))
        {
            string code = string.Join(",\n", actual.Select(fault => "            " + fault.ToCode()));
            Assert.Fail($"Expected {expected.Count} faults, got {actual.Count}. If they are right, paste:\n{code}");
        }
    }

    private static void AssertSound(GeneratorRun run)
    {
        Assert.Null(run.Result.Exception);
        Assert.Empty(run.Result.Diagnostics);
        Assert.All(run.Files.Values, text =>
        {
            Assert.DoesNotContain('\r', text);
            Assert.EndsWith("\n", text, StringComparison.Ordinal);
        });
    }

    private static void AssertSame(GeneratorRun first, GeneratorRun again)
    {
        Assert.Equal(first.Files.Keys, again.Files.Keys);
        Assert.All(first.Files, file => Assert.Equal(file.Value, again.Files[file.Key]));
        Assert.Equal(first.Faults, again.Faults);
    }

    private static void AssertCached(GeneratorRun run)
    {
        foreach (string step in TrackingNames.All)
        {
            Assert.All(
                run.Result.TrackedSteps.GetValueOrDefault(step, []).SelectMany(tracked => tracked.Outputs),
                output => Assert.Equal(IncrementalStepRunReason.Cached, output.Reason));
        }

        Assert.All(
            run.Result.TrackedOutputSteps.SelectMany(step => step.Value).SelectMany(tracked => tracked.Outputs),
            output => Assert.Equal(IncrementalStepRunReason.Cached, output.Reason));
    }
}
