using System.Buffers.Binary;
using ReluGen.Benchmarks.Networks;
using ReluGen.Model;
using ReluGen.Tests.Shared.Onnx;

namespace ReluGen.Benchmarks.Peers;

/// <summary>
/// Writes a network as an ONNX model: Gemm (weights transposed) and an activation a layer, opset 17, the batch dimension
/// open. The numbers are field numbers of the messages in onnx.proto.
/// </summary>
internal static class OnnxModelWriter
{
    public const string InputName = "input";
    public const string OutputName = "output";
    private const int IrVersion = 8;
    private const int Opset = 17;
    private const int FloatType = 1;
    private const int DoubleType = 11;
    private const int IntegerAttribute = 2;

    /// <summary>The bytes of the model.</summary>
    public static byte[] Write(BenchmarkNetwork network)
    {
        var graph = new ProtobufWriter().Text(2, "network");
        var value = InputName;
        for (var layer = 0; layer < network.LayerCount; layer++)
        {
            var operation = Operation(network.Activations[layer]);
            var end = layer == network.LayerCount - 1 ? OutputName : $"value{layer}";
            var sums = operation is null ? end : $"sums{layer}";
            graph.Message(1, Node("Gemm", sums, value, $"weights{layer}", $"bias{layer}")
                .Message(5, new ProtobufWriter().Text(1, "transB").Integer(3, 1).Integer(20, IntegerAttribute)));
            if (operation is not null)
            {
                graph.Message(1, Node(operation, end, sums));
            }

            graph.Message(5, Tensor($"weights{layer}", network.Element, network.Weights[layer], network.Sizes[layer + 1], network.Sizes[layer]));
            graph.Message(5, Tensor($"bias{layer}", network.Element, network.Biases[layer], network.Sizes[layer + 1]));
            value = end;
        }

        graph.Message(11, ValueInfo(InputName, network.Element, network.InputSize));
        graph.Message(12, ValueInfo(OutputName, network.Element, network.OutputSize));
        return new ProtobufWriter()
            .Integer(1, IrVersion)
            .Message(7, graph)
            .Message(8, new ProtobufWriter().Text(1, "").Integer(2, Opset))
            .ToArray();
    }

    private static string? Operation(ActivationKind activation) => activation switch
    {
        ActivationKind.Identity => null,
        ActivationKind.Relu or ActivationKind.Sigmoid or ActivationKind.Tanh or ActivationKind.Softmax => activation.ToString(),
        _ => throw new NotSupportedException($"The model writer has no {activation}."),
    };

    private static ProtobufWriter Node(string operation, string output, params ReadOnlySpan<string> inputs)
    {
        var node = new ProtobufWriter();
        foreach (var input in inputs)
        {
            node.Text(1, input);
        }

        return node.Text(2, output).Text(3, output + operation).Text(4, operation);
    }

    private static ProtobufWriter Tensor(string name, ElementKind element, double[] values, params ReadOnlySpan<int> dimensions)
    {
        var tensor = new ProtobufWriter();
        foreach (var dimension in dimensions)
        {
            tensor.Integer(1, dimension);
        }

        var size = element == ElementKind.Float ? sizeof(float) : sizeof(double);
        var data = new byte[values.Length * size];
        for (var i = 0; i < values.Length; i++)
        {
            if (element == ElementKind.Float)
            {
                BinaryPrimitives.WriteSingleLittleEndian(data.AsSpan(i * size), (float)values[i]);
            }
            else
            {
                BinaryPrimitives.WriteDoubleLittleEndian(data.AsSpan(i * size), values[i]);
            }
        }

        return tensor.Integer(2, DataType(element)).Text(8, name).Bytes(9, data);
    }

    private static ProtobufWriter ValueInfo(string name, ElementKind element, int size)
    {
        var shape = new ProtobufWriter()
            .Message(1, new ProtobufWriter().Text(2, "batch"))
            .Message(1, new ProtobufWriter().Integer(1, size));
        var tensor = new ProtobufWriter().Integer(1, DataType(element)).Message(2, shape);
        return new ProtobufWriter().Text(1, name).Message(2, new ProtobufWriter().Message(1, tensor));
    }

    private static int DataType(ElementKind element) => element == ElementKind.Float ? FloatType : DoubleType;
}
