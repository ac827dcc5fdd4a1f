using System.Runtime.CompilerServices;
using ReluGen.Building;
using ReluGen.Declaration;
using ReluGen.Emit;
using ReluGen.Generator;
using ReluGen.Model;
using ReluGen.Planning;
using ReluGen.Tests.Generator.Running;
using ReluGen.Tests.Generator.Verification;

namespace ReluGen.Tests.Generator;

/// <summary>Snapshots of generated code, for people to read: the smallest network for each feature, and each width.</summary>
public sealed class GeneratedCodeTests
{
    [Fact]
    public void Lesson_relu() => VerifyAll("""
        using ReluGen;

        [Network(1)]
        [Dense(2, Activation.Relu, Weights = [1.70f, 12.6f], Bias = [-0.85f, 0f])]
        [Dense(1, Activation.Relu, Weights = [-40.8f, 2.70f], Bias = [-16f])]
        public partial class DrugEffectiveness;
        """);

    [Fact]
    public void Lesson_softplus() => VerifyAll("""
        using ReluGen;

        [Network(1)]
        [Dense(2, Activation.SoftPlus, Weights = [-34.4f, -2.52f], Bias = [2.14f, 1.29f])]
        [Dense(1, Weights = [-1.30f, 2.28f], Bias = [-0.58f])]
        public partial class SmoothEffectiveness;
        """);

    [Fact]
    public void Static_class_gets_the_members_without_the_contract() => VerifyOne("Net.g.cs", """
        using ReluGen;

        [Network(2)]
        [Dense(1, Weights = [1, 2], Bias = [3])]
        public static partial class Net;
        """);

    [Fact]
    public void Nested_generic_double_struct() => VerifyOne("My.App.Outer{T}.Net.g.cs", """
        using ReluGen;

        namespace My.App
        {
            internal partial record Outer<T>
            {
                [Network(1, ElementType = ElementType.Double, Arithmetic = Arithmetic.Separate, DerivativeAtZero = 0)]
                [Dense(3, Activation.Relu, Weights = [1, 2, 3], UseBias = false)]
                private readonly partial struct Net;
            }
        }
        """);

    [Fact]
    public void Straight_line_with_several_inputs_and_softmax() => VerifyOne("Net.Forward.g.cs", """
        using ReluGen;

        [Network(2)]
        [Dense(2, Activation.LeakyRelu, Weights = [0.5, -1, 0.25, 2], Bias = [0.1, -0.0], Slope = 0.2)]
        [Dense(3, Activation.Softmax, Weights = [1, 2, 3, 4, 5, 6], UseBias = false)]
        public partial class Net;
        """);

    [Fact]
    public void Straight_line_backward_in_separate_arithmetic() => VerifyOne("Net.Backward.g.cs", """
        using ReluGen;

        [Network(2, Arithmetic = Arithmetic.Separate, DerivativeAtZero = 0)]
        [Dense(2, Activation.Relu, Weights = [0.5, -1, 0.25, 2], Bias = [0.1, 0.2])]
        [Dense(2, Activation.LogSoftmax, Weights = [1, 2, 3, 4], UseBias = false)]
        public partial class Net;
        """);

    [Fact]
    public void Trainable() => Verifier.Verify(GeneratorDriverHarness.RunClean("""
        using ReluGen;

        [Network(1, Trainable = true)]
        [Dense(2, Activation.Relu)]
        [Dense(1, Weights = [0.5f, -1], Bias = [0.25f])]
        public sealed partial class Net;
        """).Files.Where(file => file.Key is "Net.g.cs" or "Net.Weights.g.cs").ToDictionary());

    [Fact]
    public void Vector_forward_in_each_width() => Verifier.Verify(
        Enum.GetValues<LaneWidth>().ToDictionary(
            width => $"Net.Forward.{width}.g.cs",
            width => Emit(Vector(width), "Forward", 5, (20, ActivationKind.Relu), (3, ActivationKind.Identity)).Text));

    [Fact]
    public void Vector_batch() => VerifyFile(Emit(Vector(LaneWidth.Bits512), "Batch", 3, (17, ActivationKind.Relu), (2, ActivationKind.Identity)));

    [Fact]
    public void Vector_backward() => VerifyFile(Emit(Vector(LaneWidth.Bits512), "Backward", 3, (17, ActivationKind.Relu), (2, ActivationKind.Tanh)));

