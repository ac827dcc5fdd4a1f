using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ReluGen.Generator.Reading;
using ReluGen.Tests.Generator.Running;

namespace ReluGen.Tests.Generator.Caching;

/// <summary>
/// Edits in another file than the network's. What changes the meaning of an attribute must be seen; what stands in a body
/// must not lead to attributes being bound again. After each edit the text is what a generator without a memory writes.
/// </summary>
public class ElsewhereTests
{
    private const string Layer = "[ReluGen.Dense(1, Weights = [2], Bias = [1])] public partial class Net;";
    private const string Network = "[ReluGen.Network(N.Sizes.Hidden)] " + Layer;
    private const string TwoInputs = "[ReluGen.Network(N.Sizes.Hidden)] [ReluGen.Dense(1, Weights = [2, 3], Bias = [1])] public partial class Net;";

    private const string Other =
        """
        namespace N;
        public static class Sizes
        {
            public const int Hidden = (int)Size.One;
            public static readonly int Start = 1;
            public static int Twice(int x) { return 2 * x; }
            public static int Thrice(int x) => 3 * x;
            public static int Four { get; set; } = 4;
        }

        public enum Size { Zero, One }
        """;

    [Theory]
    [InlineData("return 2 * x;", "return 22 * x + Four;")]
    [InlineData("return 2 * x;", "const int Hidden = 3; int Local() => Hidden; return Local();")]
    [InlineData("=> 3 * x;", "=> x;")]
    [InlineData("{ return 2 * x; }", "{\n#if MISSING\n return 2 * x; }\n#endif\n}")]
    [InlineData("Start = 1;", "Start = Hidden + 1;")]
    [InlineData("= 4;", "= 5;")]
    [InlineData("namespace N;", "// A comment.\n\nnamespace  N;")]
    public void Edit_in_a_body_binds_nothing_again(string old, string edited)
    {
        (CSharpCompilation before, CSharpCompilation after) = Compile(Network, Other, Other.Replace(old, edited, StringComparison.Ordinal));
        Assert.True(AreEquivalentToRoslyn(before, after));
        Assert.Same(Assert.Single(Find(before)), Assert.Single(Find(after)));
        AssertFresh(before, after);
    }

    [Theory]
    [InlineData("Hidden = (int)Size.One", "Hidden = 1")]
    [InlineData("Start = 1", "Begin = 1")]
    [InlineData("Twice(int x)", "Twice(int x = 1)")]
    [InlineData("{ return 2 * x; }", "{\n#if MISSING\n return 2 * x; }")]
    [InlineData("namespace N;", "namespace N; using System;")]
    public void Edit_of_a_declaration_binds_again(string old, string edited)
    {
        (CSharpCompilation before, CSharpCompilation after) = Compile(Network, Other, Other.Replace(old, edited, StringComparison.Ordinal));
        Assert.NotSame(Assert.Single(Find(before)), Assert.Single(Find(after)));
        AssertFresh(before, after);
    }

    [Fact]
    public void Options_and_references_bind_again()
    {
        CSharpCompilation compilation = Compile(Network, Other, Other).Before;
        CSharpCompilation[] others =
        [
            compilation.WithOptions(compilation.Options.WithOverflowChecks(false)),
            compilation.WithAssemblyName("Elsewhere"),
            compilation.AddReferences(CSharpCompilation.Create("Referenced").ToMetadataReference()),
            compilation.AddReferences(CSharpCompilation.Create("Referenced").ToMetadataReference(["alias"])),
        ];
        Assert.Same(Assert.Single(Find(compilation)), Assert.Single(Find(compilation.Clone())));
        Assert.All(others, other => Assert.NotSame(Assert.Single(Find(compilation)), Assert.Single(Find(other))));
    }

    [Theory]
    [InlineData("(int)Size.One", "2")]
    [InlineData("Zero, One", "Zero, Half, One")]
    public void Constant_in_another_file_is_seen(string old, string edited) =>
        AssertGenerates(TwoInputs, Other, Other.Replace(old, edited, StringComparison.Ordinal), before: false, after: true);

    [Theory]
    [InlineData("[Network(1)]", "", "global using ReluGen;")]
    [InlineData("[Network(1)]", "", "global using Network = ReluGen.NetworkAttribute;")]
    [InlineData("[Mine(1)]", "", "global using MineAttribute = ReluGen.NetworkAttribute;")]
    [InlineData("[Mine(1)]", "global using Mine = System.ObsoleteAttribute;", "global using Mine = ReluGen.NetworkAttribute;")]
    [InlineData("using R = ReluGen; [R::Network(1)]", "namespace ReluGen { public class NetworkAttribute(int x) : System.Attribute { } }", "")]
    [InlineData("[ReluGen.Network(Sizes.Hidden)]", "", "static class Sizes { public const int Hidden = 1; }")]
    [InlineData("[ReluGen.Network(Hidden)]", "namespace N { public static class Sizes { public const int Hidden = 1; } }", "global using static N.Sizes; namespace N { public static class Sizes { public const int Hidden = 1; } }")]
    public void Name_in_another_file_is_seen(string attribute, string before, string after)
    {
        AssertGenerates(attribute + Layer, before, after, before: false, after: true);
        AssertGenerates(attribute + Layer, after, before, before: true, after: false);
    }

