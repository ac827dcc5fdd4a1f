using ReluGen.Tests.Core.Readers.Fixtures;

namespace ReluGen.Tests.Package.Models;

/// <summary>A dense layer of ten units whose weights are in a file beside the model.</summary>
internal static class ExternalModel
{
    private const int Size = 10;

    /// <summary>The model.</summary>
    public static byte[] Onnx() => OnnxFixture.File(new WireWriter()
        .Message(1, OnnxFixture.Node("MatMul", ["x", "w"], ["y"], "product"))
        .Text(2, "external")
        .Message(5, OnnxFixture.External("w", [Size, Size], ("location", "external.bin")))
        .Message(11, OnnxFixture.Value("x", OnnxFixture.Float, "N", Size))
        .Message(12, OnnxFixture.Value("y", OnnxFixture.Float, "N", Size)));

    /// <summary>The file beside it, all of one number.</summary>
    public static byte[] Data(float value) => ArrayFixtures.Floats([.. Enumerable.Repeat(value, Size * Size)]);
}
