using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ReluGen.Generator;
using ReluGen.Manifest;
using ReluGen.Model;
using ReluGen.Tests.Generator.Running;
using static Microsoft.CodeAnalysis.IncrementalStepRunReason;

namespace ReluGen.Tests.Generator.Files;

/// <summary>What each step recomputes when a model file changes, or does not.</summary>
public class FileCachingTests
{
    private const string Source =
        "using ReluGen; [Network(Model = \"a.onnx\", Outputs = [\"actions\"])] partial class First;"
        + " [Network(Model = \"b.onnx\", Outputs = [\"actions\"])] partial class Second;"
        + " [Network(1)] [Dense(1, Weights = [2], Bias = [1])] partial class Third;";

    private static readonly ManifestText A = new(FileModels.Chain("a.onnx"));
    private static readonly ManifestText B = new(FileModels.Chain("b.onnx"));

    [Fact]
    public void Edit_of_source_elsewhere_leaves_all_cached() => AssertReasons([A, B], "// A comment.\n" + Source, new()
    {
        [TrackingNames.Declarations] = [Cached, Cached, Cached],
        [TrackingNames.ProjectFiles] = [Cached, Cached],
        [TrackingNames.Bindings] = [Cached, Cached, Cached],
        [TrackingNames.Models] = [Cached, Cached, Cached],
        [TrackingNames.Files] = [Cached, Cached, Cached],
    });

    [Fact]
    public void Rewritten_file_of_the_same_content_is_read_and_nothing_else() => AssertReasons([new(FileModels.Chain("a.onnx")), B], Source, new()
    {
        [TrackingNames.ProjectFiles] = [Unchanged, Cached],
        [TrackingNames.Bindings] = [Cached, Cached, Cached],
        [TrackingNames.Models] = [Cached, Cached, Cached],
        [TrackingNames.Files] = [Cached, Cached, Cached],
    });

    [Fact]
    public void Changed_file_regenerates_its_network_alone() => AssertReasons([A, new(FileModels.Chain("b.onnx", 1.5))], Source, new()
    {
        [TrackingNames.Declarations] = [Cached, Cached, Cached],
        [TrackingNames.ProjectFiles] = [Cached, Modified],
        [TrackingNames.Bindings] = [Unchanged, Modified, Unchanged],
        [TrackingNames.Models] = [Cached, Modified, Cached],
        [TrackingNames.Plans] = [Cached, Modified, Cached],
        [TrackingNames.Files] = [Cached, Modified, Cached],
    });

    [Fact]
    public void Change_that_the_selection_cuts_off_ends_at_the_model()
    {
        ModelManifest changed = FileModels.Chain("b.onnx");
        var nodes = changed.Model!.Nodes.ToArray();
        nodes[^1] = (DenseNode)nodes[^1] with { Bias = null };
        changed = changed with { Model = changed.Model with { Nodes = new EquatableArray<Node>(nodes) } };

        AssertReasons([A, new(changed)], Source, new()
        {
            [TrackingNames.Bindings] = [Unchanged, Modified, Unchanged],
            [TrackingNames.Models] = [Cached, Cached, Cached],
            [TrackingNames.Files] = [Cached, Cached, Cached],
        });
    }

    [Fact]
    public void New_file_concerns_nobody_who_does_not_name_it() => AssertReasons([A, B, new(FileModels.Chain("c.onnx"))], Source, new()
    {
        [TrackingNames.ProjectFiles] = [Cached, Cached, New],
        [TrackingNames.Bindings] = [Unchanged, Unchanged, Unchanged],
        [TrackingNames.Models] = [Cached, Cached, Cached],
        [TrackingNames.Files] = [Cached, Cached, Cached],
    });

    private static void AssertReasons(ManifestText[] files, string source, Dictionary<string, IncrementalStepRunReason[]> expected)
    {
        CSharpCompilation compilation = GeneratorDriverHarness.Compile(LanguageVersion.CSharp12, Source);
        GeneratorRun before = GeneratorDriverHarness.RunOnce(GeneratorDriverHarness.CreateDriver(compilation, A, B), compilation, A, B);
        Assert.Equal(3, before.Result.TrackedSteps[TrackingNames.Files].Length);

        compilation = compilation.ReplaceSyntaxTree(
            compilation.SyntaxTrees[0], GeneratorDriverHarness.Parse(source, compilation.SyntaxTrees[0].FilePath));
        GeneratorRun after = GeneratorDriverHarness.RunOnce(before.Driver.ReplaceAdditionalTexts([.. files]), compilation, files);

        Assert.Equal(
            expected.Select(step => $"{step.Key}: {string.Join(", ", step.Value)}"),
            expected.Select(step => $"{step.Key}: {string.Join(", ", after.Result.TrackedSteps[step.Key].SelectMany(tracked => tracked.Outputs).Select(output => output.Reason))}"));
    }
}