    [Theory]
    [InlineData("namespace N { class NetworkAttribute : System.Attribute { public NetworkAttribute(int x) { } } }")]
    [InlineData("namespace N.ReluGen { }")]
    public void Type_that_hides_the_attribute_is_seen(string hiding) =>
        AssertGenerates(
            hiding.Contains("N.ReluGen", StringComparison.Ordinal) ? "namespace N { [ReluGen.Network(1)]" + Layer + " }" : "namespace N { using ReluGen; [Network(1)]" + Layer + " }",
            "",
            hiding,
            before: true,
            after: false);

    [Theory]
    [InlineData("int Sizes = 1; System.Console.WriteLine(Sizes);")]
    [InlineData("System.Console.WriteLine(0 is var Sizes);")]
    public void Top_level_local_that_hides_a_type_is_seen(string statement) =>
        AssertGenerates(
            "[ReluGen.Network(Sizes.Hidden)] " + Layer + " static class Sizes { public const int Hidden = 1; }",
            "System.Console.WriteLine();",
            statement,
            before: true,
            after: false);

    [Theory]
    [InlineData("public partial class Net { int _mine; }", true)]
    [InlineData("public partial class Net { const int InputSize = 1; }", false)]
    [InlineData("public partial class Net : Base; public abstract class Base { public abstract void ForwardBatch(System.ReadOnlySpan<float> x, System.Span<float> y); }", false)]
    [InlineData("[ReluGen.Dense(1, Weights = [2], Bias = [1])] partial class Net;", false)]
    [InlineData("[ReluGen.Network(1)] partial class Net;", false)]
    public void Part_in_another_file_is_seen(string part, bool isSound)
    {
        AssertGenerates("[ReluGen.Network(1)]" + Layer, "class Other;", part, before: true, after: isSound);
        AssertGenerates("[ReluGen.Network(1)]" + Layer, part, "class Other;", before: isSound, after: true);
    }

    private static void AssertGenerates(string network, string otherBefore, string otherAfter, bool before, bool after)
    {
        (CSharpCompilation first, CSharpCompilation second) = Compile(network, otherBefore, otherAfter);
        (bool Before, bool After) generated = AssertFresh(first, second);
        Assert.Equal((before, after), generated);
    }

    private static (bool Before, bool After) AssertFresh(CSharpCompilation before, CSharpCompilation after)
    {
        GeneratorRun first = GeneratorDriverHarness.RunOnce(GeneratorDriverHarness.CreateDriver(before), before);
        GeneratorRun second = GeneratorDriverHarness.RunOnce(first.Driver, after);

        // Other trees, of which nothing is remembered.
        CSharpCompilation forgotten = GeneratorDriverHarness.Compile(LanguageVersion.CSharp12, [.. after.SyntaxTrees.Select(tree => tree.ToString())]);
        Assert.Equal(GeneratorDriverHarness.RunOnce(GeneratorDriverHarness.CreateDriver(forgotten), forgotten).Files, second.Files);
        return (first.Files.Count > 0, second.Files.Count > 0);
    }

    private static (CSharpCompilation Before, CSharpCompilation After) Compile(string network, string otherBefore, string otherAfter)
    {
        Assert.NotEqual(otherBefore, otherAfter + (ReferenceEquals(otherBefore, otherAfter) ? " " : ""));
        CSharpCompilation compilation = GeneratorDriverHarness.Compile(LanguageVersion.CSharp12, network, otherBefore);
        SyntaxTree other = compilation.SyntaxTrees[1];
        SyntaxTree edited = CSharpSyntaxTree.ParseText(otherAfter, (CSharpParseOptions)other.Options, other.FilePath, cancellationToken: TestContext.Current.CancellationToken);
        return (compilation, compilation.ReplaceSyntaxTree(other, edited));
    }

    private static IEnumerable<object?> Find(CSharpCompilation compilation) =>
        DeclarationFinder.Find(compilation, TestContext.Current.CancellationToken);

    private static bool AreEquivalentToRoslyn(CSharpCompilation before, CSharpCompilation after) =>
        SyntaxFactory.AreEquivalent(before.SyntaxTrees[1], after.SyntaxTrees[1], topLevel: true);
}