    [Fact]
    public void Vector_softmax() => VerifyFile(Emit(Vector(LaneWidth.Bits256), "Forward", 3, (20, ActivationKind.Softmax)));

    [Fact]
    public void Vector_weights() => VerifyFile(Emit(Vector(LaneWidth.Bits512), "Weights", 3, (17, ActivationKind.Relu), (2, ActivationKind.Identity)));

    [Fact]
    public void Dropout_in_training() => Verifier.Verify(
        NetworkEmitter.Emit(Planner.Plan(Build(isTrainable: true, 1, new DenseDeclaration(2, ActivationKind.Relu, null, null, true, default), new DropoutDeclaration(0.5), new DenseDeclaration(1, ActivationKind.Identity, null, null, true, default)), Vector(LaneWidth.Bits512)))
            .Where(file => file.Concern is "" or "Backward")
            .ToDictionary(file => HintNames.ForFile("Net", file.Concern), file => file.Text));

    [Fact]
    public void Dropout_leaves_no_trace_in_a_frozen_network()
    {
        const string Plain = "[ReluGen.Network(2)] [ReluGen.Dense(2, Weights = [1, 2, 3, 4], Bias = [1, 2])] [ReluGen.Dense(1, Weights = [1, 2], Bias = [3])] partial class Net;";
        string dropped = Plain.Replace("[ReluGen.Dense", "[ReluGen.Dropout(0.5)] [ReluGen.Dense", StringComparison.Ordinal);
        Assert.Equal(GeneratorDriverHarness.RunClean(Plain).Files, GeneratorDriverHarness.RunClean(dropped).Files);
    }

    [Fact]
    public void Tied_straight_line() => VerifyOne("Net.Backward.g.cs", """
        using ReluGen;

        [Network(2)]
        [Dense(1, Weights = [0.5, -1], Bias = [0.25])]
        [Dense(2, TiedTo = "hidden", Bias = [1, 2])]
        public partial class Net;
        """);

    [Fact]
    public void Tied_trainable_type_and_memory() => Verifier.Verify(GeneratorDriverHarness.RunClean("""
        using ReluGen;

        [Network(2, Trainable = true)]
        [Dense(1)]
        [Dense(2, TiedTo = "hidden")]
        public partial class Net;
        """).Files.Where(file => file.Key is "Net.g.cs" or "Net.Weights.g.cs").ToDictionary());

    /// <summary>The one kernel that ties change, without the rest of its file.</summary>
    [Fact]
    public void Tied_weight_gradient()
    {
        string file = EmitTied("Backward");
        int start = file.IndexOf("    // adds hidden's weight gradient", StringComparison.Ordinal);
        int end = file.IndexOf("\n    }\n", start, StringComparison.Ordinal) + "\n    }\n".Length;
        Verifier.Verify(new Dictionary<string, string> { ["HiddenParameterGradient.g.cs"] = file[start..end] });
    }

    [Fact]
    public void Tied_panels_name_those_that_they_are()
    {
        string file = EmitTied("Forward");
        Assert.Matches("const int OutputByInput = [0-9]+; // that of HiddenByUnit\n", file);
        Assert.Matches("const int OutputByUnit = [0-9]+; // that of HiddenByInput\n", file);
        Assert.Matches("const int HiddenByUnit = [0-9]+;\n", file);
    }

    [Fact]
    public void Activations() => VerifyFile(Emit(PlanOptions.For(NetworkForm.StraightLine), "Forward", 1, EachActivation()));

    [Fact]
    public void Derivatives() => VerifyFile(Emit(PlanOptions.For(NetworkForm.StraightLine), "Backward", 1, EachActivation()));

    [Fact]
    public void Vector_choice_of_width() => Verifier.Verify(
        NetworkEmitter.Emit(Plan(PlanOptions.Default, 9, (9, ActivationKind.Relu)))
            .Where(file => file.Concern is "" or "Forward")
            .ToDictionary(file => HintNames.ForFile("Net", file.Concern), file => file.Text));

