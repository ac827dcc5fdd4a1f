using System.Text;
using ReluGen.Tool.Terminal;

namespace ReluGen.Tool.Emitting;

/// <summary>A folder that emitted files are written to. It replaces what it wrote before and nothing else.</summary>
/// <param name="path">The folder.</param>
/// <param name="className">The class that the files belong to.</param>
internal sealed class EmitFolder(string path, string className)
{
    /// <summary>Writes all files: first under temporary names, then each into its place. Files of an earlier run that are not among them go.</summary>
    /// <param name="files">The files.</param>
    /// <param name="force">Whether files that are not ours may be replaced.</param>
    /// <exception cref="ToolException">A file is in the way, or the folder cannot be written to.</exception>
    public void Write(IReadOnlyList<EmittedFile> files, bool force)
    {
        try
        {
            // What is ours is known before anything changes.
            string[] foreign = files.Select(file => file.Name).Where(name => File.Exists(Full(name)) && !IsOurs(name)).ToArray();
            if (foreign.Length > 0 && !force)
            {
                throw new ToolException($"'{Full(foreign[0])}'{(foreign.Length > 1 ? FormattableString.Invariant($" and {foreign.Length - 1} more") : "")} was not written by 'relugen emit'. Choose another folder or --class, or add --force to replace it.");
            }

            string[] stale = OlderFiles().Except(files.Select(file => file.Name)).ToArray();
            Directory.CreateDirectory(path);
            Move(files);
            foreach (string name in stale)
            {
                File.Delete(Full(name));
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new ToolException($"'{path}' cannot be written to: {exception.Message}");
        }
    }

    private void Move(IReadOnlyList<EmittedFile> files)
    {
        string suffix = $".{Guid.NewGuid():N}.tmp";
        try
        {
            foreach (EmittedFile file in files)
            {
                File.WriteAllBytes(Full(file.Name) + suffix, file.Content);
            }

            foreach (EmittedFile file in files)
            {
                File.Move(Full(file.Name) + suffix, Full(file.Name), overwrite: true);
            }
        }
        finally
        {
            foreach (EmittedFile file in files)
            {
                File.Delete(Full(file.Name) + suffix);
            }
        }
    }

    /// <summary>The files of this class that an earlier run wrote.</summary>
    private IEnumerable<string> OlderFiles() => !Directory.Exists(path) ? [] : Directory.EnumerateFiles(path)
        .Select(file => Path.GetFileName(file))
        .Where(name => name == EmittedCode.WeightsName(className)
            || (name.StartsWith(className + ".", StringComparison.Ordinal) && name.EndsWith(".g.cs", StringComparison.Ordinal)))
        .Where(IsOurs)
        .ToArray();

    /// <summary>C# says so in its first line; weights are ours where the class beside them is.</summary>
    private bool IsOurs(string name)
    {
        string marked = name == EmittedCode.WeightsName(className) ? $"{className}.g.cs" : name;
        if (!File.Exists(Full(marked)))
        {
            return false;
        }

        using FileStream stream = File.OpenRead(Full(marked));
        var start = new byte[EmittedCode.Marker.Length];
        return stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length
            && Encoding.ASCII.GetString(start) == EmittedCode.Marker;
    }

    private string Full(string name) => Path.Combine(path, name);
}
