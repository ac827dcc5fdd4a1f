using ReluGen.Importing;
using ReluGen.Manifest;
using ReluGen.Model;

namespace ReluGen.Tests.Generator.Files;

/// <summary>Model files as the build task hands them on, made by hand.</summary>
internal static class FileModels
{
    private static readonly string Hash = new('0', 64);

    /// <summary>Two inputs, three hidden units, and two heads: <c>actions</c> with two elements, <c>value</c> with one.</summary>
    public static ModelManifest Chain(string path = "chain.onnx", double firstWeight = 1, ElementKind element = ElementKind.Float, params RefusedOutput[] refused)
    {
        Value[] values =
        [
            new(0, "input", Shape.Vector(2), "obs"),
            new(1, "hiddenSum", Shape.Vector(3)),
            new(2, "hidden", Shape.Vector(3)),
            new(3, "actions", Shape.Vector(2), "actions"),
            new(4, "value", Shape.Vector(1), "value"),
        ];
        Node[] nodes =
        [
            Dense("hidden", 0, 1, 2, 3, 0, new Tensor(firstWeight, 2, 3, 4, 5, 6)),
            new ActivationNode("hiddenActivation", 1, 2, new ActivationFunction(ActivationKind.Relu)),
            Dense("actions", 2, 3, 3, 2, 9, new Tensor(1, 0.5, -1, -0.5, 2, 1)),
            Dense("value", 2, 4, 3, 1, 17, new Tensor(1, 1, 1)),
        ];
        var model = new NetworkModel(
            ImportResult.Unnamed, element, ArithmeticKind.Fused, 1,
            new EquatableArray<Value>(values), new EquatableArray<Node>(nodes), new EquatableArray<int>(0), new EquatableArray<int>(3, 4),
            new ModelSource(path[(path.LastIndexOf('/') + 1)..], Hash, "ReluGen/" + path));
        var unsupported = new UnsupportedNode("conv", "Conv", 13, "Convolution is not supported.", "Leave it out.");
        return new ModelManifest(
            model, new EquatableArray<RefusedOutput>(refused), refused.Length == 0 ? default : new EquatableArray<UnsupportedNode>(unsupported), null, path);
    }

    /// <summary>Weights of three units of two inputs, as a file has them that stores [units, inputs].</summary>
    public static ModelManifest Weights(string path = "weights.npz", ElementKind element = ElementKind.Float) => new(
        null, default, default,
        new StoredTensors(
            new ModelSource(path[(path.LastIndexOf('/') + 1)..], Hash, "ReluGen/" + path),
            element,
            new EquatableArray<StoredTensor>(
                Matrix("fc.weight", 3, 2, [1, 2, 3, 4, 5, 6]),
                new StoredTensor("fc.bias", Shape.Vector(3), new Tensor(7, 8, 9), null))),
        path);

    /// <summary>A matrix with its transposition.</summary>
    public static StoredTensor Matrix(string name, int rows, int columns, double[] values) => new(
        name,
        new Shape(new EquatableArray<int>(rows, columns)),
        new Tensor(values),
        new Tensor([.. Enumerable.Range(0, values.Length).Select(i => values[(i % rows * columns) + (i / rows)])]));

    private static DenseNode Dense(string name, int input, int output, int inputs, int units, int offset, Tensor weights) => new(
        name, input, output, inputs, units, weights, new Tensor([.. Enumerable.Range(0, units).Select(i => (double)i)]),
        SumOrder.For(units, inputs), SumOrder.For(inputs, units), offset);
}
