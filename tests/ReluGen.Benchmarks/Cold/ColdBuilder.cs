using System.Text;
using ReluGen.Benchmarks.Networks;
using ReluGen.Benchmarks.Peers;

namespace ReluGen.Benchmarks.Cold;

/// <summary>Builds a program for its runtime.</summary>
internal static class ColdBuilder
{
    /// <summary>Writes the project of <paramref name="program"/> and builds it.</summary>
    /// <returns>The path of the executable, or what went wrong.</returns>
    public static (string? Executable, string? Fault) Build(ColdProgram program, ProjectFolder projects)
    {
        var settings = program.IsAheadOfTime ? "<PublishAot>true</PublishAot>" : "<SelfContained>false</SelfContained>";
        var source = ("Program.cs", Encoding.UTF8.GetBytes(program.Source));
        var folder = program.Items.Contains("model.onnx", StringComparison.Ordinal)
            ? projects.Add(program.Folder, settings, program.Items, source, ("model.onnx", OnnxModelWriter.Write(NetworkCatalog.Select(ColdPrograms.NetworkName).Single())))
            : projects.Add(program.Folder, settings, program.Items, source);
        var output = Path.Combine(folder, "out");
        var fault = DotnetTool.Run(
            folder, program.IsAheadOfTime ? "publish" : "build", "-c", "Release", "-o", output, "-m:1", "-nodeReuse:false", "--nologo");
        return fault is null
            ? (Path.Combine(output, program.Folder + (OperatingSystem.IsWindows() ? ".exe" : "")), null)
            : (null, fault);
    }
}
