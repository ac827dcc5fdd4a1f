using ReluGen.Importing;
using ReluGen.Manifest;
using ReluGen.Model;

namespace ReluGen.Tests.Core.Manifest;

/// <summary>Manifests made by hand: one with a node of every kind, one of tensors alone.</summary>
internal static class ManifestModels
{
    private static readonly ModelSource Source = new("Ländér \"1\".onnx", new string('a', 64), "ReluGen/models/é.onnx");

    /// <summary>A graph with every node kind, values of every sort, names that need escaping, refusals.</summary>
    public static ModelManifest Everything(ElementKind element = ElementKind.Float)
    {
        Value[] values =
        [
            Value(0, "input", [2, 12], "obs:0 \n\u2028\"quoted\\\""),
            Value(1, "other", [12, 3], ""),
            Value(2, "hidden", [2, 12], "日本語 \ud83d"),
            Value(3, "relu", [2, 12]),
            Value(4, "probabilities", [2, 12]),
            Value(5, "negated", [2, 12]),
            Value(6, "scaled", [2, 12]),
            Value(7, "chosen", [2, 12]),
            Value(8, "mean", [2]),
            Value(9, "place", [2]),
            Value(10, "turned", [12, 2]),
            Value(11, "padded", [5, 7]),
            Value(12, "product", [2, 3]),
            Value(13, "scale", [12]),
            Value(14, "one", []),
        ];
        Node[] nodes =
        [
            new ConstantNode("scaleConstant", 13, new Tensor(1, -0.0, 0.1f, double.NaN, double.PositiveInfinity, double.NegativeInfinity, 1e-45f, float.MaxValue, 5, 6, 7, 1.0 / 3), 0),
            new ConstantNode("oneConstant", 14, new Tensor(BitConverter.Int64BitsToDouble(unchecked((long)0xfff800000000beef)))),
            new DenseNode("hiddenDense", 0, 2, 12, 12, Numbers(144), Numbers(12), SumOrder.For(12, 12), SumOrder.For(12, 12), 12, 2),
            new ActivationNode("reluActivation", 2, 3, new ActivationFunction(ActivationKind.HardTanh, Minimum: -1, Maximum: 0.1f)),
            new SoftmaxNode("softmax", 3, 4, true, SumOrder.ForTotal(12), 2),
            new UnaryNode("negate", 4, 5, UnaryKind.Negate),
            new BinaryNode("multiply", new Operand(5, 24), new Operand(13, 12), 6, BinaryKind.Multiply),
            new SelectNode("select", new Operand(14, 1), new Operand(6, 24), new Operand(13, 12, 2), 7),
            new ReduceNode("reduce", 7, 8, ReduceKind.Mean, SumOrder.ForTotal(12), 2),
            new PlaceNode("largest", 7, 9, 12, 2, IsMinimum: true, TakesLast: true),
            new ArrangeNode("turn", new EquatableArray<int>(7), 10, new IndexMap([.. Enumerable.Range(0, 24).Select(i => (i % 2 * 12) + (i / 2))])),
            new ArrangeNode("pad", new EquatableArray<int>(7, 8), 11, new IndexMap([.. Enumerable.Range(0, 35).Select(i => i < 20 ? 25 - i : i < 25 ? IndexMap.Filled : i * i % 26)]), 0.1),
            new MatrixProductNode("matrix", 7, 1, 12, 1, 2, 12, 3),
        ];
        var model = new NetworkModel(
            ImportResult.Unnamed, element, ArithmeticKind.Fused, 1,
            new EquatableArray<Value>(values), new EquatableArray<Node>(nodes), new EquatableArray<int>(0, 1), new EquatableArray<int>(12, 9, 10, 11), Source);
        return new ModelManifest(
            model,
            new EquatableArray<RefusedOutput>(new RefusedOutput("value\t", new EquatableArray<string>("/a b", "Conv_1")), new RefusedOutput("", default)),
            new EquatableArray<UnsupportedNode>(new UnsupportedNode("/a b", "my.domain.Conv", -1, "It is not supported.", "Leave it out.")),
            Path: "models/é.onnx");
    }

    /// <summary>A file of tensors, two of them too large for the text, two of them equal.</summary>
    public static ModelManifest Tensors(ElementKind element = ElementKind.Float) => new(null, default, default, new StoredTensors(
        Source,
        element,
        new EquatableArray<StoredTensor>(
            new StoredTensor("fc1.weight", new Shape(new EquatableArray<int>(8, 12)), Numbers(96), Numbers(97, 1)),
            new StoredTensor("fc1.bias", Shape.Vector(8), Numbers(8), null),
            new StoredTensor("again", Shape.Vector(96), Numbers(96), null),
            new StoredTensor("step", new Shape(default), new Tensor(3), null, IsInteger: true)),
        new EquatableArray<UnreadableTensor>(new UnreadableTensor("quantised", "is of the format F8_E4M3, which is not read"))));

    private static Tensor Numbers(int end, int start = 0) => new([.. Enumerable.Range(start, end - start).Select(i => (double)((i / 7f) - 3))]);

    private static Value Value(int id, string name, int[] shape, string? sourceName = null) => new(id, name, new Shape(new EquatableArray<int>(shape)), sourceName);
}
