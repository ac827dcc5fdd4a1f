using ReluGen.Building;
using ReluGen.Importing;
using ReluGen.Model;
using ReluGen.Tests.Generator.Files;
using ReluGen.Tests.Generator.Running;
using static ReluGen.Tests.Generator.Running.GeneratorDriverHarness;

namespace ReluGen.Tests.Generator.Faults;

/// <summary>Every fault of a network that names a file: exact id, place and message.</summary>
public class FileFaultTests
{
    private static readonly ManifestText Chain = new(FileModels.Chain("models/chain.onnx"));
    private static readonly ManifestText Twin = new(FileModels.Chain("other/chain.onnx"));
    private static readonly ManifestText Weights = new(FileModels.Weights());
    private static readonly ManifestText Refusing = new(FileModels.Chain(
        "a.onnx", refused: [new RefusedOutput("image", new EquatableArray<string>("conv")), new RefusedOutput("mask", new EquatableArray<string>("conv"))]));

    [Fact]
    public void File_that_is_no_item() => AssertFaulty([Chain, Weights], "[Network(Model = \"lander.onnx\")]",
        new Fault(ProblemCodes.UnknownFile, "\"lander.onnx\"", "The project has no model file 'lander.onnx'. It has 'models/chain.onnx', 'weights.npz'. Add <ReluModel Include=\"lander.onnx\" /> to an ItemGroup of the project file."));

    [Fact]
    public void File_in_a_project_without_any() => AssertFaulty([], "[Network(1, Weights = \"w.npy\")] [Dense(1)]",
        new Fault(ProblemCodes.UnknownFile, "\"w.npy\"", "The project has no model file 'w.npy'. It has none. Add <ReluModel Include=\"w.npy\" /> to an ItemGroup of the project file."));

    [Theory]
    [InlineData("Chain.onnx", "Did you mean 'chain.onnx'? Upper and lower case count.")]
    [InlineData("chian.onnx", "Did you mean 'chain.onnx'?")]
    [InlineData("model/chain.onnx", "Did you mean 'models/chain.onnx'?")]
    [InlineData("./Models/chain.onnx", "Did you mean 'models/chain.onnx'? Upper and lower case count.")]
    public void File_whose_name_is_near_that_of_an_item(string written, string question) => AssertFaulty([Chain, Weights], $"[Network(Model = \"{written}\")]",
        new Fault(ProblemCodes.UnknownFile, $"\"{written}\"", $"The project has no model file '{written}'. It has 'models/chain.onnx', 'weights.npz'. {question} If not, add <ReluModel Include=\"{written}\" /> to an ItemGroup of the project file."));

    [Fact]
    public void File_without_a_name() => AssertFaulty([Chain], "[Network(Model = \"\")]",
        new Fault(ProblemCodes.UnknownFile, "\"\"", "Model is empty. Name a model file of the project. It has 'models/chain.onnx'."));

    [Fact]
    public void Name_that_several_files_have() => AssertFaulty([Twin, Chain], "[Network(Model = \"chain.onnx\")]",
        new Fault(ProblemCodes.AmbiguousFile, "\"chain.onnx\"", "'chain.onnx' may be any of 'models/chain.onnx', 'other/chain.onnx'. Write the path from the project's folder."));

    [Fact]
    public void Manifest_that_is_broken() => AssertFaulty([new ManifestText("/obj/x/chain.onnx.relu.txt", "nothing")], "[Network(Model = \"chain.onnx\")]",
        new Fault(ProblemCodes.BrokenManifest, "\"chain.onnx\"", "What the build made of 'chain.onnx' cannot be read. It is no manifest of this version: its first line must be 'relugen-manifest 1'. Rebuild the project, or delete its obj folder first."));

    [Fact]
    public void Outputs_that_are_not_there() => AssertFaulty([Chain], "[Network(Model = \"chain.onnx\", Outputs = [\"actions\", \"reward\", \"actions\"])]",
        new Fault(ProblemCodes.UnknownOutput, "[\"actions\", \"reward\", \"actions\"]", "'models/chain.onnx' has no output 'reward'. It has 'actions', 'value'."),
        new Fault(ProblemCodes.UnknownOutput, "[\"actions\", \"reward\", \"actions\"]", "The output 'actions' is named twice. Remove one."));

