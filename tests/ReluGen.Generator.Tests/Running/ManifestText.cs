using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using ReluGen.Manifest;

namespace ReluGen.Tests.Generator.Running;

/// <summary>A manifest as the build task hands it to the compiler.</summary>
internal sealed class ManifestText(string path, string text) : AdditionalText
{
    private readonly SourceText _text = SourceText.From(text, System.Text.Encoding.UTF8);

    /// <summary>The manifest that the build makes of <paramref name="manifest"/>.</summary>
    public ManifestText(ModelManifest manifest)
        : this($"/obj/ReluGen/inside/{manifest.Path}.relu.txt", ManifestWriter.Write(manifest).Text)
    {
    }

    public override string Path { get; } = path;

    public override SourceText GetText(CancellationToken cancellationToken = default) => _text;
}
