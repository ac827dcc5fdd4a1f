using System.Runtime.InteropServices;
using ReluGen.Tests.Package.Running;
using ReluGen.Tests.Shared;

[assembly: AssemblyFixture(typeof(PackageFeed))]

namespace ReluGen.Tests.Package.Running;

/// <summary>
/// The package, packed once into a feed of its own under a version that nobody has seen, and a folder outside the
/// repository for projects that install it.
/// </summary>
public sealed class PackageFeed : IDisposable
{
    private readonly string _packages = Path.Combine(SharedData.Repository, "artifacts", "package-tests", "packages");

    /// <summary>Packs.</summary>
    public PackageFeed()
    {
        Root = Path.Combine(Path.GetTempPath(), "relugen strängers " + Guid.NewGuid().ToString("N")[..8]);
        string feed = Path.Combine(Root, "feed");
        Directory.CreateDirectory(feed);
        Version = "0.0.1-test." + Guid.NewGuid().ToString("N");
        Dotnet.Run(
            SharedData.Repository, "pack", "src/ReluGen", "-c", Configuration, "-o", feed, "-p:PackageVersion=" + Version, "-p:IncludeSymbols=false");
        Package = Path.Combine(feed, $"ReluGen.{Version}.nupkg");
        File.WriteAllText(Path.Combine(Root, "nuget.config"), $"""
            <configuration>
              <config>
                <add key="globalPackagesFolder" value="{_packages}" />
              </config>
              <packageSources>
                <add key="relugen-under-test" value="{feed}" />
              </packageSources>
              <fallbackPackageFolders>
                <add key="user" value="{UserPackages()}" />
              </fallbackPackageFolders>
            </configuration>
            """);
    }

    /// <summary>The folder that projects are written to.</summary>
    public string Root { get; }

    /// <summary>The version that was packed.</summary>
    public string Version { get; }

    /// <summary>The package file.</summary>
    public string Package { get; }

    /// <summary>The runtime identifier of this machine.</summary>
    public static string Runtime => RuntimeInformation.RuntimeIdentifier;

    /// <summary>The configuration that is packed: the one that the tests were built in.</summary>
#if DEBUG
    public static string Configuration => "Debug";
#else
    public static string Configuration => "Release";
#endif

    /// <inheritdoc/>
    public void Dispose()
    {
        Delete(Root);
        Delete(Path.Combine(_packages, "relugen", Version));
    }

    private static void Delete(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Where the user's packages are: what else is restored need not be fetched again.</summary>
    private static string UserPackages()
    {
        string folder = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        Directory.CreateDirectory(folder);
        return folder;
    }
}
