using ReluGen.Tests.Package.Models;
using ReluGen.Tests.Package.Running;

namespace ReluGen.Tests.Package;

/// <summary>Whoever installs the package gets the same bits, however the program is built.</summary>
public class ConsumerTests(PackageFeed feed)
{
    private const string Model = "<ReluModel Include=\"policy.onnx\" />";

    [Fact]
    public void Console_project()
    {
        StrangerProject project = Create("Console app");
        project.Build();

        Assert.Equal(BitsProgram.Expected(), project.Run());
    }

    [Fact]
    public void Library_and_the_project_that_uses_it()
    {
        StrangerProject library = StrangerProject.Create(feed, "PolicyLibrary", StrangerProject.Reference(feed) + Model, "");
        library.Write("policy.onnx", PolicyModel.Onnx());
        library.Write("Bits.cs", BitsProgram.Source);
        StrangerProject app = StrangerProject.Create(
            feed, "LibraryUser", "<ProjectReference Include=\"../PolicyLibrary/PolicyLibrary.csproj\" /><ReluModel Include=\"own.onnx\" />");
        app.Write("own.onnx", PolicyModel.Onnx());
        app.Write("Own.cs", BitsProgram.Source.Replace("policy.onnx", "own.onnx", StringComparison.Ordinal).Replace("class Policy", "class Own", StringComparison.Ordinal).Replace("Policy.", "Own.", StringComparison.Ordinal).Replace("class Bits", "class OwnBits", StringComparison.Ordinal));
        app.Write("Program.cs", "System.Console.WriteLine(Bits.Compute()); System.Console.WriteLine(OwnBits.Compute());");
        app.Build();

        Assert.Equal($"{BitsProgram.Expected()}\n{BitsProgram.Expected()}", app.Run().ReplaceLineEndings("\n"));
    }

    [Fact]
    public void Single_file_trimmed()
    {
        StrangerProject project = Create("SingleFile", "<SelfContained>true</SelfContained><PublishSingleFile>true</PublishSingleFile><PublishTrimmed>true</PublishTrimmed>");
        Dotnet.Run(project.Folder, "publish", "-r", PackageFeed.Runtime, "-o", Path.Combine(project.Folder, "published"));

        Assert.Equal(BitsProgram.Expected(), RunPublished(project));
    }

    [Fact]
    public void Ahead_of_time()
    {
        if (!Dotnet.IsThere("clang") && !Dotnet.IsThere("gcc") && !OperatingSystem.IsWindows())
        {
            Assert.Skip("NativeAOT needs a C linker, clang or gcc; neither is on the path.");
        }

        StrangerProject project = Create("AheadOfTime", "<PublishAot>true</PublishAot>");
        Dotnet.Run(project.Folder, "publish", "-r", PackageFeed.Runtime, "-o", Path.Combine(project.Folder, "published"));

        Assert.Equal(BitsProgram.Expected(), RunPublished(project));
    }

    [Fact]
    public void WebAssembly_under_node()
    {
        if (!Dotnet.IsThere("node"))
        {
            Assert.Skip("WebAssembly runs under node, which is not on the path.");
        }

        StrangerProject project = Create("Browser", "<WasmFingerprintAssets>false</WasmFingerprintAssets>", "Microsoft.NET.Sdk.WebAssembly");
        project.Write("wwwroot/index.html", "<!doctype html>");
        ProgramRun published = Dotnet.Try(project.Folder, "publish", "-o", Path.Combine(project.Folder, "published"));
        if (published.ExitCode != 0 && new[] { "MSB4236", "NETSDK1147", "NU1101", "NU1102", "NU1301" }.Any(code => published.Output.Contains(code, StringComparison.Ordinal)))
        {
            Assert.Skip("The SDK's part for WebAssembly is neither here nor to be had: " + published.Output.Split('\n').First(line => line.Contains("error", StringComparison.Ordinal)));
        }

        published.Succeed();
        string page = Path.Combine(project.Folder, "published", "wwwroot");
        File.WriteAllText(Path.Combine(page, "run.mjs"), "import { dotnet } from './_framework/dotnet.js'; const runtime = await dotnet.create(); process.exit(await runtime.runMain('Browser', []));");

        Assert.Contains(BitsProgram.Expected(), Dotnet.RunProgram("node", page, "run.mjs").Succeed(), StringComparison.Ordinal);
    }

    private StrangerProject Create(string name, string properties = "", string sdk = "Microsoft.NET.Sdk")
    {
        StrangerProject project = StrangerProject.Create(feed, name, StrangerProject.Reference(feed) + Model, "<OutputType>Exe</OutputType>" + properties, sdk);
        project.Write("policy.onnx", PolicyModel.Onnx());
        project.Write("Bits.cs", BitsProgram.Source);
        project.Write("Program.cs", BitsProgram.Main);
        return project;
    }

    private static string RunPublished(StrangerProject project) =>
        Dotnet.RunProgram(Path.Combine(project.Folder, "published", project.Name), project.Folder).Succeed().Trim();
}
