namespace ReluGen.Tests.Package.Running;

/// <summary>A project of a user who has the package and nothing else of ours.</summary>
internal sealed class StrangerProject
{
    private StrangerProject(string folder, string name)
    {
        Folder = folder;
        Name = name;
    }

    /// <summary>The project's folder.</summary>
    public string Folder { get; }

    /// <summary>The project's name.</summary>
    public string Name { get; }

    /// <summary>Writes a project.</summary>
    /// <param name="feed">The package.</param>
    /// <param name="name">The project's name, its folder's too.</param>
    /// <param name="items">The items of the project.</param>
    /// <param name="properties">Its properties beside the usual ones.</param>
    /// <param name="sdk">Its SDK.</param>
    public static StrangerProject Create(
        PackageFeed feed, string name, string items, string properties = "<OutputType>Exe</OutputType>", string sdk = "Microsoft.NET.Sdk")
    {
        var project = new StrangerProject(Path.Combine(feed.Root, name), name);
        project.Write(name + ".csproj", $"""
            <Project Sdk="{sdk}">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <InvariantGlobalization>true</InvariantGlobalization>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                {properties}
              </PropertyGroup>
              <ItemGroup>
                {items}
              </ItemGroup>
            </Project>
            """);
        return project;
    }

    /// <summary>The item that installs the package.</summary>
    public static string Reference(PackageFeed feed) => $"<PackageReference Include=\"ReluGen\" Version=\"{feed.Version}\" />";

    /// <summary>Writes a text file of the project.</summary>
    public void Write(string file, string text) => Write(file, System.Text.Encoding.UTF8.GetBytes(text));

    /// <summary>Writes a file of the project.</summary>
    public void Write(string file, byte[] bytes)
    {
        string path = Path.Combine(Folder, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
    }

    /// <summary>Builds the project; the output names each model that was converted.</summary>
    public string Build(params string[] arguments) => Dotnet.Run(Folder, ["build", "-v:n", .. arguments]);

    /// <summary>The models that a build converted, by file name.</summary>
    public string[] Converted(params string[] arguments) =>
    [
        .. Build(arguments).Split('\n').Where(line => line.Contains("ReluGen converted ", StringComparison.Ordinal))
            .Select(line => Path.GetFileName(line.Trim())).Order(StringComparer.Ordinal),
    ];

    /// <summary>Runs what was built.</summary>
    public string Run() => Dotnet.RunProgram("dotnet", Folder, Path.Combine(Folder, "bin", "Debug", "net10.0", Name + ".dll")).Succeed().Trim();
}