    [Fact]
    public void No_output_selected() => AssertFaulty([Chain], "[Network(Model = \"chain.onnx\", Outputs = new string[0])]",
        new Fault(ProblemCodes.UnknownOutput, "new string[0]", "Outputs is empty. Name at least one of 'actions', 'value', or remove it for all."));

    [Fact]
    public void Outputs_that_cannot_be_computed_are_an_error_at_the_model_file() => AssertFaulty([Refusing], "[Network(Model = \"a.onnx\")]",
        new Fault(ProblemCodes.RefusedOutput, "a.onnx", "Outputs of 'a.onnx' cannot be computed: 'image', 'mask'. 1 node is not supported: (1) 'conv' (Conv, opset 13): Convolution is not supported. Leave it out. Outputs that work: 'actions', 'value'. Select them with Outputs = [\"actions\", \"value\"]."));

    [Fact]
    public void Selected_output_that_cannot_be_computed() => AssertFaulty([Refusing], "[Network(Model = \"a.onnx\", Outputs = [\"value\", \"mask\"])]",
        new Fault(ProblemCodes.RefusedOutput, "a.onnx", "An output of 'a.onnx' cannot be computed: 'mask'. 1 node is not supported: (1) 'conv' (Conv, opset 13): Convolution is not supported. Leave it out. Outputs that work: 'actions', 'value'. Select them with Outputs = [\"actions\", \"value\"]."));

    [Fact]
    public void Selection_that_avoids_them_is_fine() => RunClean([Refusing], "[ReluGen.Network(Model = \"a.onnx\", Outputs = [\"actions\"])] partial class Net;");

    [Fact]
    public void Weights_that_do_not_fit() => AssertFaulty([Weights], "[Network(4, Weights = \"weights.npz\")] [Dense(3)]",
        new Fault(ProblemCodes.WeightsDoNotMatch, "\"weights.npz\"", "'weights.npz' does not fit the layers of 'Net'. 'fc.weight' has the shape [3, 2]; output needs [units, inputs] = [3, 4], or the transpose. Correct the sizes of the layer or the map."));

    [Fact]
    public void Weights_without_sound_sizes_are_not_matched() => AssertFaulty([Weights], "[Network(0, Weights = \"weights.npz\", WeightNames = [\"x\"])] [Dense(3, Bias = [1])]",
        new Fault(ProblemCodes.SizeOutOfRange, "0", "The input size of 'Net' is 0; it must be between 1 and 65536."),
        new Fault(ProblemCodes.UnsupportedValue, "[\"x\"]", "WeightNames has 'x'; it must be a layer, an equals sign and the name of a tensor, such as \"1=fc1\" or \"output.bias=b2\"."),
        new Fault(ProblemCodes.BiasCount, "[1]", "Layer 1 of 'Net' has 1 bias value; its 3 units need 3."),
        new Fault(ProblemCodes.UnsupportedCombination, "[1]", "Layer 1 of 'Net' has weights of its own beside Weights = \"weights.npz\". Remove one of them."));

    [Fact]
    public void Model_where_weights_are_meant_and_the_other_way_round() => AssertFaulty(
        [Chain, Weights], "[Network(4, Weights = \"chain.onnx\")] [Dense(3)] partial class Other; [Network(Model = \"weights.npz\")]",
        new Fault(ProblemCodes.UnsupportedCombination, "\"chain.onnx\"", "'models/chain.onnx' holds more than one dense layer after the other, such as scaled inputs, which weights alone would leave out. Write [Network(Model = \"chain.onnx\")] without layers."),
        new Fault(ProblemCodes.UnsupportedCombination, "\"weights.npz\"", "'weights.npz' holds tensors, no model. Write Weights = \"weights.npz\", and declare the layers."));

