using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ReluGen.Generator;
using ReluGen.Tests.Generator.Running;
using ReluGen.Tests.Generator.Verification;
using static Microsoft.CodeAnalysis.IncrementalStepRunReason;

namespace ReluGen.Tests.Generator;

/// <summary>Networks of one shape in one compilation: what is written once, what again, and what an edit recomputes.</summary>
public sealed class KernelSharingTests
{
    private static readonly string First = Network("First", 1);
    private static readonly string Second = Network("Second", 2);

    [Fact]
    public void Second_network_of_a_shape_has_type_and_weights_alone()
    {
        GeneratorRun run = GeneratorDriverHarness.RunClean(First + Second);

        Assert.Equal(
            ["First.Backward.g.cs", "First.Batch.g.cs", "First.Forward.g.cs", "First.Weights.g.cs", "First.g.cs", "Second.Weights.g.cs", "Second.g.cs"],
            run.Files.Keys.Order(StringComparer.Ordinal));
        Verifier.Verify(run.Files.Where(file => file.Key.StartsWith("Second.", StringComparison.Ordinal)).ToDictionary());
    }

    [Fact]
    public void Networks_may_be_nested_generic_and_called_as_the_kernels_classes() => GeneratorDriverHarness.RunClean(
        $$"""
        {{Network("Place", 1)}}
        {{Network("Kernels", 2)}}
        partial class Outer<T> { {{Network("Panels", 3)}} }
        """);

    [Fact]
    public void Changed_weight_writes_no_kernel_again()
    {
        (GeneratorRun before, GeneratorRun after) = Edit(First + Second, First + Network("Second", 3));

        Assert.Equal([Cached], Reasons(after, TrackingNames.SharedKernels));
        Assert.Equal([Cached, Modified], Reasons(after, TrackingNames.Files));
        Assert.Equal(["Second.Weights.g.cs", "Second.g.cs"], Differences(before, after));
    }

    [Fact]
    public void Network_whose_name_comes_first_takes_the_kernels_over()
    {
        (_, GeneratorRun after) = Edit(First + Second, First + Second + Network("Earlier", 3));

        Assert.Equal([Modified], Reasons(after, TrackingNames.SharedKernels));
        Assert.Contains("Earlier.Forward.g.cs", after.Files.Keys);
        Assert.DoesNotContain("First.Forward.g.cs", after.Files.Keys);
    }

    private static string Network(string name, int weight) =>
        $"[ReluGen.Network(9)] [ReluGen.Dense(8, ReluGen.Activation.Relu, Weights = [{string.Join(", ", Enumerable.Repeat(weight, 72))}], UseBias = false)] partial class {name};\n";

    private static (GeneratorRun Before, GeneratorRun After) Edit(string source, string edited)
    {
        CSharpCompilation compilation = GeneratorDriverHarness.Compile(LanguageVersion.CSharp12, source);
        GeneratorRun before = GeneratorDriverHarness.RunOnce(GeneratorDriverHarness.CreateDriver(compilation), compilation);
        SyntaxTree tree = compilation.SyntaxTrees[0];
        return (before, GeneratorDriverHarness.RunOnce(before.Driver, compilation.ReplaceSyntaxTree(tree, GeneratorDriverHarness.Parse(edited, tree.FilePath))));
    }

    private static IEnumerable<IncrementalStepRunReason> Reasons(GeneratorRun run, string step) =>
        run.Result.TrackedSteps[step].SelectMany(tracked => tracked.Outputs).Select(output => output.Reason);

    private static IEnumerable<string> Differences(GeneratorRun before, GeneratorRun after) =>
        after.Files.Where(file => before.Files.GetValueOrDefault(file.Key) != file.Value).Select(file => file.Key).Order(StringComparer.Ordinal);
}
