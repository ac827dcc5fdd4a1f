namespace DrugDosage;

/// <summary>Where the figures go when nobody says where.</summary>
internal static class OutputFolder
{
    private const string Name = "figures";

    /// <summary>Beside the project file, when the program runs from below it; otherwise in the current folder.</summary>
    public static string Default()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "DrugDosage.csproj")))
            {
                return Path.Combine(folder.FullName, Name);
            }
        }

        return Path.GetFullPath(Name);
    }
}
