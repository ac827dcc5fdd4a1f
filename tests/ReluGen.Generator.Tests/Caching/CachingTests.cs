using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ReluGen.Generator;
using ReluGen.Tests.Generator.Running;
using static Microsoft.CodeAnalysis.IncrementalStepRunReason;

namespace ReluGen.Tests.Generator.Caching;

/// <summary>What each step recomputes after each kind of edit: the exact reasons, step by step.</summary>
public class CachingTests
{
    private const string First = "[ReluGen.Network(1)] [ReluGen.Dense(1, Weights = [2], Bias = [1])] partial class First;\n";
    private const string Second = "[ReluGen.Network(1)] [ReluGen.Dense(1, Weights = [3], Bias = [1])] partial class Second;\n";

    [Fact]
    public void Unrelated_file_recomputes_nothing() =>
        AssertReasons(
            compilation => compilation.AddSyntaxTrees(GeneratorDriverHarness.Parse("class Other { }", "Other.cs")),
            Same(Cached, Cached));

    [Theory]
    [InlineData("class Other { }\n" + First + Second)]
    [InlineData("// A comment.\n\n\n" + First + "\n/* another */\n" + Second)]
    [InlineData("[ReluGen.Network(1)]\n[ReluGen.Dense(\n    1,\n    Weights = [2.0f],\n    Bias = [1])]\npartial class First\n{\n}\n" + Second)]
    [InlineData(First + Second + "partial class Second { int _field = 1; int Read() => _field; }")]
    public void Edit_that_changes_no_network_recomputes_nothing(string source) =>
        AssertReasons(Edit(source), Same(Cached, Cached));

    [Fact]
    public void Declaration_moved_to_another_file_gives_the_same_text()
    {
        GeneratorRun before = GeneratorDriverHarness.RunClean(First + Second);
        GeneratorRun after = GeneratorDriverHarness.RunClean(Second, "namespace N; class Other;", First);

        Assert.Equal(before.Files.OrderBy(file => file.Key), after.Files.OrderBy(file => file.Key));
    }

    [Fact]
    public void Changed_weight_regenerates_one_network() =>
        AssertReasons(Edit(First.Replace("[2]", "[4]", StringComparison.Ordinal) + Second), new()
        {
            [TrackingNames.Declarations] = [Modified, Cached],
            [TrackingNames.ProjectFiles] = [],
            [TrackingNames.Bindings] = [Modified, Cached],
            [TrackingNames.Models] = [Modified, Cached],
            [TrackingNames.UnusualNames] = [Cached],
            [TrackingNames.Plans] = [Modified, Cached],
            [TrackingNames.SharedKernels] = [Cached],
            [TrackingNames.Files] = [Modified, Cached],
        });

    [Fact]
    public void New_network_leaves_the_others_alone() =>
        AssertReasons(Edit(First + Second + First.Replace("First", "Third", StringComparison.Ordinal)), new()
        {
            [TrackingNames.Declarations] = [Cached, Cached, New],
            [TrackingNames.ProjectFiles] = [],
            [TrackingNames.Bindings] = [Cached, Cached, New],
            [TrackingNames.Models] = [Cached, Cached, New],
            [TrackingNames.UnusualNames] = [Unchanged],
            [TrackingNames.Plans] = [Cached, Cached, New],
            [TrackingNames.SharedKernels] = [Cached],
            [TrackingNames.Files] = [Cached, Cached, New],
        });

    [Fact]
    public void Faulty_network_is_removed_and_leaves_the_others_alone() =>
        AssertReasons(Edit(First.Replace("[2]", "[2, 3]", StringComparison.Ordinal) + Second), new()
        {
            [TrackingNames.Declarations] = [Modified, Cached],
            [TrackingNames.ProjectFiles] = [],
            [TrackingNames.Bindings] = [Modified, Cached],
            [TrackingNames.Models] = [Removed, Cached],
            [TrackingNames.UnusualNames] = [Unchanged],
            [TrackingNames.Plans] = [Removed, Cached],
            [TrackingNames.SharedKernels] = [Cached],
            [TrackingNames.Files] = [Removed, Cached],
        });

    private static Func<CSharpCompilation, CSharpCompilation> Edit(string source) => compilation =>
        compilation.ReplaceSyntaxTree(compilation.SyntaxTrees[0], GeneratorDriverHarness.Parse(source, compilation.SyntaxTrees[0].FilePath));

    private static Dictionary<string, IncrementalStepRunReason[]> Same(params IncrementalStepRunReason[] reasons) =>
        TrackingNames.All.ToDictionary(step => step, step => step switch
        {
            TrackingNames.UnusualNames or TrackingNames.SharedKernels => reasons[..1],
            TrackingNames.ProjectFiles => [],
            _ => reasons,
        });

    private static void AssertReasons(
        Func<CSharpCompilation, CSharpCompilation> edit, Dictionary<string, IncrementalStepRunReason[]> expected)
    {
        CSharpCompilation compilation = GeneratorDriverHarness.Compile(LanguageVersion.CSharp12, First + Second);
        GeneratorRun before = GeneratorDriverHarness.RunOnce(GeneratorDriverHarness.CreateDriver(compilation), compilation);
        GeneratorRun after = GeneratorDriverHarness.RunOnce(before.Driver, edit(compilation));

        Assert.Equal(
            TrackingNames.All.Select(step => $"{step}: {string.Join(", ", expected[step])}"),
            TrackingNames.All.Select(step => $"{step}: {string.Join(", ", Reasons(after, step))}"));

        bool nothingNew = expected.Values.All(reasons => reasons.All(reason => reason == Cached));
        IEnumerable<IncrementalStepRunReason> outputs = after.Result.TrackedOutputSteps
            .SelectMany(pair => pair.Value).SelectMany(step => step.Outputs).Select(output => output.Reason);
        Assert.Equal(nothingNew, outputs.All(reason => reason == Cached));
    }

    private static IEnumerable<IncrementalStepRunReason> Reasons(GeneratorRun run, string step) =>
        run.Result.TrackedSteps.GetValueOrDefault(step, []).SelectMany(tracked => tracked.Outputs).Select(output => output.Reason);
}
