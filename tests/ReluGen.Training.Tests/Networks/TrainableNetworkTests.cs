using System.Numerics;
using ReluGen.Tests.Training.Running;
using ReluGen.Training;

namespace ReluGen.Tests.Training.Networks;

/// <summary>Instances: parameters and their views, first values, independence, threads, the end of their memory.</summary>
public sealed class TrainableNetworkTests
{
    [Fact]
    public void Views_are_the_parameters()
    {
        using var network = new Odd(seed: 3);
        Span<float> parameters = network.Parameters;
        Assert.Equal(15 + 10 + 2 + 8 + 4, parameters.Length);
        Assert.Equal(Odd.ParameterCount, parameters.Length);
        Assert.Equal((0, 15, 25, 27, 35), (Odd.Hidden1WeightsOffset, Odd.Hidden2WeightsOffset, Odd.Hidden2BiasOffset, Odd.OutputWeightsOffset, Odd.OutputBiasOffset));
        Assert.Equal(parameters[..15], network.Hidden1Weights);
        network.OutputBias[3] = 42;
        Assert.Equal(42, parameters[38]);
        Assert.Equal(["hidden1", "hidden2", "output"], Odd.Layers.ToArray().Select(layer => layer.Name));
        Assert.Equal([15, 12, 12], Odd.Layers.ToArray().Select(layer => layer.ParameterCount));
        Assert.Equal([false, true, true], Odd.Layers.ToArray().Select(layer => layer.HasBias));
        Assert.True(Odd.Layers[0].BiasOf(network.Gradient).IsEmpty);
    }

    [Fact]
    public unsafe void Vectors_start_on_a_cache_line()
    {
        using var network = new Odd();
        fixed (float* parameters = network.Parameters, gradient = network.Gradient)
        {
            Assert.Equal(0, (nint)parameters % 64);
            Assert.Equal(0, (nint)gradient % 64);
        }
    }

