namespace ReluGen.Tests.Shared;

/// <summary>Data that is not part of the repository: in the folder that <c>RELUGEN_SHARED</c> names, else beside the repository.</summary>
public static class SharedData
{
    /// <summary>The path of a file or folder, or skips the test where there is none.</summary>
    /// <param name="relative">The path below the folder, with <c>/</c> between its parts.</param>
    public static string Find(string relative)
    {
        string root = Environment.GetEnvironmentVariable("RELUGEN_SHARED") ?? Path.Combine(Repository(), "..", "shared");
        string path = Path.GetFullPath(Path.Combine(root, relative));
        if (!File.Exists(path) && !Directory.Exists(path))
        {
            Xunit.Assert.Skip($"'{path}' is not there; RELUGEN_SHARED names its folder.");
        }

        return path;
    }

    private static string Repository()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "ReluGen.sln")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder ?? AppContext.BaseDirectory;
    }
}
