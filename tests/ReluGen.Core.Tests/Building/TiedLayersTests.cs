using ReluGen.Building;
using ReluGen.Declaration;
using ReluGen.Manifest;
using ReluGen.Model;

namespace ReluGen.Tests.Core.Building;

/// <summary>Layers that use the weights of others: what the model says of them, and what a file of weights may hold.</summary>
public sealed class TiedLayersTests
{
    private static readonly ModelSource Source = new("net.npz", new string('0', 64), "ReluGen/net.npz");

    [Fact]
    public void Mirrored_sizes_are_transposed_and_parameters_count_once()
    {
        NetworkModel model = Build(Declarations.Network(
            3, Declarations.Dense(2, [1, 2, 3, 4, 5, 6], [7, 8]), Tied(3, "hidden", bias: [9, 10, 11])));
        DenseNode tied = model.Nodes.OfType<DenseNode>().Last();

        Assert.Equal(6 + 2 + 3, model.ParameterCount);
        Assert.Equal(new WeightTie("hidden", 0, IsTransposed: true), tied.Tie);
        Assert.Equal([1, 4, 2, 5, 3, 6], tied.Weights.Values);
        Assert.Equal((0, 8, 3), (tied.WeightsOffset, tied.BiasOffset, tied.ParameterCount));
        Assert.Equal([0, 3, 1, 4, 2, 5], Enumerable.Range(0, 6).Select(i => tied.WeightPlace(i / 2, i % 2)));
        Assert.Equal(3, model.Tensors.Count());
        Assert.Empty(ModelVerifier.Verify(model));
    }

    [Fact]
    public void Square_layers_are_the_same_unless_written_as_transposed()
    {
        double[] weights = [1, 2, 3, 4];
        DenseNode[] layers = [.. Build(Declarations.Network(
            2,
            Declarations.Dense(2, weights, null, useBias: false),
            Tied(2, "hidden1"),
            Tied(2, "hidden2", transposed: true),
            Tied(2, "hidden3", transposed: true))).Nodes.Cast<DenseNode>()];

        Assert.Equal([null, false, true, false], layers.Select(layer => layer.Tie?.IsTransposed));
        Assert.All(layers[1..], layer => Assert.Equal("hidden1", layer.Tie!.Source));
        Assert.Equal([weights, weights, [1, 3, 2, 4], weights], layers.Select(layer => layer.Weights.Values.ToArray()));
    }

    [Fact]
    public void Declarations_and_models_differ_by_the_tie()
    {
        NetworkDeclaration Declare(bool transposed) => Declarations.Network(
            2, Declarations.Dense(2, [1, 0, 0, 1], null, useBias: false), Tied(2, "hidden", transposed: transposed));

        Assert.Equal(Declare(true), Declare(true));
        Assert.NotEqual(Declare(true), Declare(false));
        Assert.Equal(Build(Declare(true)), Build(Declare(true)));

        // The identity matrix is its own transpose; the gradient's places still differ.
        Assert.NotEqual(Build(Declare(true)), Build(Declare(false)));
    }

    [Theory]
    [InlineData("missing")]
    [InlineData("equal")]
    [InlineData("Keras")]
    public void File_may_have_tied_weights_or_not(string kind)
    {
        StoredTensor hidden = kind == "Keras" ? Matrix("hidden/kernel", 3, 1, 4, 2, 5, 3, 6) : Matrix("hidden.weight", 2, 1, 2, 3, 4, 5, 6);
        StoredTensor[] own = kind switch
        {
            "equal" => [Matrix("output.weight", 3, 1, 4, 2, 5, 3, 6)],
            "Keras" => [Matrix("output/kernel", 2, 1, 2, 3, 4, 5, 6)],
            _ => [],
        };
        NetworkModel model = Build(Autoencoder(useBias: true), [hidden, Vector(kind == "Keras" ? "hidden/bias" : "hidden.bias", 7, 8), .. own, Vector(kind == "Keras" ? "output/bias" : "output.bias", 9, 10, 11)]);
        DenseNode[] layers = [.. model.Nodes.Cast<DenseNode>()];

        Assert.Equal([1, 2, 3, 4, 5, 6], layers[0].Weights.Values);
        Assert.Equal([1, 4, 2, 5, 3, 6], layers[1].Weights.Values);
        Assert.Equal([9, 10, 11], layers[1].Bias!.Values);
    }

    [Fact]
    public void File_needs_nothing_for_a_tied_layer_without_bias()
    {
        NetworkModel model = Build(Autoencoder(useBias: false), [Matrix("w", 2, 1, 2, 3, 4, 5, 6)], "hidden=w");

        Assert.Equal([1, 4, 2, 5, 3, 6], ((DenseNode)model.Nodes[1]).Weights.Values);
        Assert.Equal([1, 4, 2, 5, 3, 6], ((DenseNode)Build(Autoencoder(useBias: false), [Matrix("0.weight", 2, 1, 2, 3, 4, 5, 6)]).Nodes[1]).Weights.Values);
    }

    [Fact]
    public void Map_names_the_bias_of_a_tied_layer()
    {
        NetworkModel model = Build(
            Autoencoder(useBias: true), [Matrix("a", 2, 1, 2, 3, 4, 5, 6), Vector("b", 7, 8), Vector("c", 9, 10, 11)], "1=a", "1.bias=b", "2.bias=c");

        Assert.Equal([9, 10, 11], ((DenseNode)model.Nodes[1]).Bias!.Values);
    }

