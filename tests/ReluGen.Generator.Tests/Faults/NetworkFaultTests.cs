using ReluGen.Building;
using ReluGen.Tests.Generator.Running;
using static ReluGen.Tests.Generator.Running.GeneratorDriverHarness;

namespace ReluGen.Tests.Generator.Faults;

/// <summary>Every fault of a network as such: exact id, underlined text and message.</summary>
public class NetworkFaultTests
{
    [Fact]
    public void No_layers() => AssertFaulty("[Network(1)]",
        new Fault(ProblemCodes.NoLayers, "Network(1)", "'Net' has no layers. Add at least one below [Network], such as [Dense(1, Weights = [...], Bias = [...])]."));

    [Fact]
    public void Sizes_out_of_range() => AssertFaulty(
        "[Network(0)] [Dense(-1, Weights = [], Bias = [])] [Dense(65537, Weights = [1], UseBias = false)]",
        new Fault(ProblemCodes.SizeOutOfRange, "0", "The input size of 'Net' is 0; it must be between 1 and 65536."),
        new Fault(ProblemCodes.SizeOutOfRange, "-1", "Layer 1 of 'Net' has -1 units; it must have between 1 and 65536."),
        new Fault(ProblemCodes.SizeOutOfRange, "65537", "Layer 2 of 'Net' has 65537 units; it must have between 1 and 65536."));

    [Fact]
    public void Too_many_weights() => AssertFaulty(
        "[Network(65536)] [Dense(units: 257, Weights = [1], UseBias = false)]",
        new Fault(ProblemCodes.SizeOutOfRange, "257", "Layer 1 of 'Net' has 257 × 65536 = 16842752 weights; a layer may have 16777216."));

    [Fact]
    public void Counts_that_do_not_fit() => AssertFaulty(
        "[Network(2)] [Dense(2, Weights = [1, 2, 3], Bias = [1])] [Dense(1, Weights = new double[] { 1 }, Bias = new[] { 1.0, 2.0 })]",
        new Fault(ProblemCodes.WeightCount, "[1, 2, 3]", "Layer 1 of 'Net' has 3 weights; 2 units × 2 inputs need 4, row-major [units, inputs]."),
        new Fault(ProblemCodes.BiasCount, "[1]", "Layer 1 of 'Net' has 1 bias value; its 2 units need 2."),
        new Fault(ProblemCodes.WeightCount, "new double[] { 1 }", "Layer 2 of 'Net' has 1 weight; 1 unit × 2 inputs need 2, row-major [units, inputs]."),
        new Fault(ProblemCodes.BiasCount, "new[] { 1.0, 2.0 }", "Layer 2 of 'Net' has 2 bias values; its 1 unit needs 1."));

    [Fact]
    public void Missing_weights_and_bias() => AssertFaulty(
        "[Network(3)] [Dense(2)] [Dense(1, Weights = null, Bias = default)]",
        new Fault(ProblemCodes.MissingWeights, "Dense(2)", "Layer 1 of 'Net' has no weights. Add Trainable = true to [Network] for a network that learns them, Weights = \"file\" to [Network] for those of a file, or Weights = [...] here, of 6 values, [units, inputs] = [2, 3], row-major."),
        new Fault(ProblemCodes.MissingBias, "Dense(2)", "Layer 1 of 'Net' has no bias. Add Bias = [...] with 2 values, or UseBias = false."),
        new Fault(ProblemCodes.MissingWeights, "null", "Layer 2 of 'Net' has no weights. Add Trainable = true to [Network] for a network that learns them, Weights = \"file\" to [Network] for those of a file, or Weights = [...] here, of 2 values, [units, inputs] = [1, 2], row-major."),
        new Fault(ProblemCodes.MissingBias, "default", "Layer 2 of 'Net' has no bias. Add Bias = [...] with 1 value, or UseBias = false."));

    [Fact]
    public void Values_that_are_not_finite() => AssertFaulty(
        "[Network(1)] [Dense(2, Activation.Elu, Alpha = double.NaN, Weights = [1, double.NaN], Bias = new double[] { 1e300, double.NegativeInfinity })]",
        new Fault(ProblemCodes.NotFinite, "double.NaN", "Alpha of layer 1 of 'Net' is NaN, which is not a finite float. Use a finite value."),
        new Fault(ProblemCodes.NotFinite, "double.NaN", "Weights[1] of layer 1 of 'Net' is NaN, which is not a finite float. Check how the values were exported."),
        new Fault(ProblemCodes.NotFinite, "1e300", "Bias[0] of layer 1 of 'Net' is 1E+300 (and 1 more), which is not a finite float. Check how the values were exported."));

