using Microsoft.CodeAnalysis.CSharp;
using ReluGen.Tests.Generator.Running;

namespace ReluGen.Tests.Generator.Faults;

/// <summary>Half-typed and malformed code: generator and analyzer never crash, and leave to the compiler what is the compiler's.</summary>
public class BrokenCodeTests
{
    private const string Source =
        """
        using ReluGen;
        namespace My.App
        {
            public static partial class Outer<T>
            {
                [Network(inputSize: 2, ElementType = ElementType.Double)]
                [Dense(2, Activation.Elu, Alpha = 2, Weights = [1.5f, -2, 3, 4], Bias = new double[] { 1, 2 })]
                [Dense(1, activation: Activation.Relu, Weights = [1, 2], UseBias = false)]
                internal readonly partial record struct Net(int Size);
            }
        }
        """;

    [Fact]
    public void Every_prefix_of_a_source_is_survived()
    {
        for (int length = 0; length <= Source.Length; length += 7)
        {
            CSharpCompilation compilation = GeneratorDriverHarness.Compile(LanguageVersion.CSharp12, Source[..length]);
            Survive(compilation);
        }

        Assert.NotEmpty(GeneratorDriverHarness.RunClean(Source).Files);
    }

    [Theory]
    [InlineData("[Network(]")]
    [InlineData("[Network(\"1\")]")]
    [InlineData("[Network(1.5)]")]
    [InlineData("[Network(null)]")]
    [InlineData("[Network(x)]")]
    [InlineData("[Network(1, 2)]")]
    [InlineData("[Network(1, Size = 2)]")]
    [InlineData("[Network(1, ElementType = 3)]")]
    [InlineData("[Network(1)] [Dense]")]
    [InlineData("[Network(1)] [Dense(Weights = [1])]")]
    [InlineData("[Network(1)] [Dense(1, Weights = 1)]")]
    [InlineData("[Network(1)] [Dense(1, Weights = \"1\")]")]
    [InlineData("[Network(1)] [Dense(1, Weights = [\"1\"])]")]
    [InlineData("[Network(1)] [Dense(1, Weights = [1, x])]")]
    [InlineData("[Network(1)] [Dense(1, Weights = [null])]")]
    [InlineData("[Network(1)] [Dense(1, Weights = [..Other])]")]
    [InlineData("[Network(1)] [Dense(1, Weights = new double[1])]")]
    [InlineData("[Network(1)] [Dense(1, Weights = new double[,] { { 1 } })]")]
    [InlineData("[Network(1)] [Dense(1, Weights = new float[] { 1 })]")]
    [InlineData("[Network(1)] [Dense(1, Weights = , Bias = )]")]
    [InlineData("[Network(1)] [Dense(1, Slope = \"a\", UseBias = 1)]")]
    [InlineData("[Network(1)] [Missing(1)] [Layer]")]
    [InlineData("[Network(1)] [Dense(2147483648)]")]
    [InlineData("[Network(1)] [Dense(1/0)]")]
    public void Refused_attribute_is_left_to_the_compiler(string attributes)
    {
        GeneratorRun run = Survive(GeneratorDriverHarness.Compile(LanguageVersion.CSharp12, $"using ReluGen; {attributes} partial class Net;"));

        Assert.Empty(run.Files);
        Assert.Contains(run.CompilerComplaints, complaint => complaint.Contains("error CS", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("partial class")]
    [InlineData("partial class Net<")]
    [InlineData("partial class Net<>;")]
    [InlineData("partial class Net<T, >;")]
    [InlineData("namespace ; [*] partial class Net;")]
    [InlineData("namespace { [*] partial class Net; }")]
    [InlineData("partial class { [*] partial class Net; }")]
    [InlineData("[*] partial interface INet;")]
    [InlineData("[*] enum Net;")]
    [InlineData("class Outer { [*] void Forward() { } }")]
    [InlineData("[*] partial class Net; [*] partial struct Net;")]
    [InlineData("namespace A.B { [*] partial class C; } namespace A { partial class B { [*] partial class C; } }")]
    [InlineData("[assembly: ReluGen.Network(1)]")]
    [InlineData("[*] delegate void Net();")]
    public void Broken_type_is_survived(string source) => Survive(GeneratorDriverHarness.Compile(
        LanguageVersion.CSharp12,
        (source.Contains("[*]", StringComparison.Ordinal) ? source : "[*] " + source)
            .Replace("[*]", "[ReluGen.Network(1)] [ReluGen.Dense(1, Weights = [2], Bias = [1])]", StringComparison.Ordinal)));

    private static GeneratorRun Survive(CSharpCompilation compilation)
    {
        GeneratorRun run = GeneratorDriverHarness.Run(compilation);
        Assert.DoesNotContain(run.Faults, fault => !fault.Id.StartsWith("RELU", StringComparison.Ordinal));
        return run;
    }
}
