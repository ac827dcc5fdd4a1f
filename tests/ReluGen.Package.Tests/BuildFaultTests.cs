using ReluGen.Tests.Core.Readers.Fixtures;
using ReluGen.Tests.Package.Models;
using ReluGen.Tests.Package.Running;

namespace ReluGen.Tests.Package;

/// <summary>Faults of model files are errors of the build, at the model file.</summary>
public class BuildFaultTests(PackageFeed feed)
{
    [Fact]
    public void All_faults_of_all_files_are_reported_at_once()
    {
        StrangerProject project = StrangerProject.Create(feed, "Faults", StrangerProject.Reference(feed) + """
            <ReluModel Include="missing.onnx" />
            <ReluModel Include="broken.onnx" />
            <ReluModel Include="options.onnx" ElementType="Half" Dimensions="N" />
            <ReluModel Include="convolution.onnx" />
            """);
        byte[] good = PolicyModel.Onnx();
        project.Write("broken.onnx", good[..(good.Length / 2)]);
        project.Write("options.onnx", good);
        project.Write("convolution.onnx", Unsupported(withGoodOutput: false));

        ProgramRun run = Dotnet.Try(project.Folder, "build");

        Assert.NotEqual(0, run.ExitCode);
        AssertError(run, project, "missing.onnx", "RELU0020", "The model file does not exist.");
        AssertError(run, project, "broken.onnx", "RELU0021", "The field at byte");
        AssertError(run, project, "options.onnx", "RELU0022", "ElementType is 'Half'; it must be Float or Double.");
        AssertError(run, project, "options.onnx", "RELU0022", "Dimensions has 'N'; it must be a name, an equals sign and a size from 1 on");
        AssertError(run, project, "convolution.onnx", "RELU0023", "2 nodes are not supported: (1) '/first' (Multinomial, opset 17):");
        AssertError(run, project, "convolution.onnx", "RELU0023", "(2) '/second' (RandomNormalLike, opset 17):");
        Assert.Equal(5, run.Output.Split('\n').Where(line => line.Contains("error RELU", StringComparison.Ordinal)).Distinct().Count());
    }

    [Fact]
    public void Refused_output_is_an_error_at_the_model_file_where_a_network_needs_it()
    {
        StrangerProject project = StrangerProject.Create(feed, "Refused", StrangerProject.Reference(feed) + "<ReluModel Include=\"sub/agent.onnx\" />", "");
        project.Write("sub/agent.onnx", Unsupported(withGoodOutput: true));
        project.Write("Net.cs", "[ReluGen.Network(Model = \"agent.onnx\")] partial class Net;");

        ProgramRun run = Dotnet.Try(project.Folder, "build");

        Assert.NotEqual(0, run.ExitCode);
        AssertError(run, project, "sub/agent.onnx", "RELU0029", "Outputs that work: 'good'. Select them with Outputs = [\"good\"].");

        project.Write("Net.cs", "[ReluGen.Network(Model = \"agent.onnx\", Outputs = [\"good\"])] partial class Net;");
        project.Build("--no-restore");
    }

    [Fact]
    public void File_that_is_included_twice()
    {
        StrangerProject project = StrangerProject.Create(
            feed, "Twice", StrangerProject.Reference(feed) + "<ReluModel Include=\"a.onnx;b.onnx\" /><ReluModel Include=\"b.onnx\" ElementType=\"Double\" />", "");
        project.Write("a.onnx", PolicyModel.Onnx());
        project.Write("b.onnx", PolicyModel.Onnx());

        ProgramRun run = Dotnet.Try(project.Folder, "build");

        Assert.NotEqual(0, run.ExitCode);
        AssertError(run, project, "b.onnx", "RELU0024", "'b.onnx' is included 2 times as <ReluModel>. Include it once; use Update to set options.");
    }

    private static void AssertError(ProgramRun run, StrangerProject project, string file, string code, string message) => Assert.True(
        run.Output.Split('\n').Any(line => line.Contains(Path.Combine(project.Folder, file), StringComparison.Ordinal)
            && line.Contains($"error {code}: ", StringComparison.Ordinal) && line.Contains(message, StringComparison.Ordinal)),
        $"{file} {code} {message} is not in:\n{run.Output}");

    /// <summary>A model with two nodes that nobody supports, and perhaps an output that needs neither.</summary>
    private static byte[] Unsupported(bool withGoodOutput)
    {
        WireWriter graph = new WireWriter()
            .Message(1, OnnxFixture.Node("Multinomial", ["x"], ["a"], "/first"))
            .Message(1, OnnxFixture.Node("RandomNormalLike", ["x"], ["b"], "/second"))
            .Message(1, OnnxFixture.Node("Add", ["a", "b"], ["sample"], "/sum"));
        if (withGoodOutput)
        {
            graph.Message(1, OnnxFixture.Node("Gemm", ["x", "w"], ["good"], "/product"))
                .Message(5, OnnxFixture.Tensor("w", OnnxFixture.Float, 2, 2).RawFloats(1, 2, 3, 4))
                .Message(12, OnnxFixture.Value("good", OnnxFixture.Float, "N", 2));
        }

        return OnnxFixture.File(graph
            .Text(2, "agent")
            .Message(11, OnnxFixture.Value("x", OnnxFixture.Float, "N", 2))
            .Message(12, OnnxFixture.Value("sample", OnnxFixture.Float, "N", 2)));
    }
}
