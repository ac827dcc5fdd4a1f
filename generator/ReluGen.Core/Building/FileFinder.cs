using ReluGen.Declaration;

namespace ReluGen.Building;

/// <summary>Finds the file that a declaration names among the project's.</summary>
public static class FileFinder
{
    private const int LongestList = 10;

    /// <summary>
    /// The files that <paramref name="declaration"/> may mean: the one with the path that it gives, or all with that name.
    /// </summary>
    public static EquatableArray<ProjectFile> FindAll(NetworkDeclaration declaration, IReadOnlyList<ProjectFile> files)
    {
        if ((declaration.File?.Model ?? declaration.File?.Weights) is not { } written)
        {
            return default;
        }

        string path = Normalize(written);
        ProjectFile[] exact = files.Where(file => file.Path == path).ToArray();
        return new EquatableArray<ProjectFile>(exact.Length > 0 ? exact : files.Where(file => file.Name == path).ToArray());
    }

    /// <summary>The one file that is meant and can be read, or null with a problem.</summary>
    /// <param name="declaration">What the user wrote.</param>
    /// <param name="written">The name as written.</param>
    /// <param name="argument">The argument it is written as.</param>
    /// <param name="all">The project's model files.</param>
    /// <param name="problems">Receives the problem.</param>
    internal static ProjectFile? Find(
        NetworkDeclaration declaration, string written, string argument, IReadOnlyList<ProjectFile> all, List<Problem> problems)
    {
        EquatableArray<ProjectFile> found = FindAll(declaration, all);
        string there = all.Count == 0 ? "It has none" : $"It has {List(all)}";
        void Add(string code, string message) => problems.Add(new Problem(code, new ProblemPlace(ProblemPlace.Network, argument), message));

        if (string.IsNullOrWhiteSpace(written))
        {
            Add(ProblemCodes.UnknownFile, $"{argument} is empty. Name a model file of the project. {there}.");
        }
        else if (found.Count == 0)
        {
            string add = $"dd <ReluModel Include=\"{written}\" /> to an ItemGroup of the project file.";
            Add(ProblemCodes.UnknownFile, $"The project has no model file '{written}'. {there}. {(Meant(written, all) is { } meant ? $"{meant} If not, a" : "A")}{add}");
        }
        else if (found.Count > 1)
        {
            Add(ProblemCodes.AmbiguousFile, $"'{written}' may be any of {List(found)}. Write the path from the project's folder.");
        }
        else if (found[0].Fault is { } fault)
        {
            Add(ProblemCodes.BrokenManifest, $"What the build made of '{found[0].Path}' cannot be read. {fault}");
        }
        else
        {
            return found[0];
        }

        return null;
    }

    /// <summary>Asks whether the file with the nearest name is meant, or null where none is near.</summary>
    private static string? Meant(string written, IReadOnlyList<ProjectFile> all)
    {
        string path = Normalize(written);
        IEnumerable<string> names = all.Select(file => path.Contains('/') ? file.Path : file.Name).OrderBy(name => name, StringComparer.Ordinal);
        return Spelling.Nearest(path, names) is not { } name ? null
            : $"Did you mean '{name}'?{(string.Equals(name, path, StringComparison.OrdinalIgnoreCase) ? " Upper and lower case count." : "")}";
    }

    private static string List(IReadOnlyList<ProjectFile> files) =>
        string.Join(", ", files.Select(file => $"'{file.Path}'").OrderBy(path => path, StringComparer.Ordinal).Take(LongestList))
        + (files.Count > LongestList ? DeclarationChecker.Text($" and {files.Count - LongestList} more") : "");

    private static string Normalize(string path)
    {
        string normal = path.Replace('\\', '/');
        return normal.StartsWith("./", StringComparison.Ordinal) ? normal.Substring(2) : normal;
    }
}
