using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using ReluGen.Building;

namespace ReluGen.Generator.Reporting;

/// <summary>The project's model files as the analyzer sees them: read when a network first asks.</summary>
internal sealed class ProjectFileReader
{
    /// <summary>What was made of a text, as long as the text lives: it outlives many compilations.</summary>
    private static readonly ConditionalWeakTable<SourceText, ProjectFile> Cache = new();

    private readonly AnalyzerOptions _options;
    private readonly Lazy<IReadOnlyList<ProjectFile>> _all;

    /// <summary>Reads from the additional files of <paramref name="options"/>.</summary>
    public ProjectFileReader(AnalyzerOptions options, CancellationToken cancellation)
    {
        _options = options;

        // A cancelled reading is no result to keep.
        _all = new Lazy<IReadOnlyList<ProjectFile>>(
            () => options.AdditionalFiles.Where(text => ProjectFile.IsManifest(text.Path)).Select(text => Read(text, cancellation)).ToArray(),
            LazyThreadSafetyMode.PublicationOnly);
    }

    /// <summary>All of them.</summary>
    public IReadOnlyList<ProjectFile> All => _all.Value;

    /// <summary>The beginning of the model file at <paramref name="path"/> from the project's folder.</summary>
    public Location Locate(string path)
    {
        string folder = _options.AnalyzerConfigOptionsProvider.GlobalOptions.TryGetValue("build_property.ProjectDir", out string? value) ? value : "";
        return Location.Create(folder + path, default, default);
    }

    private static ProjectFile Read(AdditionalText text, CancellationToken cancellation) =>
        text.GetText(cancellation) is { } content
            ? Cache.GetValue(content, source => ProjectFile.Read(text.Path, source.ToString()))
            : ProjectFile.Read(text.Path, "");
}
