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
    public void Frozen_autoencoder_has_the_bits_of_the_trained_one(string name, TensorNaming naming)
    {
        using var network = new Autoencoder(seed: 9);
        network.OutputBias[0] = 1e-40f;
        network.OutputBias[1] = -0f;
        CheckFrozen(network, name, naming, Dense(20, ActivationKind.Tanh), Dense(9, ActivationKind.Relu), Dense(20, ActivationKind.Tanh, "hidden2"), Dense(64, ActivationKind.Identity, "hidden1"));
    }

    [Theory]
    [InlineData("repeated.safetensors", TensorNaming.Layers)]
    [InlineData("repeated.safetensors", TensorNaming.Numbers)]
    [InlineData("repeated.npz", TensorNaming.Layers)]
    [InlineData("repeated.json", TensorNaming.Numbers)]
    public void Frozen_network_of_shared_weights_has_the_bits_of_the_trained_one(string name, TensorNaming naming)
    {
        using var network = new Repeated(seed: 9);
        CheckFrozen(network, name, naming, Dense(12, ActivationKind.Tanh), Dense(12, ActivationKind.Tanh, "hidden1"), Dense(12, ActivationKind.Identity, "hidden1"));
    }

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
        CheckFrozen(network, name, naming, Dense(64, ActivationKind.Relu), Dense(10, ActivationKind.Identity));
    }

    private void CheckFrozen<TNetwork>(TNetwork network, string name, TensorNaming naming, params DenseDeclaration[] layers)
        where TNetwork : class, ITrainableNetwork<TNetwork, float>
    {
        string path = Path.Combine(_folder, name);
        network.Save(path, naming);

        NetworkModel model = Freeze(name, File.ReadAllBytes(path), TNetwork.InputSize, layers);
        LayerDeclaration[] dropped = [.. layers.SelectMany(layer => new LayerDeclaration[] { new DropoutDeclaration(0.5), layer })];
        Assert.Equal(model, Freeze(name, File.ReadAllBytes(path), TNetwork.InputSize, dropped));
        float[] inputs = Numbers.Random<float>(Rows * TNetwork.InputSize, 70, 2);
        var outputs = new float[Rows * TNetwork.OutputSize];
        network.ForwardBatch(inputs, outputs);
        var exact = new ExactInterpreter<float>(model);
        for (int row = 0; row < Rows; row++)
        {
            Assert.Equal(
                Bits(outputs.AsSpan(row * TNetwork.OutputSize, TNetwork.OutputSize)), Bits(exact.Forward(inputs.AsSpan(row * TNetwork.InputSize, TNetwork.InputSize))));
        }
    }

    private static DenseDeclaration Dense(int units, ActivationKind activation, string? tiedTo = null) => new(units, activation, null, null, true, default, tiedTo);

    /// <summary>What the build does with <c>[Network(…, Weights = "…")]</c>.</summary>
    private static NetworkModel Freeze(string name, byte[] bytes, int inputs, LayerDeclaration[] layers)
    {
        Conversion conversion = ModelConverter.Convert(new ModelPlace(name, "weights"), bytes, _ => null, ItemOptions.Read("", "", "Float", "").Options);
        Assert.Empty(conversion.Problems);
        var declaration = new NetworkDeclaration(
            new TypeDeclaration("", default, "class", "Frozen", IsStatic: true, IsRefStruct: false),
            inputs,
            ElementKind.Float,
            ArithmeticKind.Fused,
            1,
            new EquatableArray<LayerDeclaration>(layers),
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
