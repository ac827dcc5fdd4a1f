using ReluGen.Building;
using ReluGen.Declaration;
using ReluGen.Importing;
using ReluGen.Manifest;
using ReluGen.Model;

namespace ReluGen.Tests.Core.Building;

/// <summary>Declarations that name files: what of a file becomes the model.</summary>
public class FileNetworkTests
{
    private static readonly ModelSource Source = new("net.onnx", new string('0', 64), "ReluGen/net.onnx");

    [Fact]
    public void Whole_model_keeps_its_nodes_and_takes_the_options_of_the_network()
    {
        NetworkModel file = TwoHeads();
        NetworkModel model = Build(Declaration(model: "net.onnx") with { Arithmetic = ArithmeticKind.Separate, DerivativeAtZero = 0 }, file);

        Assert.Equal(file with { Type = Declarations.Type, Arithmetic = ArithmeticKind.Separate, DerivativeAtZero = 0 }, model);
    }

    [Fact]
    public void Selection_takes_the_outputs_in_the_order_given()
    {
        NetworkModel model = Build(Declaration(model: "net.onnx", outputs: ["second", "first"]), TwoHeads());

        Assert.Equal(["second", "first"], model.Outputs.Select(id => model.Values[id].SourceName));
        Assert.Equal(2, model.Nodes.Count);
    }

    [Fact]
    public void Selection_leaves_out_what_feeds_only_the_others()
    {
        NetworkModel model = Build(Declaration(model: "net.onnx", outputs: ["second"]), TwoHeads());

        DenseNode node = Assert.IsType<DenseNode>(Assert.Single(model.Nodes));
        Assert.Equal("secondDense", node.Name);
        Assert.Equal(0, node.ParameterOffset);
        Assert.Equal(["right"], model.Inputs.Select(id => model.Values[id].Name));
        Assert.Equal([0, 1], model.Values.Select(value => value.Id));
        Assert.Null(ManifestChecker.Check(model));
    }

    [Fact]
    public void Map_says_which_tensor_is_whose()
    {
        Tensor first = new(1, 2, 3, 4);
        Tensor second = new(5, 6, 7, 8);
        StoredTensor Matrix(string name, Tensor values) => new(name, new Shape(new EquatableArray<int>(2, 2)), values, new Tensor(values[0], values[2], values[1], values[3]));
        var manifest = new ModelManifest(
            null, default, default, new StoredTensors(Source, ElementKind.Float, new EquatableArray<StoredTensor>(Matrix("b.weight", first), Matrix("a.weight", second))), "net.onnx");
        NetworkDeclaration declaration = Declarations.Network(2, Declarations.Dense(2, null, null, useBias: false), Declarations.Dense(2, null, null, useBias: false));

        BuildResult result = ModelBuilder.Build(
            declaration with { File = File(weights: "net.onnx", names: ["1=b", "output = a.weight"]) }, [new ProjectFile("net.onnx", manifest, null)]);

        Assert.Empty(result.Problems);
        Assert.Equal([first, second], result.Model!.Nodes.OfType<DenseNode>().Select(node => node.Weights));
        Assert.Equal(Source, result.Model.Source);
    }

    [Fact]
    public void Large_tensors_stay_in_the_resource()
    {
        Tensor values = Tensor.InResource(100, new string('1', 64), 0);
        Tensor transposed = Tensor.InResource(100, new string('2', 64), 112);
        var manifest = new ModelManifest(null, default, default, new StoredTensors(Source, ElementKind.Float, new EquatableArray<StoredTensor>(
            new StoredTensor("dense/kernel", new Shape(new EquatableArray<int>(4, 25)), values, transposed))), "net.onnx");

        BuildResult result = ModelBuilder.Build(
            Declarations.Network(4, Declarations.Dense(25, null, null, useBias: false)) with { File = File(weights: "net.onnx") }, [new ProjectFile("net.onnx", manifest, null)]);

        Assert.Empty(result.Problems);
        Assert.Equal(transposed, ((DenseNode)result.Model!.Nodes[0]).Weights);
    }

    [Fact]
    public void Whole_numbers_are_no_weights()
    {
        var manifest = new ModelManifest(null, default, default, new StoredTensors(Source, ElementKind.Float, new EquatableArray<StoredTensor>(
            new StoredTensor("fc.weight", new Shape(new EquatableArray<int>(1, 2)), new Tensor(1, 2), new Tensor(1, 2), IsInteger: true))), "net.onnx");

        BuildResult result = ModelBuilder.Build(
            Declarations.Network(2, Declarations.Dense(1, null, null, useBias: false)) with { File = File(weights: "net.onnx") }, [new ProjectFile("net.onnx", manifest, null)]);

        Problem problem = Assert.Single(result.Problems);
        Assert.Equal(ProblemCodes.WeightsDoNotMatch, problem.Code);
        Assert.Contains("whole numbers", problem.Message, StringComparison.Ordinal);
    }

    private static NetworkModel Build(NetworkDeclaration declaration, NetworkModel file)
    {
        BuildResult result = ModelBuilder.Build(declaration, [new ProjectFile("net.onnx", new ModelManifest(file, default, default, null, "net.onnx"), null)]);
        Assert.Empty(result.Problems);
        return result.Model!;
    }

    private static NetworkDeclaration Declaration(string model, string[]? outputs = null) =>
        Declarations.Network(0) with { File = File(model, outputs) with { HasInputSize = false } };

    private static FileDeclaration File(string? model = null, string[]? outputs = null, string? weights = null, string[]? names = null) => new(
        model,
        outputs is null ? null : new EquatableArray<string>(outputs),
        weights,
        names is null ? null : new EquatableArray<string>(names),
        HasInputSize: true,
        HasElement: false,
        OwnMembers: default);

    /// <summary>Two networks side by side: left to first, right to second.</summary>
    private static NetworkModel TwoHeads()
    {
        Value[] values =
        [
            new(0, "left", Shape.Vector(2), "left"),
            new(1, "right", Shape.Vector(3), "right"),
            new(2, "first", Shape.Vector(1), "first"),
            new(3, "second", Shape.Vector(1), "second"),
        ];
        Node[] nodes =
        [
            new DenseNode("firstDense", 0, 2, 2, 1, new Tensor(1, 2), null, SumOrder.For(1, 2), SumOrder.For(2, 1), 0),
            new DenseNode("secondDense", 1, 3, 3, 1, new Tensor(1, 2, 3), null, SumOrder.For(1, 3), SumOrder.For(3, 1), 2),
        ];
        return new NetworkModel(
            ImportResult.Unnamed, ElementKind.Float, ArithmeticKind.Fused, 1,
            new EquatableArray<Value>(values), new EquatableArray<Node>(nodes), new EquatableArray<int>(0, 1), new EquatableArray<int>(2, 3), Source);
    }
}
