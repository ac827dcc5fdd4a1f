using ReluGen.Tool.Benchmarking.OnnxRuntime;
using ReluGen.Tool.Terminal;
using ReluGen.Tool.Tests.Running;

namespace ReluGen.Tool.Tests.Commands;

/// <summary>Fetching and calling ONNX Runtime, without a network.</summary>
public sealed class OnnxRuntimeTests
{
    [Fact]
    public void Calls_compile_against_the_package()
    {
        // This assembly's dependencies are the package's, as those of the project that brings it are.
        var library = new OnnxRuntimeLibrary(typeof(OnnxRuntimeTests).Assembly.Location);

        Assert.NotNull(library);
    }

    [Fact]
    public void Missing_sdk_is_said_and_nothing_is_left_behind()
    {
        using var folder = new TemporaryFolder();
        var package = new OnnxRuntimePackage(folder.At("cache/onnxruntime"), folder.At("no-such-program"));
        var said = new List<string>();

        ToolException exception = Assert.Throws<ToolException>(() => package.Fetch(said.Add, TestContext.Current.CancellationToken));

        Assert.Contains("--onnxruntime needs the .NET SDK", exception.Message);
        Assert.Contains("fetching ONNX Runtime", Assert.Single(said));
        Assert.Empty(Directory.GetFileSystemEntries(folder.At("cache")));
    }

    [Fact]
    public void Package_that_is_there_is_not_fetched()
    {
        using var folder = new TemporaryFolder();
        string assembly = folder.Write($"{OnnxRuntimePackage.ProjectName}.dll", "");

        Assert.Equal(assembly, new OnnxRuntimePackage(folder.Root, folder.At("no-such-program")).Fetch(Assert.Fail, TestContext.Current.CancellationToken));
    }
}
