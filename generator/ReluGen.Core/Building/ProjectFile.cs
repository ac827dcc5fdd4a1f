using ReluGen.Manifest;
using ReluGen.Readers;

namespace ReluGen.Building;

/// <summary>A model file of the project as the build task handed it on.</summary>
/// <remarks>Equal when every part is, weights by content hash.</remarks>
/// <param name="Path">Its path from the project's folder, with <c>/</c> between its parts.</param>
/// <param name="Manifest">What it holds, or null where that cannot be read.</param>
/// <param name="Fault">What is wrong with the manifest, or null.</param>
public sealed record ProjectFile(string Path, ModelManifest? Manifest, string? Fault)
{
    /// <summary>The end of a manifest's file name; the model's own name stands before it.</summary>
    public const string ManifestExtension = ".relu.txt";

    /// <summary>Its name without folders.</summary>
    public string Name => Path.Substring(Path.LastIndexOf('/') + 1);

    /// <summary>Whether a file may be a manifest.</summary>
    public static bool IsManifest(string path) => path.EndsWith(ManifestExtension, StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads the manifest at <paramref name="path"/>. One that is broken still stands for the file that it is named after.</summary>
    public static ProjectFile Read(string path, string text)
    {
        ReadResult<ModelManifest> read = ManifestReader.Read(text);
        string name = path.Substring(path.LastIndexOfAny(['/', '\\']) + 1);
        return read.Value is { } manifest
            ? new ProjectFile(manifest.Path, manifest, null)
            : new ProjectFile(name.Substring(0, name.Length - ManifestExtension.Length), null, read.Problems[0]);
    }
}
