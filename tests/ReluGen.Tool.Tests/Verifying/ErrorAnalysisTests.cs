using ReluGen.Importing;
using ReluGen.Interpreter;
using ReluGen.Model;
using ReluGen.Tests.Shared.Onnx;
using ReluGen.Tool.Verifying;
using ReluGen.Tool.Verifying.Errors;

namespace ReluGen.Tool.Tests.Verifying;

/// <summary>
/// The error analysis explains what the exact interpreter's roundings come to, for every kind of node behind a dense layer, and no more
/// than a few orders beyond it.
/// </summary>
public sealed class ErrorAnalysisTests
{
    private const int Samples = 100;

    /// <summary>Generous, and still far below any fault of the arithmetic.</summary>
    private const double WidestBound = 1e-3;

    [Theory]
    [InlineData("Relu")]
    [InlineData("LeakyRelu")]
    [InlineData("Elu")]
    [InlineData("Selu")]
    [InlineData("Celu")]
    [InlineData("Sigmoid")]
    [InlineData("HardSigmoid")]
    [InlineData("Tanh")]
    [InlineData("Softplus")]
    [InlineData("Softsign")]
    [InlineData("HardSwish")]
    [InlineData("Mish")]
    [InlineData("Gelu")]
    [InlineData("Neg")]
    [InlineData("Abs")]
    [InlineData("Exp")]
    [InlineData("Erf")]
    [InlineData("Sign")]
    [InlineData("Floor")]
    [InlineData("Softmax")]
    [InlineData("LogSoftmax")]
    [InlineData("ReduceMax")]
    [InlineData("ReduceMin")]
    [InlineData("ReduceMean")]
    [InlineData("ReduceSum")]
    [InlineData("ReduceL2")]
    [InlineData("ArgMax")]
    public void One_operand(string operation) => Check(Behind(file => file.Node(operation, ["dense"], ["output"])));

    [Theory]
    [InlineData("Sqrt")]
    [InlineData("Log")]
    [InlineData("Reciprocal")]
    public void One_operand_above_zero(string operation) => Check(Behind(file => file
        .Initializer("half", [1], 0.5)
        .Node("Abs", ["dense"], ["size"]).Node("Add", ["size", "half"], ["positive"])
        .Node(operation, ["positive"], ["output"])));

    [Theory]
    [InlineData("Add")]
    [InlineData("Sub")]
    [InlineData("Mul")]
    [InlineData("Div")]
    [InlineData("Min")]
    [InlineData("Max")]
    [InlineData("PRelu")]
    public void Two_operands(string operation) => Check(Behind(file => file
        .Initializer("other", [1, 6], 0.5, -1.25, 2, 0.75, -0.5, 1.5)
        .Node(operation, ["dense", "other"], ["output"])));

    [Fact]
    public void Power() => Check(Behind(file => file
        .Initializer("exponent", [1], 2.5).Initializer("half", [1], 0.5)
        .Node("Abs", ["dense"], ["size"]).Node("Add", ["size", "half"], ["positive"])
        .Node("Pow", ["positive", "exponent"], ["output"])));

    [Fact]
    public void Product_of_two_values() => Check(Behind(file => file
        .Node("Transpose", ["dense"], ["turned"], ("perm", new[] { 1, 0 }))
        .Node("MatMul", ["turned", "dense"], ["output"])));

    [Fact]
    public void Selection_and_arrangement() => Check(Behind(file => file
        .Node("Less", ["dense", "x"], ["isLess"]).Node("Where", ["isLess", "dense", "x"], ["chosen"])
        .Node("Concat", ["chosen", "dense"], ["output"], ("axis", 1))));

    private static NetworkModel Behind(Func<OnnxFile, OnnxFile> rest)
    {
        var random = new Random(11);
        double[] weights = Enumerable.Range(0, 36).Select(_ => (double)(float)((random.NextDouble() * 2) - 1)).ToArray();
        OnnxFile file = new OnnxFile(opset: 20)
            .Input("x", OnnxFile.Float, "batch", 6)
            .Output("output")
            .Initializer("weights", [6, 6], weights)
            .Initializer("bias", [6], 0.25, -0.5, 0.125, 0, 1, -1)
            .Node("Gemm", ["x", "weights", "bias"], ["dense"]);
        ImportedFile imported = ModelImporter.Import("test.onnx", rest(file).ToArray(), null, new ImportOptions());
        Assert.Empty(imported.Problems);
        Assert.Empty(imported.Result!.Unsupported);
        return imported.Result.Model!;
    }

    private static void Check(NetworkModel model)
    {
        var exact = new ExactInterpreter<float>(model);
        var reference = new ReferenceInterpreter(model);
        var random = new RandomSamples(3);
        int wide = 0;
        for (int sample = 0; sample < Samples; sample++)
        {
            double[] input = random.Row(model.InputSize, 2 * sample);
            double[] outputGradient = random.Row(model.OutputSize, (2 * sample) + 1);
            var analysis = new ErrorAnalysis(model, input);
            ReferenceGradients gradients = reference.Backward(input, outputGradient);
            (double[] inputErrors, double[] parameterErrors) = analysis.Backward(gradients);
            ExactGradients<float> exactGradients = exact.Backward(Floats.Of<float>(input), Floats.Of<float>(outputGradient));

            Within("output", analysis.Output, exact.Forward(Floats.Of<float>(input)), analysis.OutputErrors);
            Within("input gradient", gradients.Input, exactGradients.Inputs, inputErrors);
            Within("parameter gradient", gradients.Parameters, exactGradients.Parameters, parameterErrors);

            void Within(string what, double[] expected, float[] actual, double[] bounds)
            {
                for (int i = 0; i < expected.Length; i++)
                {
                    Assert.True(
                        Math.Abs(actual[i] - expected[i]) <= bounds[i],
                        FormattableString.Invariant($"sample {sample}, {what}, element {i}: {expected[i]:R} expected, {actual[i]:R}, {bounds[i]:g3} explained"));
                    wide += bounds[i] > WidestBound * (1 + Math.Abs(expected[i])) ? 1 : 0;
                }
            }
        }

        // A bend or step within reach of an error makes a bound wide; random samples hardly ever come so close.
        Assert.InRange(wide, 0, Samples / 10);
    }
}