    [Fact]
    public void Values_that_do_not_exist() => AssertFaulty(
        "[Network(1, ElementType = (ElementType)7, Arithmetic = (Arithmetic)(-1), DerivativeAtZero = 2)] [Dense(1, (Activation)99, Weights = [1], Bias = [1])]",
        new Fault(ProblemCodes.UnsupportedValue, "(ElementType)7", "ElementType 7 does not exist. Use ElementType.Float or ElementType.Double."),
        new Fault(ProblemCodes.UnsupportedValue, "(Arithmetic)(-1)", "Arithmetic -1 does not exist. Use Arithmetic.Fused or Arithmetic.Separate."),
        new Fault(ProblemCodes.UnsupportedValue, "2", "DerivativeAtZero is 2; it must be 1 (the derivative from the right) or 0 (from the left)."),
        new Fault(ProblemCodes.UnsupportedValue, "(Activation)99", "Activation 99 of layer 1 of 'Net' does not exist. Use a member of Activation."));

    [Fact]
    public void Options_that_do_not_go_together() => AssertFaulty(
        "[Network(1)] [Dense(1, Activation.Relu, Slope = 0.1, Weights = [1], UseBias = false, Bias = [1])]"
        + " [Dense(activation: Activation.HardTanh, units: 1, Minimum = 2, Weights = [1], Bias = [1])]",
        new Fault(ProblemCodes.UnsupportedCombination, "0.1", "Layer 1 of 'Net' sets Slope, but Relu takes no parameter. Remove it or choose another activation."),
        new Fault(ProblemCodes.UnsupportedCombination, "false", "Layer 1 of 'Net' has UseBias = false and a Bias of 1 value. Remove one of them."),
        new Fault(ProblemCodes.UnsupportedCombination, "2", "Layer 2 of 'Net' has Minimum 2 and Maximum 1; the minimum must be below the maximum."));

    [Fact]
    public void Softmax_before_the_last_layer() => AssertFaulty(
        "[Network(1)] [Dense(1, Activation.Softmax, Weights = [1], Bias = [1])] [Dense(1, Activation.LogSoftmax, Weights = [1], Bias = [1])]",
        new Fault(ProblemCodes.SoftmaxNotLast, "Activation.Softmax", "Layer 1 of 'Net' of 2 uses Softmax, which only the last layer may. Move it there or choose another activation."));

    [Fact]
    public void Ties_to_layers_that_are_not_there() => AssertFaulty(
        """
        [Network(2, Trainable = true)]
        [Dense(3, TiedTo = "hidden2")]
        [Dense(4, TiedTo = "hiden1")]
        [Dense(3, TiedTo = "hidden3")]
        [Dense(2, TiedTo = "encoder")]
        """,
        new Fault(ProblemCodes.CannotBeTied, "\"hidden2\"", "Layer 1 of 'Net' is tied to 'hidden2', which is layer 2; a layer can use the weights of an earlier one only. Tie the later layer to the earlier one."),
        new Fault(ProblemCodes.CannotBeTied, "\"hiden1\"", "Layer 2 of 'Net' is tied to 'hiden1', but no layer has this name. Did you mean 'hidden1'?"),
        new Fault(ProblemCodes.CannotBeTied, "\"hidden3\"", "Layer 3 of 'Net' is tied to 'hidden3', which is itself; a layer can use the weights of an earlier one only. Name an earlier layer, or remove TiedTo."),
        new Fault(ProblemCodes.CannotBeTied, "\"encoder\"", "Layer 4 of 'Net' is tied to 'encoder', but no layer has this name. Before it there are 'hidden1', 'hidden2', 'hidden3'."));

    [Fact]
    public void Ties_count_dense_layers() => AssertFaulty(
        "[Network(2, Trainable = true)] [Dropout(0.1)] [Dense(3)] [Dropout(0.5)] [Dense(4, TiedTo = \"hidden\")]",
        new Fault(ProblemCodes.CannotBeTied, "\"hidden\"", "Layer 2 of 'Net' has weights [units, inputs] = [4, 3], but 'hidden', which it is tied to, has [3, 2]. Use sizes that are the same, or mirrored."));

