using ReluGen.Building;
using ReluGen.Manifest;

namespace ReluGen.Build;

/// <summary>A model file on disk and the files beside it that hold its larger tensors.</summary>
/// <param name="path">The model's full path.</param>
internal sealed class ModelFile(string path)
{
    /// <summary>The largest file that is read: 1 GiB, a quarter of a billion floats.</summary>
    private const long LargestFile = 1L << 30;

    private readonly List<FileProblem> _problems = [];
    private readonly SortedSet<string> _beside = new(StringComparer.Ordinal);

    /// <summary>What went wrong so far.</summary>
    public IReadOnlyList<FileProblem> Problems => _problems;

    /// <summary>The full paths of the files beside the model that it named, apart by bars: the form that the targets file reads.</summary>
    public string FilesBeside => string.Join("|", _beside);

    /// <summary>The model's bytes, or null with a problem.</summary>
    public byte[]? Read() => Read(path, "The model file");

    /// <summary>The bytes of a file beside the model, or null where there is none that may be read.</summary>
    /// <param name="name">Its name relative to the model's folder, with <c>/</c> between its parts.</param>
    public byte[]? ReadBeside(string name)
    {
        string folder = Path.GetDirectoryName(path)!;
        string full = folder;
        foreach (string part in name.Split('/'))
        {
            if (part is "" or "." or ".." || part.IndexOfAny(Path.GetInvalidFileNameChars()) >= 0)
            {
                return null;
            }

            full = Path.Combine(full, part);
            if (IsLink(full))
            {
                Add($"The file '{name}', which holds tensors of the model, is reached by a link. Put the file itself into the model's folder.");
                return null;
            }
        }

        _beside.Add(full);
        return File.Exists(full) ? Read(full, $"The file '{name}', which holds tensors of the model,") : null;
    }

    private byte[]? Read(string file, string what)
    {
        try
        {
            var info = new FileInfo(file);
            if (!info.Exists)
            {
                Add($"{what} does not exist. Add it, or mend the path in <ReluModel Include=\"…\" />.");
            }
            else if (info.Length > LargestFile)
            {
                Add(FormattableString.Invariant($"{what} has {info.Length} bytes; {LargestFile} are read at most. Split the model or make it smaller."));
            }
            else
            {
                return File.ReadAllBytes(file);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            Add($"{what} cannot be read: {exception.Message}");
        }

        return null;
    }

    private static bool IsLink(string file)
    {
        try
        {
            return (File.GetAttributes(file) & FileAttributes.ReparsePoint) != 0;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            return false;
        }
    }

    private void Add(string message) => _problems.Add(new FileProblem(FileProblemCodes.Unreadable, message));
}
