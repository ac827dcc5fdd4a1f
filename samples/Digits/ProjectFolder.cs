namespace Digits;

/// <summary>Where the project is, so that the next build finds what training writes.</summary>
internal static class ProjectFolder
{
    /// <summary>The project's folder, when the program runs from below it; otherwise the current folder.</summary>
    public static string Find()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Digits.csproj")))
            {
                return folder.FullName;
            }
        }

        return Environment.CurrentDirectory;
    }
}
