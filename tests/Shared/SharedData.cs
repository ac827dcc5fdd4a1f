namespace ReluGen.Tests.Shared;

/// <summary>
/// Where test data lies that is no part of the repository: in the folder that <c>RELUGEN_SHARED</c> names, else in
/// <c>shared</c> beside the repository.
/// </summary>
public static class SharedData
{
    private const string Setting = "RELUGEN_SHARED";

    /// <summary>The repository's root folder.</summary>
    public static string Repository { get; } = FindRepository();

    /// <summary>The full path of a file or folder; skips the test where it is absent.</summary>
    /// <param name="relative">The path in the data folder, with forward slashes.</param>
    public static string Find(string relative)
    {
        string root = Environment.GetEnvironmentVariable(Setting) ?? Path.Combine(Repository, "..", "shared");
        string path = Path.GetFullPath(Path.Combine(root, relative));
        if (!Path.Exists(path))
        {
            Assert.Skip($"{path} is not there. Set {Setting} to the folder that has {relative}.");
        }

        return path;
    }

    private static string FindRepository()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "ReluGen.sln")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder ?? throw new InvalidOperationException($"No repository above {AppContext.BaseDirectory}.");
    }
}