    [Fact]
    public void Everything_beside_a_model_that_contradicts_it() => AssertFaulty(
        [Chain],
        "[Network(3, Model = \"chain.onnx\", ElementType = ElementType.Double, Weights = \"weights.npz\", DerivativeAtZero = 2)] [Dense(3)]",
        new Fault(ProblemCodes.UnsupportedCombination, "3", "'Net' declares 3 input elements, but 'models/chain.onnx' has 2. Remove the size; the file says it."),
        new Fault(ProblemCodes.UnsupportedCombination, "ElementType.Double", "'Net' asks for Double, but 'models/chain.onnx' was converted to Float. Remove ElementType, or write <ReluModel Include=\"chain.onnx\" ElementType=\"Double\" />."),
        new Fault(ProblemCodes.UnsupportedCombination, "\"weights.npz\"", "'Net' names weights beside Model = \"chain.onnx\", which holds them. Remove one of them."),
        new Fault(ProblemCodes.UnsupportedValue, "2", "DerivativeAtZero is 2; it must be 1 (the derivative from the right) or 0 (from the left)."),
        new Fault(ProblemCodes.UnsupportedCombination, "Dense(3)", "'Net' has 1 layer beside Model = \"chain.onnx\", which holds the whole network. Remove the layers, or the model."));

    [Fact]
    public void Number_type_of_weights() => AssertFaulty(
        [new ManifestText(FileModels.Weights(element: ElementKind.Double))], "[Network(2, Weights = \"weights.npz\")] [Dense(3)]",
        new Fault(ProblemCodes.UnsupportedCombination, "\"weights.npz\"", "'weights.npz' was converted to Double, but 'Net' computes in Float. Write <ReluModel Include=\"weights.npz\" ElementType=\"Float\" />."));

    [Fact]
    public void Options_without_a_file() => AssertFaulty([], "[Network(1, Outputs = [\"a\"], WeightNames = [\"b=c\"])] [Dense(1, Weights = [1], UseBias = false)]",
        new Fault(ProblemCodes.UnsupportedCombination, "[\"a\"]", "'Net' sets Outputs, but not Model. Name the file as Model, or remove it."),
        new Fault(ProblemCodes.UnsupportedCombination, "[\"b=c\"]", "'Net' sets WeightNames, but not Weights. Name the file as Weights, or remove it."));

    [Fact]
    public void Neither_size_nor_file() => AssertFaulty([], "[Network] [Dense(1, Weights = [1], UseBias = false)]",
        new Fault(ProblemCodes.SizeOutOfRange, "Network", "'Net' has no input size. Write [Network(inputSize)], or [Network(Model = \"...\")] for a model file."));

    [Fact]
    public void Own_method_with_a_generated_signature() => AssertFaulty(
        [Chain], "[Network(Model = \"models/chain.onnx\", Outputs = [\"value\"])] partial class Other { static float Forward(System.ReadOnlySpan<float> x) => 0; } [Network(1)] [Dense(1, Weights = [1], Bias = [1])]",
        new Fault(ProblemCodes.MemberClash, "Network(Model = \"models/chain.onnx\", Outputs = [\"value\"])", "'Other.Forward(ReadOnlySpan<float>)' clashes with the method that the generator adds. Rename it or change its parameters."));

    [Fact]
    public void Own_members_with_the_names_of_one_of_several_outputs() => AssertFaulty(
        [Chain], "[Network(Model = \"chain.onnx\")] partial class Other { public const int ActionsOffset = 1; static void Forward(System.ReadOnlySpan<float> a, System.Span<float> b, System.Span<float> c) { } } [Network(1)] [Dense(1, Weights = [1], Bias = [1])]",
        new Fault(ProblemCodes.MemberClash, "Network(Model = \"chain.onnx\")", "'Other.ActionsOffset' clashes with the constant that the generator adds. Rename it."),
        new Fault(ProblemCodes.MemberClash, "Network(Model = \"chain.onnx\")", "'Other.Forward(ReadOnlySpan<float>, Span<float>, Span<float>)' clashes with the method that the generator adds. Rename it or change its parameters."));

    private static void AssertFaulty(ManifestText[] files, string attributes, params Fault[] faults)
    {
        GeneratorRun run = RunFaulty(files, $"using ReluGen;\n{attributes} partial class Net;\n[Network(1)] [Dense(1, Weights = [1], Bias = [1])] partial class Sound;", faults);

        Assert.Contains("Sound.g.cs", run.Files.Keys);
        AssertCompiles(run);
    }
}
