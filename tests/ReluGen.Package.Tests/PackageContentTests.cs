using System.IO.Compression;
using ReluGen.Tests.Package.Running;
using ReluGen.Tests.Shared;

namespace ReluGen.Tests.Package;

/// <summary>What is in the package, and that packing again gives the same bytes.</summary>
public class PackageContentTests(PackageFeed feed)
{
    [Fact]
    public void Package_holds_what_it_should_and_nothing_else()
    {
        using ZipArchive archive = ZipFile.OpenRead(feed.Package);
        IEnumerable<string> files = archive.Entries.Select(entry => entry.FullName)
            .Where(name => !name.StartsWith("_rels/", StringComparison.Ordinal) && !name.StartsWith("package/", StringComparison.Ordinal) && name != "[Content_Types].xml");

        Assert.Equal(
            [
                "LICENSE",
                "README.md",
                "ReluGen.nuspec",
                "analyzers/dotnet/cs/ReluGen.Core.dll",
                "analyzers/dotnet/cs/ReluGen.Generator.dll",
                "build/ReluGen.props",
                "build/ReluGen.targets",
                "buildTransitive/ReluGen.props",
                "buildTransitive/ReluGen.targets",
                "lib/net10.0/ReluGen.dll",
                "lib/net10.0/ReluGen.xml",
                "tasks/netstandard2.0/ReluGen.Build.dll",
                "tasks/netstandard2.0/ReluGen.Core.dll",
            ],
            files.Order(StringComparer.Ordinal));

        using var reader = new StreamReader(archive.GetEntry("ReluGen.nuspec")!.Open());
        string nuspec = reader.ReadToEnd();
        Assert.DoesNotContain("<dependency ", nuspec, StringComparison.Ordinal);
        Assert.Contains("<license type=\"expression\">MIT</license>", nuspec, StringComparison.Ordinal);
        Assert.Contains("<readme>README.md</readme>", nuspec, StringComparison.Ordinal);
    }

    [Fact]
    public void Packing_again_gives_the_same_bytes()
    {
        string again = Path.Combine(feed.Root, "again");
        Dotnet.Run(
            SharedData.Repository, "pack", "src/ReluGen", "-c", PackageFeed.Configuration, "-o", again, "-p:PackageVersion=" + feed.Version, "-p:IncludeSymbols=false");

        Assert.Equal(File.ReadAllBytes(feed.Package), File.ReadAllBytes(Path.Combine(again, Path.GetFileName(feed.Package))));
    }
}
