using ReluGen.Benchmarks.Networks;
using ReluGen.Interpreter;

namespace ReluGen.Benchmarks.Cold;

/// <summary>The programs that <c>cold</c> compares.</summary>
internal static class ColdPrograms
{
    /// <summary>The network that they run.</summary>
    public const string NetworkName = "64-128-128-10";

    private const string OnnxItems = """
        <PackageReference Include="Microsoft.ML.OnnxRuntime" />
            <PackageReference Include="System.Numerics.Tensors" />
            <None Include="model.onnx" CopyToOutputDirectory="PreserveNewest" />
        """;

    /// <summary>The empty program of each runtime comes before what is compared with it.</summary>
    public static IReadOnlyList<ColdProgram> Create(string repository)
    {
        var network = NetworkCatalog.Select(NetworkName).Single();
        var random = new Random(1);
        var input = Enumerable.Range(0, network.InputSize).Select(_ => (double)(float)((random.NextDouble() * 2) - 1)).ToArray();
        var output = new ExactInterpreter<float>(network.Build()).Forward(Array.ConvertAll(input, value => (float)value));
        var largest = Array.IndexOf(output, output.Max());

        var references = ProjectReferences.RuntimeAndGenerator(repository);
        var (empty, ours, peer) = (ColdSources.Empty(), ColdSources.Generated(network, input), ColdSources.OnnxRuntime(network, input));
        return
        [
            new("empty program", "EmptyJit", false, "", empty, 0),
            new("ReluGen", "ReluGenJit", false, references, ours, largest),
            new("ONNX Runtime", "OnnxJit", false, OnnxItems, peer, largest),
            new("empty program", "EmptyAot", true, "", empty, 0),
            new("ReluGen", "ReluGenAot", true, references, ours, largest),
            new("ONNX Runtime", "OnnxAot", true, OnnxItems, peer, largest),
        ];
    }
}
