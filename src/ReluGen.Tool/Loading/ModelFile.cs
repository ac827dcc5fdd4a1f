namespace ReluGen.Tool.Loading;

/// <summary>A model file, read.</summary>
/// <param name="Path">What the user called it; <c>-</c> for standard input.</param>
/// <param name="Name">Its name without folders, with an extension that says what it is.</param>
/// <param name="Folder">The folder that it lies in, or null where it came through a pipe.</param>
/// <param name="Bytes">Its content.</param>
internal sealed record ModelFile(string Path, string Name, string? Folder, byte[] Bytes)
{
    /// <summary>The path that stands for standard input.</summary>
    public const string StandardInput = "-";

    /// <summary>A file of the model's folder, for data that the model keeps apart.</summary>
    /// <param name="name">Its relative name, with <c>/</c> between parts.</param>
    /// <returns>Its content; null where there is none, or where it leads out of the folder through a link.</returns>
    public byte[]? ReadBeside(string name)
    {
        if (Folder is null)
        {
            return null;
        }

        string path = System.IO.Path.GetFullPath(System.IO.Path.Combine(Folder, name));
        try
        {
            return File.Exists(path) && IsInside(path) ? File.ReadAllBytes(path) : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Whether no part of the path below the model's folder is a link: a link could lead anywhere.</summary>
    private bool IsInside(string path)
    {
        string root = System.IO.Path.GetFullPath(Folder!);
        for (string? part = path; part is not null && part.Length > root.Length; part = System.IO.Path.GetDirectoryName(part))
        {
            if (new FileInfo(part).LinkTarget is not null)
            {
                return false;
            }
        }

        return path.StartsWith(root, StringComparison.Ordinal);
    }
}
