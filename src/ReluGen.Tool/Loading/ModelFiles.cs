using ReluGen.Tool.Terminal;

namespace ReluGen.Tool.Loading;

/// <summary>From what the user named to files.</summary>
internal static class ModelFiles
{
    /// <summary>The paths that <paramref name="arguments"/> stand for: a folder stands for all models in it and below.</summary>
    /// <exception cref="ToolException">Something is not there, or a folder holds no model.</exception>
    public static IReadOnlyList<ModelPath> Expand(IEnumerable<string> arguments)
    {
        var paths = new List<ModelPath>();
        foreach (string argument in arguments)
        {
            if (argument == ModelFile.StandardInput || !Directory.Exists(argument))
            {
                paths.Add(new ModelPath(argument, IsFromFolder: false));
                continue;
            }

            string[] found = Directory.EnumerateFiles(argument, "*", SearchOption.AllDirectories)
                .Where(ModelFormats.IsModelName)
                .Order(StringComparer.Ordinal)
                .ToArray();
            if (found.Length == 0)
            {
                throw new ToolException($"The folder '{argument}' holds no model: no file named .onnx, .nnet or .json.");
            }

            paths.AddRange(found.Select(path => new ModelPath(path, IsFromFolder: true)));
        }

        if (paths.Count(path => path.Path == ModelFile.StandardInput) > 1)
        {
            throw new ToolException("Standard input (-) can be read only once.");
        }

        return paths.DistinctBy(path => path.Path).ToArray();
    }

    /// <summary>Reads a file.</summary>
    /// <param name="path">Its path, or <c>-</c>.</param>
    /// <param name="format">The format that the user says, or null.</param>
    /// <param name="streams">Where standard input is.</param>
    /// <exception cref="ToolException">It cannot be read.</exception>
    public static ModelFile Read(string path, string? format, ToolStreams streams)
    {
        if (path == ModelFile.StandardInput)
        {
            using Stream input = streams.OpenInput();
            using var content = new MemoryStream();
            input.CopyTo(content);
            return new ModelFile(path, ModelFormats.NameFor(content.ToArray(), format), null, content.ToArray());
        }

        byte[] bytes = ReadBytes(path);
        string name = Path.GetFileName(path);
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        return new ModelFile(path, format is null ? name : Path.ChangeExtension(name, format), folder, bytes);
    }

    /// <summary>The content of a file.</summary>
    /// <exception cref="ToolException">It cannot be read.</exception>
    public static byte[] ReadBytes(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ToolException($"There is no file '{path}'.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ToolException($"'{path}' cannot be read: {exception.Message}");
        }
    }
}

/// <summary>A file to read.</summary>
/// <param name="Path">Its path, or <c>-</c>.</param>
/// <param name="IsFromFolder">Whether the user named its folder: then it may turn out to be no model.</param>
internal sealed record ModelPath(string Path, bool IsFromFolder);
