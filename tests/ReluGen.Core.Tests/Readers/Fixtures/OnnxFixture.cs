using System.Globalization;

namespace ReluGen.Tests.Core.Readers.Fixtures;

/// <summary>Messages of the ONNX format.</summary>
internal static class OnnxFixture
{
    public const int Float = 1;

    public static WireWriter Tensor(string name, int type, params long[] dimensions) =>
        new WireWriter().PackedVarints(1, dimensions).Varint(2, type).Text(8, name);

    public static WireWriter RawFloats(this WireWriter tensor, params float[] values) =>
        tensor.Bytes(9, [.. values.SelectMany(BitConverter.GetBytes)]);

    public static WireWriter External(string name, long[] dimensions, params (string Key, string Value)[] entries)
    {
        WireWriter tensor = Tensor(name, Float, dimensions).Varint(14, 1);
        foreach ((string key, string value) in entries)
        {
            tensor.Message(13, new WireWriter().Text(1, key).Text(2, value));
        }

        return tensor;
    }

    public static WireWriter Node(string type, string[] inputs, string[] outputs, string name = "", params WireWriter[] attributes)
    {
        var node = new WireWriter();
        foreach (string input in inputs)
        {
            node.Text(1, input);
        }

        foreach (string output in outputs)
        {
            node.Text(2, output);
        }

        node.Text(3, name).Text(4, type);
        foreach (WireWriter attribute in attributes)
        {
            node.Message(5, attribute);
        }

        return node;
    }

    public static WireWriter Value(string name, int type, params object[] dimensions)
    {
        var shape = new WireWriter();
        foreach (object dimension in dimensions)
        {
            shape.Message(1, dimension is string parameter ? new WireWriter().Text(2, parameter) : new WireWriter().Varint(1, Convert.ToInt64(dimension, CultureInfo.InvariantCulture)));
        }

        return new WireWriter().Text(1, name)
            .Message(2, new WireWriter().Message(1, new WireWriter().Varint(1, type).Message(2, shape)));
    }

    public static byte[] File(WireWriter graph) => new WireWriter()
        .Varint(1, 8)
        .Text(2, "fixture")
        .Message(8, new WireWriter().Text(1, "").Varint(2, 17))
        .Message(7, graph)
        .ToArray();

    /// <summary>A model of two layers that has a bit of everything.</summary>
    public static byte[] Good() => File(new WireWriter()
        .Message(1, Node("Gemm", ["x", "w", "b"], ["h"], "first", new WireWriter().Text(1, "alpha").Fixed32(2, 0.5f).Varint(20, 1)))
        .Message(1, Node("Relu", ["h"], ["r"]))
        .Message(1, Node("Constant", [], ["shape"], "c", new WireWriter().Text(1, "value").Message(5, Tensor("", 7, 2).PackedVarints(7, 1, -1)).Varint(20, 4)))
        .Message(1, Node("Reshape", ["r", "shape"], ["y"], "", new WireWriter().Text(1, "axes").PackedVarints(8, 1, 2).Varint(20, 7)))
        .Text(2, "graph")
        .Message(5, Tensor("w", Float, 2, 3).RawFloats(1, 2, 3, 4, 5, 6))
        .Message(5, Tensor("b", Float, 2).PackedFloats(4, 0.5f, -0.5f))
        .Message(11, Value("x", Float, "N", 3))
        .Message(11, Value("w", Float, 2, 3))
        .Message(12, Value("y", Float, -1, 2))
        .Message(13, Value("h", Float, 0, 2)));
}