    [Fact]
    public void Ties_of_sizes_that_do_not_fit() => AssertFaulty(
        """
        [Network(4, Trainable = true)]
        [Dense(3)]
        [Dense(5, TiedTo = "hidden1")]
        [Dense(3)]
        [Dense(4, TiedTo = "hidden2", Transposed = true)]
        [Dense(3, TiedTo = "hidden1", Transposed = true)]
        """,
        new Fault(ProblemCodes.CannotBeTied, "\"hidden1\"", "Layer 2 of 'Net' has weights [units, inputs] = [5, 3], but 'hidden1', which it is tied to, has [3, 4]. Use sizes that are the same, or mirrored."),
        new Fault(ProblemCodes.CannotBeTied, "\"hidden2\"", "Layer 4 of 'Net' has weights [units, inputs] = [4, 3], but 'hidden2', which it is tied to, has [5, 3]; its transpose is [3, 5]. Use sizes that are mirrored."),
        new Fault(ProblemCodes.CannotBeTied, "\"hidden1\"", "Layer 5 of 'Net' has weights [units, inputs] = [3, 4], but 'hidden1', which it is tied to, has [3, 4]; its transpose is [4, 3]. Remove Transposed, or use sizes that are mirrored."));

    [Fact]
    public void Ties_of_a_single_layer_with_weights_and_without_a_name() => AssertFaulty(
        "[Network(1)] [Dense(1, TiedTo = \"hidden\", Weights = [1], Bias = [1])]",
        new Fault(ProblemCodes.CannotBeTied, "\"hidden\"", "Layer 1 of 'Net' is tied to 'hidden', but no layer has this name. It is the first layer: remove TiedTo."),
        new Fault(ProblemCodes.UnsupportedCombination, "[1]", "Layer 1 of 'Net' has 1 weight and TiedTo = \"hidden\", which says that it uses those of another layer. Remove one of them."));

    [Fact]
    public void Transposed_weights_of_nobody() => AssertFaulty(
        "[Network(1)] [Dense(1, Transposed = true, Weights = [1], Bias = [1])]",
        new Fault(ProblemCodes.UnsupportedCombination, "true", "Layer 1 of 'Net' sets Transposed, but not TiedTo. Name the layer whose weights it uses as TiedTo, or remove it."));

    [Fact]
    public void Dropouts_of_wrong_rates_and_in_wrong_places() => AssertFaulty(
        "[Network(1, Trainable = true)] [Dropout(1)] [Dropout(0.25)] [Dense(2, Activation.Softmax)] [Dropout(-0.5)] [Dense(1)] [Dropout(double.NaN)]",
        new Fault(ProblemCodes.UnsupportedValue, "1", "The rate of the dropout before layer 1 of 'Net' is 1; it must be at least 0 and below 1."),
        new Fault(ProblemCodes.DropoutPlace, "Dropout(0.25)", "Two dropouts stand next to each other before layer 1 of 'Net', of rates 1 and 0.25. Remove one of them."),
        new Fault(ProblemCodes.SoftmaxNotLast, "Activation.Softmax", "Layer 1 of 'Net' of 2 uses Softmax, which only the last layer may. Move it there or choose another activation."),
        new Fault(ProblemCodes.UnsupportedValue, "-0.5", "The rate of the dropout behind layer 1 of 'Net' is -0.5; it must be at least 0 and below 1."),
        new Fault(ProblemCodes.DropoutPlace, "Dropout(double.NaN)", "The dropout behind layer 2 of 'Net' of 2 would drop outputs. Move it before the last layer, or remove it."),
        new Fault(ProblemCodes.UnsupportedValue, "double.NaN", "The rate of the dropout behind layer 2 of 'Net' is NaN; it must be at least 0 and below 1."));

    [Fact]
    public void Dropout_alone_is_no_layer() => AssertFaulty("[Network(1)] [Dropout(0.5)]",
        new Fault(ProblemCodes.NoLayers, "Network(1)", "'Net' has no layers. Add at least one below [Network], such as [Dense(1, Weights = [...], Bias = [...])]."));

    private static void AssertFaulty(string attributes, params Fault[] faults)
    {
        const string Sound = "[Network(1)] [Dense(1, Weights = [1], Bias = [1])] partial class Sound;";
        GeneratorRun run = RunFaulty($"using ReluGen;\n{attributes} partial class Net;\n{Sound}", faults);

        // The faulty network gets nothing, the other one all of it.
        Assert.Contains("Sound.g.cs", run.Files.Keys);
        Assert.All(run.Files.Keys, name => Assert.StartsWith("Sound.", name, StringComparison.Ordinal));
        AssertCompiles(run);
    }
}
