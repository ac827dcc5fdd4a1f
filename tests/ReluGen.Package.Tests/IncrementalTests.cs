using ReluGen.Tests.Package.Models;
using ReluGen.Tests.Package.Running;

namespace ReluGen.Tests.Package;

/// <summary>The build does what changed and no more; names and places of files make no difference.</summary>
public class IncrementalTests(PackageFeed feed)
{
    private static readonly string[] Files = ["one/policy.onnx", "two/policy.onnx", "c#;%41 (ü)/it's é日本.onnx"];

    [Fact]
    public void Build_converts_what_changed_and_clean_removes_all()
    {
        StrangerProject project = StrangerProject.Create(
            feed, "Incremental", StrangerProject.Reference(feed) + "<ReluModel Include=\"*/*.onnx\" Exclude=\"bin/**;obj/**\" /><ReluModel Include=\"../outside models/*.onnx\" />");
        foreach (string file in Files.Append("../outside models/policy.onnx"))
        {
            project.Write(file, PolicyModel.Onnx());
        }

        project.Write("Program.cs", """
            using ReluGen;
            foreach (string name in typeof(First).Assembly.GetManifestResourceNames().Order(StringComparer.Ordinal)) Console.WriteLine(name);
            Console.WriteLine(First.OutputSize + Second.OutputSize + Outside.OutputSize + Odd.OutputSize);
            [Network(Model = "one/policy.onnx")] partial class First;
            [Network(Model = "two/policy.onnx", Outputs = ["value"])] partial class Second;
            [Network(Model = "../outside models/policy.onnx")] partial class Outside;
            [Network(Model = "it's é日本.onnx", Outputs = ["action"])] partial class Odd;
            """);

        Assert.Equal(["it's é日本.onnx", "policy.onnx", "policy.onnx", "policy.onnx"], project.Converted());
        Assert.Equal(
            ["ReluGen/../outside models/policy.onnx", "ReluGen/c#;%41 (ü)/it's é日本.onnx", "ReluGen/one/policy.onnx", "ReluGen/two/policy.onnx", "15"],
            project.Run().ReplaceLineEndings("\n").Split('\n'));

        Assert.Empty(project.Converted("--no-restore"));

        // An older file takes the place of a newer one.
        project.Write(Files[2], PolicyModel.Onnx(noise: 0.5f));
        File.SetLastWriteTimeUtc(Path.Combine(project.Folder, Files[2]), new DateTime(2001, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        Assert.Equal(["it's é日本.onnx"], project.Converted("--no-restore"));

        string text = File.ReadAllText(Path.Combine(project.Folder, "Incremental.csproj"));
        project.Write("Incremental.csproj", text.Replace("</ItemGroup>", "<ReluModel Update=\"one/policy.onnx\" Outputs=\"action\" /></ItemGroup>", StringComparison.Ordinal));
        Assert.Equal(["policy.onnx"], project.Converted("--no-restore"));

        File.Delete(Path.Combine(project.Folder, Files[2]));
        project.Write("Program.cs", "using ReluGen; [Network(Model = \"one/policy.onnx\")] partial class First { static void Main() { } }");
        Assert.Empty(project.Converted("--no-restore"));
        Assert.Equal(12, Made(project).Length);

        Dotnet.Run(project.Folder, "clean");
        Assert.Empty(Made(project));
    }

    [Fact]
    public void Files_beside_a_model_are_inputs_and_design_time_builds_hand_on_manifests()
    {
        StrangerProject project = StrangerProject.Create(
            feed, "External", StrangerProject.Reference(feed) + "<ReluModel Include=\"external.onnx\" />", "<TargetFrameworks>net10.0;net10.0-windows</TargetFrameworks><EnableWindowsTargeting>true</EnableWindowsTargeting><DisableTransitiveFrameworkReferenceDownloads>true</DisableTransitiveFrameworkReferenceDownloads>");
        project.Write("external.onnx", ExternalModel.Onnx());
        project.Write("external.bin", ExternalModel.Data(1));
        project.Write("Net.cs", "[ReluGen.Network(Model = \"external.onnx\")] public partial class Net;");
        project.Write("External.csproj", File.ReadAllText(Path.Combine(project.Folder, "External.csproj")).Replace("<TargetFramework>net10.0</TargetFramework>", "", StringComparison.Ordinal));

        Assert.Equal(["external.onnx", "external.onnx"], project.Converted());
        Assert.Empty(project.Converted("--no-restore"));
        project.Write("external.bin", ExternalModel.Data(2));
        Assert.Equal(["external.onnx", "external.onnx"], project.Converted("--no-restore"));

        string items = Dotnet.Run(
            project.Folder, "msbuild", "-t:Compile", "-p:TargetFramework=net10.0", "-p:DesignTimeBuild=true", "-p:SkipCompilerExecution=true",
            "-p:ProvideCommandLineArgs=true", "-getItem:AdditionalFiles,EmbeddedResource");
        Assert.Contains("external.onnx.relu.txt\"", items, StringComparison.Ordinal);
        Assert.Contains("\"LogicalName\": \"ReluGen/external.onnx\"", items, StringComparison.Ordinal);
    }

    private static string[] Made(StrangerProject project) =>
    [
        .. Directory.GetFiles(Path.Combine(project.Folder, "obj"), "*", SearchOption.AllDirectories)
            .Where(file => file.Contains($"{Path.DirectorySeparatorChar}ReluGen{Path.DirectorySeparatorChar}", StringComparison.Ordinal)),
    ];
}
