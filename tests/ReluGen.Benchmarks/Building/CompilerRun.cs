using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ReluGen.Generator;

namespace ReluGen.Benchmarks.Building;

/// <summary>The compiler in this process, as a build or an editor drives it.</summary>
internal static class CompilerRun
{
    private static readonly MetadataReference[] _references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
        .Split(Path.PathSeparator)
        .Where(path => Path.GetFileName(path) is "ReluGen.dll" or "netstandard.dll" || Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
        .Select(path => (MetadataReference)MetadataReference.CreateFromFile(path))
        .ToArray();

    private static readonly CSharpParseOptions _parseOptions = new(LanguageVersion.CSharp12);

    /// <summary>Parses the files.</summary>
    public static CSharpCompilation Parse(IReadOnlyList<(string Path, string Text)> files) => CSharpCompilation.Create(
        "Project",
        files.Append((Path: "Elsewhere.cs", Text: NetworkProject.Elsewhere)).Select(file => Parse(file.Text, file.Path)),
        _references,
        new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, nullableContextOptions: NullableContextOptions.Enable));

    /// <summary>Parses a file.</summary>
    public static SyntaxTree Parse(string text, string path) => CSharpSyntaxTree.ParseText(text, _parseOptions, path);

    /// <summary>A driver with the generator in it.</summary>
    public static GeneratorDriver CreateDriver() =>
        CSharpGeneratorDriver.Create([new NetworkGenerator().AsSourceGenerator()], parseOptions: _parseOptions);

    /// <summary>Parses, generates where wanted, and writes the assembly.</summary>
    /// <exception cref="InvalidOperationException">It does not compile, or nothing was generated.</exception>
    public static void Build(IReadOnlyList<(string Path, string Text)> files, bool withGenerator)
    {
        Compilation compilation = Parse(files);
        if (withGenerator)
        {
            CreateDriver().RunGeneratorsAndUpdateCompilation(compilation, out compilation, out _);
            if (compilation.SyntaxTrees.Count() <= files.Count + 1)
            {
                throw new InvalidOperationException("The generator generated nothing.");
            }
        }

        using var image = new MemoryStream();
        var errors = compilation.Emit(image).Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Take(5).ToList();
        if (errors.Count > 0)
        {
            throw new InvalidOperationException("The project does not compile:\n" + string.Join("\n", errors));
        }
    }
}
