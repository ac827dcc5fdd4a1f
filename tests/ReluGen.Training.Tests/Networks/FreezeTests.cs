using System.Runtime.InteropServices;
using ReluGen.Building;
using ReluGen.Declaration;
using ReluGen.Interpreter;
using ReluGen.Manifest;
using ReluGen.Model;
using ReluGen.Tests.Training.Running;
using ReluGen.Training;

namespace ReluGen.Tests.Training.Networks;

/// <summary>
/// A saved file makes a frozen network with the same bits: file, build task's conversion, matching of names, model, exact interpreter, which generated
/// networks are held to elsewhere.
/// </summary>
public sealed class FreezeTests : IDisposable
{
    private const int Rows = 20;

    private readonly string _folder = Directory.CreateTempSubdirectory("relugen-freeze-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("digits.safetensors", TensorNaming.Layers)]
    [InlineData("digits.safetensors", TensorNaming.Numbers)]
    [InlineData("digits.npz", TensorNaming.Layers)]
    [InlineData("digits.npz", TensorNaming.Numbers)]
    [InlineData("digits.json", TensorNaming.Layers)]
    [InlineData("digits.json", TensorNaming.Numbers)]
    public void Frozen_network_has_the_bits_of_the_trained_one(string name, TensorNaming naming)
    {
        using var network = new OptDigits(seed: 9);
        network.OutputBias[0] = 1e-40f;
        network.OutputBias[1] = -0f;
        network.HiddenBias[2] = 1.17549435e-38f;
        string path = Path.Combine(_folder, name);
        network.Save(path, naming);

        NetworkModel model = Freeze(name, File.ReadAllBytes(path));
        Assert.Equal(model, Freeze(name, File.ReadAllBytes(path), new DropoutDeclaration(0.5)));
        float[] inputs = Numbers.Random<float>(Rows * 64, 70, 2);
        var outputs = new float[Rows * 10];
        network.ForwardBatch(inputs, outputs);
        var exact = new ExactInterpreter<float>(model);
        for (int row = 0; row < Rows; row++)
        {
            Assert.Equal(Bits(outputs.AsSpan(row * 10, 10)), Bits(exact.Forward(inputs.AsSpan(row * 64, 64))));
        }
    }

    /// <summary>What the build does with <c>[Network(64, Weights = "…")]</c>.</summary>
    private static NetworkModel Freeze(string name, byte[] bytes, params DropoutDeclaration[] between)
    {
        Conversion conversion = ModelConverter.Convert(new ModelPlace(name, "weights"), bytes, _ => null, ItemOptions.Read("", "", "Float", "").Options);
        Assert.Empty(conversion.Problems);
        var declaration = new NetworkDeclaration(
            new TypeDeclaration("", default, "class", "Frozen", IsStatic: true, IsRefStruct: false),
            64,
            ElementKind.Float,
            ArithmeticKind.Fused,
            1,
            new EquatableArray<LayerDeclaration>(
                [.. between,
                new DenseDeclaration(64, ActivationKind.Relu, null, null, true, default),
                .. between,
                new DenseDeclaration(10, ActivationKind.Identity, null, null, true, default)]),
            new FileDeclaration(null, null, name, null, true, false, default));
        BuildResult result = ModelBuilder.Build(declaration, [ProjectFile.Read(name + ProjectFile.ManifestExtension, conversion.Text!)]);
        Assert.Empty(result.Problems);
        float[] stored = MemoryMarshal.Cast<byte, float>(conversion.Weights).ToArray();
        return result.Model! with
        {
            Nodes = new EquatableArray<Node>(result.Model!.Nodes.Select(node => node is DenseNode dense
                ? dense with { Weights = Loaded(dense.Weights, stored), Bias = Loaded(dense.Bias!, stored) }
                : node)),
        };
    }

    private static Tensor Loaded(Tensor tensor, float[] stored) => tensor.ResourceOffset is { } offset
        ? new Tensor([.. stored.Skip(offset).Take(tensor.Count).Select(value => (double)value)])
        : tensor;

    private static int[] Bits(ReadOnlySpan<float> values) => [.. values.ToArray().Select(BitConverter.SingleToInt32Bits)];
}
