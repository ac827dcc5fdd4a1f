using System.Buffers.Binary;
using ReluGen.Benchmarks.Peers;

namespace ReluGen.Tool.Tests.Fixtures;

/// <summary>ONNX files. The numbers are field numbers of the messages in onnx.proto.</summary>
internal static class OnnxFiles
{
    private const int Float = 1;
    private const int IntegerAttribute = 2;

    /// <summary>
    /// A policy: <c>obs</c> [batch, 3] through a dense layer of 2 units and tanh to <c>action</c>; and, where wanted, a second output
    /// <c>noise</c> by an operator that nobody supports.
    /// </summary>
    public static byte[] Policy(bool hasNoise = false, string outputName = "action")
    {
        ProtobufWriter graph = new ProtobufWriter()
            .Message(1, Node("Gemm", "dense", "sums", ["obs", "weights", "bias"])
                .Message(5, new ProtobufWriter().Text(1, "transB").Integer(3, 1).Integer(20, IntegerAttribute)))
            .Message(1, Node("Tanh", "squash", outputName, ["sums"]));
        if (hasNoise)
        {
            graph.Message(1, Node("Invented", "dice", "noise", ["sums"], "example.org"));
        }

        graph.Text(2, "policy")
            .Message(5, Tensor("weights", [0.5f, -0.25f, 1, 0.125f, 2, -1], 2, 3))
            .Message(5, Tensor("bias", [0.25f, -0.5f], 2))
            .Message(11, ValueInfo("obs", 3))
            .Message(12, ValueInfo(outputName, 2));
        if (hasNoise)
        {
            graph.Message(12, ValueInfo("noise", 2));
        }

        return new ProtobufWriter()
            .Integer(1, 8)
            .Text(2, "the tests")
            .Message(7, graph)
            .Message(8, new ProtobufWriter().Text(1, "").Integer(2, 17))
            .Message(8, new ProtobufWriter().Text(1, "example.org").Integer(2, 3))
            .ToArray();
    }

    /// <summary>What <see cref="Policy"/> gives for an observation.</summary>
    public static double[] Action(double a, double b, double c) =>
        [Math.Tanh((0.5 * a) - (0.25 * b) + c + 0.25), Math.Tanh((0.125 * a) + (2 * b) - c - 0.5)];

    /// <summary>A tensor as a file of its own, as test data of models is kept.</summary>
    public static byte[] TensorFile(string name, float[] values, params int[] dimensions) => Tensor(name, values, dimensions).ToArray();

    private static ProtobufWriter Node(string operation, string name, string output, string[] inputs, string domain = "")
    {
        var node = new ProtobufWriter();
        foreach (string input in inputs)
        {
            node.Text(1, input);
        }

        return node.Text(2, output).Text(3, name).Text(4, operation).Text(7, domain);
    }

    private static ProtobufWriter Tensor(string name, float[] values, params int[] dimensions)
    {
        var tensor = new ProtobufWriter();
        foreach (int dimension in dimensions)
        {
            tensor.Integer(1, dimension);
        }

        var data = new byte[values.Length * sizeof(float)];
        for (int i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(data.AsSpan(i * sizeof(float)), values[i]);
        }

        return tensor.Integer(2, Float).Text(8, name).Bytes(9, data);
    }

    private static ProtobufWriter ValueInfo(string name, int size)
    {
        ProtobufWriter shape = new ProtobufWriter()
            .Message(1, new ProtobufWriter().Text(2, "batch"))
            .Message(1, new ProtobufWriter().Integer(1, size));
        return new ProtobufWriter().Text(1, name).Message(2, new ProtobufWriter().Message(1, new ProtobufWriter().Integer(1, Float).Message(2, shape)));
    }
}
