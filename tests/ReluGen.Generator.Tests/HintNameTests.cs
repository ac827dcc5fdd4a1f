using ReluGen.Tests.Generator.Running;

namespace ReluGen.Tests.Generator;

/// <summary>Files are named after their types, whatever the types are called.</summary>
public class HintNameTests
{
    private const string Network = "[ReluGen.Network(1)] [ReluGen.Dense(1, Weights = [2], Bias = [1])]";

    [Theory]
    [InlineData("[*] partial class Net;", "Net.g.cs")]
    [InlineData("namespace A.B { [*] partial class Net; }", "A.B.Net.g.cs")]
    [InlineData("namespace A { partial class Outer<T> { [*] partial class Net<K, V>; } }", "A.Outer{T}.Net{K,V}.g.cs")]
    [InlineData("namespace @event { [*] partial class @class; }", "event.class.g.cs")]
    [InlineData("[*] partial class Net; [*] partial class NET; [*] partial class net;", "NET.g.cs", "Net-2.g.cs", "net-3.g.cs")]
    [InlineData("[*] partial class Net { [*] internal partial class Batch; }", "Net.g.cs", "Net+Batch.g.cs")]
    [InlineData("[*] partial class Net; [*] partial class Net<T>;", "Net.g.cs", "Net{T}.g.cs")]
    public void Files_are_named_after_the_type(string source, params string[] expected)
    {
        GeneratorRun run = GeneratorDriverHarness.RunFaulty(source.Replace("[*]", Network, StringComparison.Ordinal));

        Assert.All(expected, name => Assert.Contains(name, run.Files.Keys));
        Assert.Equal(expected.Length, run.Files.Values.Count(text => text.Contains("public const int InputSize", StringComparison.Ordinal)));
    }

    [Fact]
    public void Each_concern_is_a_file()
    {
        GeneratorRun run = GeneratorDriverHarness.RunClean($"namespace A; {Network} partial class Net;");

        Assert.Contains("A.Net.Forward.g.cs", run.Files.Keys);
        Assert.Contains("A.Net.Backward.g.cs", run.Files.Keys);
    }
}
