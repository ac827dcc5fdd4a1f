using ReluGen.Tests.Training.Running;
using ReluGen.Training;

namespace ReluGen.Tests.Training.Networks;

/// <summary>Layers that share weights: one place in the parameters, one draw, one gradient, and files that PyTorch's users know.</summary>
public sealed class TiedNetworkTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("relugen-tied-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Views_of_tied_layers_are_those_of_the_owner()
    {
        using var network = new Autoencoder(seed: 3);
        Assert.Equal((64 * 20) + 20 + (20 * 9) + 9 + 20 + 64, Autoencoder.ParameterCount);
        Assert.Equal((Autoencoder.Hidden2WeightsOffset, Autoencoder.Hidden1WeightsOffset), (Autoencoder.Hidden3WeightsOffset, Autoencoder.OutputWeightsOffset));
        network.OutputWeights[5] = 42;
        Assert.Equal(42, network.Hidden1Weights[5]);

        LayerParameters[] layers = Autoencoder.Layers.ToArray();
        Assert.Equal([null, null, "hidden2", "hidden1"], layers.Select(layer => layer.TiedTo));
        Assert.Equal([false, false, true, true], layers.Select(layer => layer.IsTransposed));
        Assert.Equal([1300, 189, 20, 64], layers.Select(layer => layer.ParameterCount));
        Assert.Equal([false, false, false], Repeated.Layers.ToArray().Select(layer => layer.IsTransposed));
    }

    [Fact]
    public void Weights_are_drawn_once_for_the_owner()
    {
        using var network = new Autoencoder(seed: 3);
        var drawn = new float[64 * 20];
        Initializer.GlorotUniform.Fill(drawn.AsSpan(), 20, 64, RandomSource.ForStream(3, "weights", 0));
        Assert.Equal(drawn, network.Hidden1Weights.ToArray());
        Assert.All(network.OutputBias.ToArray(), value => Assert.Equal(0, value));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(33)]
    [InlineData(100)]
    public void Threads_do_not_show_in_a_bit(int rows)
    {
        float[] inputs = Numbers.Random<float>(rows * 64, 7);
        using var network = new Autoencoder(seed: 1);
        var loss = new MeanSquaredError<float>();
        var outputs = new float[rows * 64];
        var outputGradients = new float[rows * 64];
        var expected = new float[Autoencoder.ParameterCount];
        network.ForwardBatch(inputs, outputs);
        loss.Evaluate<float, float>(outputs, inputs, outputGradients, 64);
        network.BackwardBatch(inputs, outputGradients, default, expected);
        foreach (int threads in new[] { 1, 3 })
        {
            using var pass = new GradientPass<Autoencoder, float>(network, threads);
            pass.Run<float>(loss, inputs, inputs);
            Assert.Equal(Bits(expected), Bits(network.Gradient));
        }
    }

    [Fact]
    public void Training_goes_on_from_a_checkpoint_to_the_same_bits()
    {
        float[] data = Numbers.Random<float>(50 * 64, 9);
        float[] Train(params int[] epochs)
        {
            using var network = new Autoencoder(seed: 2);
            for (int part = 0; part < epochs.Length; part++)
            {
                string checkpoint = System.IO.Path.Combine(_folder, "net.checkpoint");
                using var trainer = new Trainer<Autoencoder, float, float>(
                    network, new MeanSquaredError<float>(), new Adam<float>(Autoencoder.ParameterCount), new TrainerOptions { Epochs = epochs[part], BatchSize = 20, CheckpointPath = checkpoint, RestoresBest = false });
                if (part > 0)
                {
                    trainer.Resume(checkpoint);
                }

                trainer.Fit(new MemoryData<float, float>(data, data, 64, 64), cancellation: TestContext.Current.CancellationToken);
            }

            return network.ParameterValues.ToArray();
        }

        Assert.Equal(Bits(Train(6)), Bits(Train(3, 6)));
    }

    [Theory]
    [InlineData(TensorNaming.Layers)]
    [InlineData(TensorNaming.Numbers)]
    public void Saved_files_have_the_names_of_a_state_dict(TensorNaming naming)
    {
        using var folded = new Autoencoder(seed: 1);
        using var repeated = new Repeated(seed: 1);
        folded.Save(Path("folded.safetensors"), naming);
        repeated.Save(Path("repeated.safetensors"), naming);

        string[] layers = naming == TensorNaming.Layers ? ["hidden1", "hidden2", "hidden3", "output"] : ["0", "1", "2", "3"];
        Assert.Equal(
            [$"{layers[0]}.bias", $"{layers[0]}.weight", $"{layers[1]}.bias", $"{layers[1]}.weight", $"{layers[2]}.bias", $"{layers[3]}.bias"],
            SafetensorsFile.Read(Path("folded.safetensors")).Names.Order(StringComparer.Ordinal));
        string last = naming == TensorNaming.Layers ? "output" : "2";
        Assert.Equal(6, SafetensorsFile.Read(Path("repeated.safetensors")).Names.Count());
        var weights = new float[144];
        SafetensorsFile.Read(Path("repeated.safetensors")).CopyTo<float>(last + ".weight", [12, 12], weights);
        Assert.Equal(repeated.Hidden1Weights.ToArray(), weights);

        using var otherFolded = new Autoencoder(seed: 5);
        using var otherRepeated = new Repeated(seed: 5);
        otherFolded.Load(Path("folded.safetensors"));
        otherRepeated.Load(Path("repeated.safetensors"));
        Assert.Equal(Bits(folded.ParameterValues), Bits(otherFolded.ParameterValues));
        Assert.Equal(Bits(repeated.ParameterValues), Bits(otherRepeated.ParameterValues));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Tied_weights_of_a_loaded_file_must_be_equal(bool isEqual)
    {
        using var network = new Autoencoder(seed: 1);
        using var other = new Autoencoder(seed: 5);
        float[] before = other.ParameterValues.ToArray();
        var transposed = new float[64 * 20];
        for (int i = 0; i < transposed.Length; i++)
        {
            transposed[i] = network.Hidden1Weights[(i % 20 * 64) + (i / 20)];
        }

        transposed[64 * 2] += isEqual ? 0 : 1;
        var writer = new SafetensorsWriter();
        foreach (LayerParameters layer in Autoencoder.Layers)
        {
            writer.Add(layer.Name + ".bias", [layer.Units], layer.BiasOf(network.ParameterValues));
            if (!layer.IsTied)
            {
                writer.Add(layer.Name + ".weight", [layer.Units, layer.Inputs], layer.WeightsOf(network.ParameterValues));
            }
        }

        writer.Add<float>("output.weight", [64, 20], transposed);
        using (FileStream stream = File.Create(Path("both.safetensors")))
        {
            writer.WriteTo(stream);
        }

        if (isEqual)
        {
            other.Load(Path("both.safetensors"));
            Assert.Equal(Bits(network.ParameterValues), Bits(other.ParameterValues));
            return;
        }

        var fault = Assert.Throws<InvalidDataException>(() => other.Load(Path("both.safetensors")));
        Assert.Contains("'output.weight'[6, 8] is ", fault.Message, StringComparison.Ordinal);
        Assert.Contains("but the weights of 'hidden1', which the layer uses transposed, have ", fault.Message, StringComparison.Ordinal);
        Assert.Equal(before, other.ParameterValues);
    }

    private string Path(string name) => System.IO.Path.Combine(_folder, name);

    private static int[] Bits(ReadOnlySpan<float> values) => [.. values.ToArray().Select(BitConverter.SingleToInt32Bits)];
}
