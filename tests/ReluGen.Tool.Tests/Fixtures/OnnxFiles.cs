using ReluGen.Tests.Shared.Onnx;

namespace ReluGen.Tool.Tests.Fixtures;

/// <summary>ONNX files.</summary>
internal static class OnnxFiles
{
    /// <summary>
    /// A policy: <c>obs</c> [batch, 3] through a dense layer of 2 units and tanh to <c>action</c>; and, where wanted, a second output
    /// <c>noise</c> by an operator that nobody supports.
    /// </summary>
    public static byte[] Policy(bool hasNoise = false, string outputName = "action")
    {
        OnnxFile file = new OnnxFile(opset: 17)
            .Domain("example.org", 3)
            .Input("obs", OnnxFile.Float, "batch", 3)
            .Output(outputName)
            .Initializer("weights", [2, 3], 0.5, -0.25, 1, 0.125, 2, -1)
            .Initializer("bias", [2], 0.25, -0.5)
            .Node("Gemm", ["obs", "weights", "bias"], ["sums"], ("transB", 1))
            .Node("Tanh", ["sums"], [outputName]);
        if (hasNoise)
        {
            file.Output("noise").NamedNode("dice", "example.org", "Invented", ["sums"], ["noise"]);
        }

        return file.ToArray();
    }

    /// <summary>What <see cref="Policy"/> gives for an observation.</summary>
    public static double[] Action(double a, double b, double c) =>
        [Math.Tanh((0.5 * a) - (0.25 * b) + c + 0.25), Math.Tanh((0.125 * a) + (2 * b) - c - 0.5)];

    /// <summary>A tensor as a file of its own, as test data of models is kept.</summary>
    public static byte[] TensorFile(string name, double[] values, params int[] shape) =>
        OnnxFile.Tensor(name, OnnxFile.Float, shape, values).ToArray();
}
