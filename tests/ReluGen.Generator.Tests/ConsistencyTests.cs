using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ReluGen.Building;
using ReluGen.Emit;
using ReluGen.Generator;
using ReluGen.Model;
using ReluGen.Tests.Generator.Running;

namespace ReluGen.Tests.Generator;

/// <summary>What is written down in several places says the same in all of them.</summary>
public class ConsistencyTests
{
    public static TheoryData<string> Codes => [.. typeof(ProblemCodes).GetFields().Select(code => (string)code.GetRawConstantValue()!)];

    public static TheoryData<string> FileCodes => [.. typeof(FileProblemCodes).GetFields().Select(code => (string)code.GetRawConstantValue()!)];

    [Theory]
    [MemberData(nameof(Codes))]
    public void Code_has_a_descriptor_with_its_own_title_and_help(string code)
    {
        DiagnosticDescriptor[] all = [.. new NetworkAnalyzer().SupportedDiagnostics];
        DiagnosticDescriptor descriptor = Assert.Single(all, descriptor => descriptor.Id == code);

        Assert.Equal(DiagnosticSeverity.Error, descriptor.DefaultSeverity);
        Assert.EndsWith($"/docs/diagnostics/{code}.md", descriptor.HelpLinkUri, StringComparison.Ordinal);
        Assert.Single(all, other => other.Title.Equals(descriptor.Title));
        Assert.Equal(Codes.Count, all.Length);
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Code_has_a_page_a_row_in_the_index_and_one_in_release_tracking(string code)
    {
        string title = new NetworkAnalyzer().SupportedDiagnostics.Single(descriptor => descriptor.Id == code).Title.ToString(System.Globalization.CultureInfo.InvariantCulture);

        Assert.StartsWith($"# {code}: {title}\n", Read($"docs/diagnostics/{code}.md"), StringComparison.Ordinal);
        Assert.Contains($"| [{code}]({code}.md) | {title} |\n", Read("docs/diagnostics/README.md"), StringComparison.Ordinal);
        string releases = Read("generator/ReluGen.Generator/AnalyzerReleases.Shipped.md") + Read("generator/ReluGen.Generator/AnalyzerReleases.Unshipped.md");
        Assert.Contains($"\n{code} | ReluGen | Error | {title}\n", releases, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Code_has_a_test(string code)
    {
        string name = typeof(ProblemCodes).GetFields().Single(field => (string?)field.GetRawConstantValue() == code).Name;
        string tests = Read("tests/ReluGen.Generator.Tests/Faults/NetworkFaultTests.cs") + Read("tests/ReluGen.Generator.Tests/Faults/TypeFaultTests.cs")
            + Read("tests/ReluGen.Generator.Tests/Faults/FileFaultTests.cs");

        Assert.Matches(new Regex($@"new Fault\(\s*ProblemCodes\.{name},"), tests);
    }

    [Theory]
    [MemberData(nameof(FileCodes))]
    public void Code_of_the_build_task_has_a_page_a_row_in_the_index_and_no_descriptor(string code)
    {
        string page = Read($"docs/diagnostics/{code}.md");
        string title = page[..page.IndexOf('\n', StringComparison.Ordinal)];

        Assert.StartsWith($"# {code}: ", title, StringComparison.Ordinal);
        Assert.Contains($"| [{code}]({code}.md) | {title[$"# {code}: ".Length..]} |\n", Read("docs/diagnostics/README.md"), StringComparison.Ordinal);
        Assert.DoesNotContain(new NetworkAnalyzer().SupportedDiagnostics, descriptor => descriptor.Id == code);
    }

    [Theory]
    [MemberData(nameof(FileCodes))]
    public void Code_of_the_build_task_has_a_test(string code) =>
        Assert.Contains(code, Read("tests/ReluGen.Package.Tests/BuildFaultTests.cs"), StringComparison.Ordinal);

    [Fact]
    public void No_page_is_left_over() =>
        Assert.Equal(
            Codes.Concat(FileCodes).Select(row => row.Data + ".md").Append("README.md").Order(StringComparer.Ordinal),
            Directory.GetFiles(Path.Combine(Root(), "docs/diagnostics")).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));

    [Fact]
    public void Kinds_are_those_of_the_public_attributes()
    {
        Assert.Equal(Members<ElementType>(), Members<ElementKind>());
        Assert.Equal(Members<Arithmetic>(), Members<ArithmeticKind>());
        Assert.Equal(Members<Activation>(), Members<ActivationKind>());
    }

    [Theory]
    [MemberData(nameof(Activations))]
    public void Activation_is_emitted_described_and_documented(ActivationKind kind)
    {
        string rows = string.Join("\n", Read("docs/numerics.md").Split('\n')
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal))
            .Select(line => string.Concat(line.Split('|')[1].Where(char.IsLetter))));
        Assert.Contains(kind.ToString(), rows.Split('\n'), StringComparer.OrdinalIgnoreCase);

        GeneratorRun run = GeneratorDriverHarness.RunClean($$"""
            [ReluGen.Network(1)]
            [ReluGen.Dense(1, ReluGen.Activation.{{kind}}, Weights = [1], Bias = [0])]
            partial class Net;
            """);
        Assert.Equal(4, run.Files.Count);
    }

    [Theory]
    [InlineData(1, 1, ElementKind.Float)]
    [InlineData(1, 2, ElementKind.Double)]
    [InlineData(2, 1, ElementKind.Float)]
    [InlineData(2, 2, ElementKind.Double)]
    public void Generated_members_are_those_that_the_analyzer_reserves(int inputs, int outputs, ElementKind element)
    {
        string weights = string.Join(", ", Enumerable.Repeat("1", inputs * outputs));
        GeneratorRun run = GeneratorDriverHarness.RunClean($$"""
            [ReluGen.Network({{inputs}}, ElementType = ReluGen.ElementType.{{element}})]
            [ReluGen.Dense({{outputs}}, Weights = [{{weights}}], UseBias = false)]
            static partial class Net;
            """);

        IEnumerable<string> members = run.Compilation.GetTypeByMetadataName("Net")!.GetMembers().Select(member => member is IMethodSymbol method
            ? $"{method.Name}({string.Join(", ", method.Parameters.Select(parameter => parameter.Type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)))})"
            : member.Name);
        IEnumerable<string> reserved = GeneratedMembers.For(inputs, outputs, element).Select(member => member.Kind == GeneratedMemberKind.Method
            ? $"{member.Name}({string.Join(", ", member.ParameterTypes)})"
            : member.Name);
        Assert.Equal(reserved.Order(StringComparer.Ordinal), members.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Members_of_a_trainable_network_are_those_that_the_analyzer_reserves(bool hasDropout)
    {
        GeneratorRun run = GeneratorDriverHarness.RunClean($"""
            [ReluGen.Network(2, Trainable = true)]
            [ReluGen.Dense(2, UseBias = false)]
            {(hasDropout ? "[ReluGen.Dropout(0.5)]" : "")}
            [ReluGen.Dense(1)]
            partial class Net;
            """);

        IEnumerable<string> members = run.Compilation.GetTypeByMetadataName("Net")!.GetMembers()
            .Where(member => member.CanBeReferencedByName || member is IMethodSymbol { MethodKind: MethodKind.Constructor })
            .Select(member => member is IMethodSymbol method
                ? $"{method.Name}({string.Join(", ", method.Parameters.Select(parameter => parameter.Type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)))})"
                : member.Name);
        IEnumerable<string> reserved = GeneratedMembers.ForTrainable(2, 1, ElementKind.Float, [false, true], hasDropout).Select(member => member.Kind == GeneratedMemberKind.Method
            ? $"{member.Name}({string.Join(", ", member.ParameterTypes)})"
            : member.Name);
        Assert.Equal(reserved.Order(StringComparer.Ordinal), members.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("README.md")]
    [InlineData("docs/training.md")]
    public void Training_example_is_a_program(string page)
    {
        string example = Read(page).Split("```csharp\n").First(block => block.Contains("new Trainer<Digits", StringComparison.Ordinal)).Split("```")[0];
        CSharpCompilation compilation = GeneratorDriverHarness.Compile(LanguageVersion.CSharp12, example, "global using System;");
        GeneratorDriverHarness.AssertCompiles(GeneratorDriverHarness.Run(
            compilation.WithOptions(compilation.Options.WithOutputKind(OutputKind.ConsoleApplication))));
    }

    public static TheoryData<string> Functions => [.. Enum.GetNames<UnaryKind>(), .. Enum.GetNames<BinaryKind>()];

    [Theory]
    [MemberData(nameof(Functions))]
    public void Function_is_in_the_runtime_and_documented(string kind)
    {
        Type? operation = typeof(ReluGen.Numerics.Operations).GetNestedType(kind);
        Assert.NotNull(operation);
        Assert.Contains(
            Enum.TryParse<UnaryKind>(kind, out _) ? typeof(ReluGen.Numerics.IUnaryOperation) : typeof(ReluGen.Numerics.IBinaryOperation),
            operation.GetInterfaces());

        string[] rows = [.. Read("docs/numerics.md").Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal))];
        Assert.Contains(rows, line => line.Split('|')[1].Split(',').Any(name => name.Trim() == kind));
    }

    [Fact]
    public void Every_kind_of_node_runs_and_is_interpreted()
    {
        string calls = Read("generator/ReluGen.Core/Emit/GraphForwardCalls.cs");
        string interpreter = Read("generator/ReluGen.Core/Interpreter/Exact/ExactInterpreter.cs");
        foreach (string kind in typeof(Node).Assembly.GetTypes().Where(type => type.BaseType == typeof(Node)).Select(type => type.Name))
        {
            Assert.Contains($"{kind} ", interpreter, StringComparison.Ordinal);
            Assert.True(kind is nameof(DenseNode) or nameof(ConstantNode) || calls.Contains($"case {kind} ", StringComparison.Ordinal), kind);
        }
    }

    public static TheoryData<ActivationKind> Activations => [.. Enum.GetValues<ActivationKind>()];

    private static IEnumerable<(string Name, int Value)> Members<T>()
        where T : struct, Enum =>
        Enum.GetValues<T>().Select(value => (value.ToString(), Convert.ToInt32(value, System.Globalization.CultureInfo.InvariantCulture)));

    private static string Read(string path) => File.ReadAllText(Path.Combine(Root(), path));

    private static string Root([CallerFilePath] string file = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "../.."));
}