    [Fact]
    public void Readme_shows_what_is_generated()
    {
        string lesson = GeneratorDriverHarness.RunClean("""
            using ReluGen;

            [Network(1)]
            [Dense(2, Activation.Relu, Weights = [1.70f, 12.6f], Bias = [-0.85f, 0f])]
            [Dense(1, Activation.Relu, Weights = [-40.8f, 2.70f], Bias = [-16f])]
            public partial class DrugEffectiveness;
            """).Files["DrugEffectiveness.Forward.g.cs"];
        string wide = Emit(Vector(LaneWidth.Bits512), "Forward", 64, (64, ActivationKind.Relu), (64, ActivationKind.Relu), (10, ActivationKind.Identity)).Text;
        string[] blocks = File.ReadAllText(Path.Combine(Root(), "README.md")).Split("```csharp\n");

        AssertShown(blocks.Single(block => block.StartsWith("internal static float Forward", StringComparison.Ordinal)), lesson);
        AssertShown(blocks.Single(block => block.StartsWith("// hidden1 =", StringComparison.Ordinal)), wide);
    }

    /// <summary>A file of a trainable network whose second layer is tied to its first.</summary>
    private static string EmitTied(string concern)
    {
        var layers = new DenseDeclaration[]
        {
            new(1, ActivationKind.Identity, null, null, true, default),
            new(2, ActivationKind.Identity, null, null, true, default, TiedTo: "hidden"),
        };
        BuildResult result = ModelBuilder.Build(new NetworkDeclaration(
            Type, 2, ElementKind.Float, ArithmeticKind.Fused, 1, new EquatableArray<LayerDeclaration>(layers), IsTrainable: true));
        return NetworkEmitter.Emit(Planner.Plan(result.Model!, Vector(LaneWidth.Bits128))).Single(file => file.Concern == concern).Text;
    }

    private static void AssertShown(string block, string generated)
    {
        string[] lines = [.. block[..block.IndexOf("```", StringComparison.Ordinal)].Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0 && line != "…")];
        Assert.True(lines.Length > 4, "The excerpt is empty.");
        Assert.All(lines, line => Assert.Contains(line, generated, StringComparison.Ordinal));
    }

    private static string Root([CallerFilePath] string file = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "../.."));

    private static void VerifyAll(string source, [CallerMemberName] string test = "") =>
        Verifier.Verify(GeneratorDriverHarness.RunClean(source).Files, test: test);

    private static void VerifyOne(string name, string source, [CallerMemberName] string test = "") =>
        Verifier.Verify(GeneratorDriverHarness.RunClean(source).Files.Where(file => file.Key == name).ToDictionary(), test: test);

    /// <summary>The name is the one that the generator would give the file.</summary>
    private static void VerifyFile(GeneratedFile file, [CallerMemberName] string test = "") =>
        Verifier.Verify(new Dictionary<string, string> { [HintNames.ForFile("Net", file.Concern)] = file.Text }, test: test);

    private static TypeDeclaration Type { get; } = new("", default, "class", "Net", IsStatic: false, IsRefStruct: false);

    private static PlanOptions Vector(LaneWidth width) => PlanOptions.For(NetworkForm.Vector, width);

    private static (int Units, ActivationKind Activation)[] EachActivation() =>
        [.. Enum.GetValues<ActivationKind>().Where(kind => kind < ActivationKind.Softmax).Select(kind => (1, kind))];

    private static GeneratedFile Emit(PlanOptions options, string concern, int inputs, params (int Units, ActivationKind Activation)[] layers) =>
        NetworkEmitter.Emit(Plan(options, inputs, layers)).Single(file => file.Concern == concern);

    /// <summary>A plan for a network whose weights are 0, 1/64, 2/64, … in turn.</summary>
    private static NetworkPlan Plan(PlanOptions options, int inputs, params (int Units, ActivationKind Activation)[] layers)
    {
        int size = inputs;
        var declared = new List<LayerDeclaration>();
        foreach ((int units, ActivationKind activation) in layers)
        {
            var weights = new Tensor(Enumerable.Range(0, units * size).Select(i => i % 64 / 64.0).ToArray());
            var bias = new Tensor(Enumerable.Range(0, units).Select(i => i % 16 / 16.0).ToArray());
            declared.Add(new DenseDeclaration(units, activation, weights, bias, true, default));
            size = units;
        }

        return Planner.Plan(Build(isTrainable: false, inputs, [.. declared]), options);
    }

    private static NetworkModel Build(bool isTrainable, int inputs, params LayerDeclaration[] layers)
    {
        return ModelBuilder.Build(new NetworkDeclaration(
            Type, inputs, ElementKind.Float, ArithmeticKind.Fused, 1, new EquatableArray<LayerDeclaration>(layers), IsTrainable: isTrainable)).Model!;
    }
}
