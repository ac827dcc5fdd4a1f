namespace ReluGen.Training;

/// <summary>Writes files that are there completely or not at all.</summary>
internal static class CompleteFile
{
    /// <summary>Writes beside the file's place, and moves the result there when it is on the disk.</summary>
    /// <param name="path">The file, which is replaced where it exists.</param>
    /// <param name="write">Writes the content.</param>
    public static void Write(string path, Action<Stream> write)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string temporary = path + ".partial";
        try
        {
            using var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write);
            write(stream);
            stream.Flush(flushToDisk: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }

        File.Move(temporary, path, overwrite: true);
    }
}
