using ReluGen.Manifest;
using ReluGen.Model;
using ReluGen.Tests.Generator.Running;
using static ReluGen.Tests.Generator.Running.GeneratorDriverHarness;

namespace ReluGen.Tests.Generator.Files;

/// <summary>Networks whose layers or weights come from a file.</summary>
public class ModelFileTests
{
    private const string ByAttributes = "using ReluGen; [Network(2)] [Dense(3, Activation.Relu, Weights = [1, 2, 3, 4, 5, 6], Bias = [0, 1, 2])] [Dense(2, Weights = [1, 0.5, -1, -0.5, 2, 1], Bias = [0, 1])] partial class Net;";

    [Theory]
    [InlineData("models/chain.onnx")]
    [InlineData("chain.onnx")]
    [InlineData("./models/chain.onnx")]
    [InlineData(@"models\\chain.onnx")]
    public void Selected_output_is_the_network_that_attributes_would_declare(string written)
    {
        GeneratorRun run = RunClean(
            [new ManifestText(FileModels.Chain("models/chain.onnx")), new ManifestText(FileModels.Chain("other.onnx"))],
            $$"""using ReluGen; [Network(Model = "{{written}}", Outputs = ["actions"])] partial class Net;""");

        Assert.Equal(RunClean(ByAttributes).Files["Net.Forward.g.cs"].Replace("output", "actions", StringComparison.Ordinal), run.Files["Net.Forward.g.cs"].Replace("output", "actions", StringComparison.Ordinal));
        Assert.Contains("from chain.onnx, sha256 00000000", run.Files["Net.g.cs"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Weights_of_a_file_are_those_of_the_layers(bool isTransposed)
    {
        ModelManifest file = FileModels.Weights();
        if (isTransposed)
        {
            StoredTensor[] tensors = [FileModels.Matrix("fc/kernel", 2, 3, [1, 3, 5, 2, 4, 6]), file.Tensors!.Tensors[1] with { Name = "fc/bias" }];
            file = file with { Tensors = file.Tensors with { Tensors = new EquatableArray<StoredTensor>(tensors) } };
        }

        GeneratorRun run = RunClean([new ManifestText(file)], "[ReluGen.Network(2, Weights = \"weights.npz\")] [ReluGen.Dense(3)] partial class Net;");

        GeneratorRun same = RunClean("[ReluGen.Network(2)] [ReluGen.Dense(3, Weights = [1, 2, 3, 4, 5, 6], Bias = [7, 8, 9])] partial class Net;");
        Assert.Equal(same.Files["Net.Forward.g.cs"], run.Files["Net.Forward.g.cs"]);
        Assert.Contains("from weights.npz, sha256 00000000", run.Files["Net.g.cs"], StringComparison.Ordinal);
    }

    [Fact]
    public void Tied_layers_take_the_weights_of_a_file_once()
    {
        ModelManifest File(params StoredTensor[] tensors) => FileModels.Weights() with { Tensors = FileModels.Weights().Tensors! with { Tensors = new EquatableArray<StoredTensor>(tensors) } };
        StoredTensor hidden = FileModels.Matrix("hidden.weight", 3, 2, [1, 2, 3, 4, 5, 6]);
        const string Layers = "UseBias = false)] [ReluGen.Dense(2, TiedTo = \"hidden\", UseBias = false)] partial class Net;";

        GeneratorRun run = RunClean([new ManifestText(File(hidden))], "[ReluGen.Network(2, Weights = \"weights.npz\")] [ReluGen.Dense(3, " + Layers);
        GeneratorRun same = RunClean("[ReluGen.Network(2)] [ReluGen.Dense(3, Weights = [1, 2, 3, 4, 5, 6], " + Layers);
        Assert.Equal(same.Files["Net.Backward.g.cs"], run.Files["Net.Backward.g.cs"]);

        // In a resource: the owner's stretch is packed both ways round, and the tied layer reads the same panels.
        StoredTensor large = hidden with { Values = Tensor.InResource(6, new string('1', 64), 0), Transposed = Tensor.InResource(6, new string('2', 64), 16) };
        string weights = RunClean([new ManifestText(File(large))], "[ReluGen.Network(2, Weights = \"weights.npz\")] [ReluGen.Dense(3, " + Layers).Files["Net.Weights.g.cs"];
        Assert.Contains("HiddenWeights => Resource.Read<float>(0, 6);", weights, StringComparison.Ordinal);
        Assert.DoesNotContain("OutputWeights", weights, StringComparison.Ordinal);
    }

    [Fact]
    public void Model_of_layers_alone_gives_its_weights_to_declared_ones()
    {
        ModelManifest chain = FileModels.Chain("layers.nnet");
        NetworkModel model = chain.Model! with
        {
            Nodes = new EquatableArray<Node>(chain.Model!.Nodes.Take(3)),
            Values = new EquatableArray<Value>(chain.Model!.Values.Take(4)),
            Outputs = new EquatableArray<int>(3),
        };

        GeneratorRun run = RunClean(
            [new ManifestText(chain with { Model = model })],
            "[ReluGen.Network(2, Weights = \"layers.nnet\")] [ReluGen.Dense(3, ReluGen.Activation.Tanh)] [ReluGen.Dense(2)] partial class Net;");

        GeneratorRun same = RunClean("[ReluGen.Network(2)] [ReluGen.Dense(3, ReluGen.Activation.Tanh, Weights = [1, 2, 3, 4, 5, 6], Bias = [0, 1, 2])] [ReluGen.Dense(2, Weights = [1, 0.5, -1, -0.5, 2, 1], Bias = [0, 1])] partial class Net;");
        Assert.Equal(same.Files["Net.Forward.g.cs"], run.Files["Net.Forward.g.cs"]);
    }

    [Fact]
    public void Own_method_that_no_generated_one_clashes_with_is_left_alone() => RunClean(
        [new ManifestText(FileModels.Chain())],
        "[ReluGen.Network(Model = \"chain.onnx\", Outputs = [\"actions\"])] partial class Net { static float Forward(float x) => x; static double Backward(double x) => x; }");

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void Weights_and_bounds_that_are_not_finite_compile(double value)
    {
        foreach (ElementKind element in Enum.GetValues<ElementKind>())
        {
            ModelManifest chain = FileModels.Chain(firstWeight: value, element: element);
            var bounded = new ActivationNode("hiddenActivation", 1, 2, new ActivationFunction(ActivationKind.HardTanh, Minimum: -Math.Abs(value), Maximum: 1));
            NetworkModel model = chain.Model! with { Nodes = new EquatableArray<Node>(chain.Model!.Nodes.Select((node, i) => i == 1 ? bounded : node)) };

            GeneratorRun run = RunClean([new ManifestText(chain with { Model = model })], """[ReluGen.Network(Model = "chain.onnx", Outputs = ["actions"])] partial class Net;""");

            string name = double.IsNaN(value) ? "NaN" : value > 0 ? "PositiveInfinity" : "NegativeInfinity";
            Assert.Contains($"{(element == ElementKind.Float ? "float" : "double")}.{name}", run.Files["Net.Forward.g.cs"], StringComparison.Ordinal);
        }
    }
}