    [Fact]
    public void First_values_are_those_of_seed_and_declaration()
    {
        using var network = new Odd(seed: 3);
        using var same = new Odd(seed: 3);
        using var other = new Odd(seed: 4);
        Assert.Equal(network.Parameters, same.Parameters);
        Assert.NotEqual(network.Hidden1Weights.ToArray(), other.Hidden1Weights.ToArray());
        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], other.Hidden2Weights.ToArray());
        Assert.Equal([-1, 0.5f], other.Hidden2Bias.ToArray());
        Assert.Equal([0, 0, 0, 0], other.OutputBias.ToArray());

        var drawn = new float[8];
        Initializer.GlorotUniform.Fill(drawn.AsSpan(), 4, 2, RandomSource.ForStream(4, "weights", 2));
        Assert.Equal(drawn, other.OutputWeights.ToArray());
        using var constant = new Odd(seed: 4, Initializer.Constant(0.25));
        Assert.All(constant.OutputWeights.ToArray(), weight => Assert.Equal(0.25f, weight));
    }

    [Fact]
    public void Changed_parameters_count_from_the_next_call_on()
    {
        using var network = new OptDigits(seed: 1);
        using var other = new OptDigits(seed: 2);
        float[] inputs = Numbers.Random<float>(40 * 64, 5);
        float[] gradients = Numbers.Random<float>(40 * 10, 6);
        float[] before = AllResults(network, inputs, gradients);
        float[] expected = AllResults(other, inputs, gradients);
        other.ParameterValues.CopyTo(network.Parameters);
        Assert.Equal(expected, AllResults(network, inputs, gradients));
        Assert.NotEqual(expected, before);
    }

    [Fact]
    public void Instance_is_read_by_many_threads_from_the_first_call_on()
    {
        float[] inputs = Numbers.Random<float>(40 * 64, 5);
        float[] gradients = Numbers.Random<float>(40 * 10, 6);
        using var alone = new OptDigits(seed: 1);
        float[] expected = AllResults(alone, inputs, gradients);
        for (int round = 0; round < 20; round++)
        {
            using var network = new OptDigits(seed: 1);
            var results = new float[4][];
            var threads = Enumerable.Range(0, 4).Select(index => new Thread(() => results[index] = AllResults(network, inputs, gradients))).ToArray();
            Array.ForEach(threads, thread => thread.Start());
            Array.ForEach(threads, thread => thread.Join());
            Assert.All(results, result => Assert.Equal(expected, result));
        }
    }

    [Fact]
    public void Disposed_network_says_so()
    {
        var network = new Odd();
        network.Dispose();
        network.Dispose();
        AssertNamed("Odd", () => network.Forward(new float[3], new float[4]));
        AssertNamed("Odd", () => network.ForwardBatch(new float[3], new float[4]));
        AssertNamed("Odd", () => network.Parameters.Clear());
        AssertNamed("Odd", () => _ = network.ParameterValues[0]);
        AssertNamed("Odd", () => network.Gradient.Clear());
        AssertNamed("Odd", () => _ = new GradientPass<Odd, float>(network));
        AssertNamed("Odd", () => _ = new Trainer<Odd, float, int>(network, new SoftmaxCrossEntropy<float>(), new Adam<float>(Odd.ParameterCount)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Disposed_trainer_and_pass_say_so(int threads)
    {
        using var network = new Odd();
        var trainer = new Trainer<Odd, float, int>(
            network, new SoftmaxCrossEntropy<float>(), new Adam<float>(Odd.ParameterCount), new TrainerOptions { Threads = threads });
        trainer.Dispose();
        AssertNamed("Trainer of Odd", () => trainer.Fit(new MemoryData<float, int>(new float[3], new int[1], 3)));
        var pass = new GradientPass<Odd, float>(network, threads);
        pass.Dispose();
        pass.Dispose();
        AssertNamed("GradientPass of Odd", () => pass.Run<int>(new SoftmaxCrossEntropy<float>(), new float[3], new int[1]));
    }

    private static void AssertNamed(string name, Action call)
    {
        Assert.Equal(name, Assert.Throws<ObjectDisposedException>(call).ObjectName);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(33)]
    public void Chunk_of_another_size_is_refused(int rows)
    {
        using var network = new Odd();
        var fault = Assert.Throws<ArgumentException>(() => network.ForwardChunk(new float[rows * 3], new float[rows * 4], Workspace<Odd, float>()));
        Assert.StartsWith($"'inputs' has {rows} rows; a chunk has 1 to 32.", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_member_allocates()
    {
        using var network = new OptDigits();
        float[] inputs = Numbers.Random<float>(40 * 64, 5);
        float[] outputs = new float[40 * 10];
        float[] gradients = Numbers.Random<float>(40 * 10, 6);
        float[] inputGradients = new float[40 * 64];
        var workspace = new float[OptDigits.WorkspaceLength];
        Assert.Equal(0, Allocation.OfSecondCall(() =>
        {
            network.Parameters[0] += 1;
            network.Forward(inputs.AsSpan(0, 64), outputs.AsSpan(0, 10));
            network.ForwardBatch(inputs, outputs);
            network.BackwardBatch(inputs, gradients, inputGradients, network.Gradient);
            network.ForwardChunk(inputs.AsSpan(0, 64 * 32), outputs.AsSpan(0, 320), workspace);
            network.BackwardChunk(inputs.AsSpan(0, 64 * 32), gradients.AsSpan(0, 320), workspace, network.Gradient);
        }));
    }

    private static T[] Workspace<TNetwork, T>()
        where TNetwork : class, ITrainableNetwork<TNetwork, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => new T[TNetwork.WorkspaceLength];

    private static float[] AllResults(OptDigits network, float[] inputs, float[] gradients)
    {
        var outputs = new float[400];
        var inputGradients = new float[inputs.Length];
        var gradient = new float[OptDigits.ParameterCount];
        network.ForwardBatch(inputs, outputs);
        network.BackwardBatch(inputs, gradients, inputGradients, gradient);
        return [.. outputs, .. inputGradients, .. gradient];
    }
}
