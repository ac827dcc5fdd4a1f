using ReluGen.Importing;
using ReluGen.Tool.Terminal;

namespace ReluGen.Tool.Loading;

/// <summary>Reads and imports the models of a command line, one at a time.</summary>
/// <param name="options">What the importer is told.</param>
/// <param name="format">The format that the user says, or null.</param>
/// <param name="streams">Where standard input is.</param>
internal sealed class ModelLoader(ImportOptions options, string? format, ToolStreams streams)
{
    /// <summary>Reads and imports a file.</summary>
    /// <exception cref="ToolException">The file cannot be read.</exception>
    public LoadedModel Load(string path)
    {
        ModelFile file = ModelFiles.Read(path, format, streams);
        return new LoadedModel(file, ModelImporter.Import(file.Name, file.Bytes, file.ReadBeside, options));
    }

    /// <summary>Reads and imports a file that must be a model with all wanted outputs.</summary>
    /// <exception cref="ToolException">It is not.</exception>
    public LoadedModel LoadComplete(string path)
    {
        LoadedModel loaded = Load(path);
        ModelFaults.Check(loaded);
        return loaded;
    }
}
