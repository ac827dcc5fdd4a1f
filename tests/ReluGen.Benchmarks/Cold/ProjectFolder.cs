using System.Runtime.InteropServices;

namespace ReluGen.Benchmarks.Cold;

/// <summary>A temporary folder of small projects that refer to this repository's, as a user's projects would.</summary>
internal sealed class ProjectFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("relugen-");

    public ProjectFolder(string repository)
    {
        // Package versions are those of the repository.
        File.WriteAllText(
            Path.Combine(_folder.FullName, "Directory.Packages.props"),
            $"<Project>\n  <Import Project=\"{repository}/Directory.Packages.props\" />\n</Project>\n");
        File.WriteAllText(Path.Combine(_folder.FullName, "Directory.Build.props"), "<Project />\n");
        File.WriteAllText(Path.Combine(_folder.FullName, "Directory.Build.targets"), "<Project />\n");
    }

    /// <summary>The repository that this program was built in.</summary>
    /// <exception cref="InvalidOperationException">There is none above this program.</exception>
    public static string FindRepository()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "ReluGen.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("The repository's sources are needed: no folder above this program holds ReluGen.sln.");
    }

    /// <summary>Writes a project.</summary>
    /// <returns>Its folder.</returns>
    public string Add(string name, string settings, string items, params ReadOnlySpan<(string File, byte[] Content)> files)
    {
        var folder = _folder.CreateSubdirectory(name).FullName;
        File.WriteAllText(Path.Combine(folder, name + ".csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">

              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <RuntimeIdentifier>{RuntimeInformation.RuntimeIdentifier}</RuntimeIdentifier>
                <Nullable>enable</Nullable>
                <NuGetAudit>false</NuGetAudit>
                {settings}
              </PropertyGroup>

              <ItemGroup>
                {items}
              </ItemGroup>

            </Project>

            """);
        foreach (var (file, content) in files)
        {
            File.WriteAllBytes(Path.Combine(folder, file), content);
        }

        return folder;
    }

    public void Dispose()
    {
        try
        {
            _folder.Delete(recursive: true);
        }
        catch (IOException)
        {
            // A temporary folder that stays is no reason to lose the results.
        }
    }
}