    [Fact]
    public void Large_tied_weights_are_those_of_the_resource()
    {
        Tensor values = Tensor.InResource(6, new string('1', 64), 0);
        Tensor transposed = Tensor.InResource(6, new string('2', 64), 16);
        StoredTensor hidden = Matrix("hidden.weight", 2, 1, 2, 3, 4, 5, 6) with { Values = values, Transposed = transposed };
        DenseNode[] layers = [.. Build(Autoencoder(useBias: false), [hidden]).Nodes.Cast<DenseNode>()];

        Assert.Equal([values, transposed], layers.Select(layer => layer.Weights));
    }

    [Fact]
    public void Tied_weights_of_a_file_must_be_equal_bit_for_bit()
    {
        StoredTensor hidden = Matrix("hidden.weight", 2, 1, 2, 3, 4, 0, 6);
        Problem problem = Assert.Single(Run(Autoencoder(useBias: false), [hidden, Matrix("output.weight", 3, 1, 4, 2, -0.0, 3, 6)]).Problems);

        Assert.Equal(ProblemCodes.WeightsDoNotMatch, problem.Code);
        Assert.Equal(
            "'net.npz' does not fit the layers of 'Net'. 'output.weight' is not equal, bit for bit, to the transpose of 'hidden.weight', whose weights output is tied to. Remove TiedTo, or save the weights that were trained together.",
            problem.Message);
    }

    [Fact]
    public void Weights_of_a_whole_model_that_stand_one_way_round_cannot_be_compared_with_a_transpose()
    {
        NetworkModel model = Build(Declarations.Network(
            3, Declarations.Dense(2, [1, 2, 3, 4, 5, 6], null, useBias: false), Declarations.Dense(3, [1, 4, 2, 5, 3, 6], null, useBias: false)));
        NetworkModel stored = model with
        {
            Source = Source,
            Nodes = new EquatableArray<Node>(model.Nodes.Cast<DenseNode>().Select(dense => dense with { Weights = Tensor.InResource(6, dense.Weights.Hash, 0) })),
        };
        ProjectFile File(NetworkModel whole) => new("net.npz", new ModelManifest(whole, default, default, null, "net.npz"), null);
        NetworkDeclaration declaration = Autoencoder(useBias: false) with { File = new FileDeclaration(null, null, "net.npz", null, true, false, default) };

        Assert.Equal("hidden", ((DenseNode)ModelBuilder.Build(declaration, [File(model with { Source = Source })]).Model!.Nodes[1]).Tie!.Source);
        Problem problem = Assert.Single(ModelBuilder.Build(declaration, [File(stored)]).Problems);
        Assert.Equal(
            "'net.npz' holds a whole model, whose weights stand one way round only, but output of 'Net' uses the transpose of hidden's. Save the weights as safetensors, .npz or named arrays.",
            problem.Message);
    }

    [Fact]
    public void Bias_alone_is_for_tied_layers_only()
    {
        NetworkDeclaration untied = Declarations.Network(3, Declarations.Dense(2, null, null), Declarations.Dense(3, null, null));
        StoredTensor[] tensors = [Matrix("hidden.weight", 2, 1, 2, 3, 4, 5, 6), Vector("hidden.bias", 7, 8), Vector("output.bias", 9, 10, 11)];

        Assert.Contains("The file has 1 tensors of weights", Run(untied, tensors).Problems[0].Message, StringComparison.Ordinal);
    }

    private static NetworkDeclaration Autoencoder(bool useBias) => Declarations.Network(
        3, Declarations.Dense(2, null, null, useBias: useBias), Tied(3, "hidden") with { UseBias = useBias });

    private static DenseDeclaration Tied(int units, string to, bool transposed = false, double[]? bias = null) =>
        Declarations.Dense(units, null, bias, useBias: bias is not null) with { TiedTo = to, Transposed = transposed };

    private static StoredTensor Matrix(string name, int rows, params double[] values) => new(
        name,
        new Shape(new EquatableArray<int>(rows, values.Length / rows)),
        new Tensor(values),
        new Tensor(values).Transpose(rows));

    private static StoredTensor Vector(string name, params double[] values) => new(name, Shape.Vector(values.Length), new Tensor(values), null);

    private static NetworkModel Build(NetworkDeclaration declaration)
    {
        BuildResult result = ModelBuilder.Build(declaration);
        Assert.Empty(result.Problems);
        return result.Model!;
    }

    private static NetworkModel Build(NetworkDeclaration declaration, StoredTensor[] tensors, params string[] names)
    {
        BuildResult result = Run(declaration, tensors, names);
        Assert.Empty(result.Problems);
        Assert.Empty(ModelVerifier.Verify(result.Model!));
        return result.Model!;
    }

    private static BuildResult Run(NetworkDeclaration declaration, StoredTensor[] tensors, params string[] names)
    {
        var manifest = new ModelManifest(null, default, default, new StoredTensors(Source, ElementKind.Float, new EquatableArray<StoredTensor>(tensors)), "net.npz");
        var file = new FileDeclaration(null, null, "net.npz", names.Length == 0 ? null : new EquatableArray<string>(names), true, false, default);
        return ModelBuilder.Build(declaration with { File = file }, [new ProjectFile("net.npz", manifest, null)]);
    }
}
