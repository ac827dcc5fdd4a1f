using ReluGen.Tests.Training.Running;
using ReluGen.Training;

namespace ReluGen.Tests.Training.Networks;

/// <summary>Training with dropout: the same bits on any number of threads, in chunks of any size, after an interruption; and nothing dropped elsewhere.</summary>
public sealed class DropoutTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("relugen-dropout-").FullName;

    private static MemoryData<float, int> Data { get; } =
        new(Numbers.Random<float>(150 * 3, 60, 2), Numbers.Labels(150, 4, 61), inputSize: 3);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(1)]
    [InlineData(33)]
    [InlineData(200)]
    public void Threads_do_not_show_in_a_bit(int rows)
    {
        float[] inputs = Numbers.Random<float>(rows * 64, 7);
        int[] labels = Numbers.Labels(rows, 10, 8);
        using var network = new DroppedDigits(seed: 1);
        (float Loss, float[] Gradient) expected = Run(network, 1, inputs, labels, DropoutKey.ForStep(5, 6));
        foreach (int threads in new[] { 2, 3, 7 })
        {
            (float loss, float[] gradient) = Run(network, threads, inputs, labels, DropoutKey.ForStep(5, 6));
            Assert.Equal(expected.Loss, loss);
            Assert.Equal(expected.Gradient, gradient);
        }

        Assert.NotEqual(expected.Gradient, Run(network, 1, inputs, labels, DropoutKey.ForStep(5, 7)).Gradient);
        Assert.NotEqual(expected.Gradient, Run(network, 1, inputs, labels, default).Gradient);
    }

    [Fact]
    public void Without_a_key_network_and_gradient_are_those_without_dropout()
    {
        float[] inputs = Numbers.Random<float>(70 * 64, 7);
        int[] labels = Numbers.Labels(70, 10, 8);
        using var network = new DroppedDigits(seed: 1);
        using var plain = new OptDigits(seed: 1);
        Assert.Equal(plain.ParameterValues, network.ParameterValues);
        Assert.Equal(OptDigits.Layers, DroppedDigits.Layers);

        (float loss, float[] gradient) = Run(network, 2, inputs, labels, default);
        (float plainLoss, float[] plainGradient) = Run(plain, 2, inputs, labels, DropoutKey.ForStep(5, 6));
        Assert.Equal(plainLoss, loss);
        Assert.Equal(plainGradient, gradient);

        var outputs = new float[700];
        var plainOutputs = new float[700];
        network.ForwardBatch(inputs, outputs);
        plain.ForwardBatch(inputs, plainOutputs);
        Assert.Equal(plainOutputs, outputs);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(32)]
    public void Row_is_the_row_of_the_batch_wherever_a_chunk_begins(int chunk)
    {
        float[] inputs = Numbers.Random<float>(64 * 64, 7);
        using var network = new DroppedDigits(seed: 1);
        Assert.Equal(Outputs(network, inputs, 16), Outputs(network, inputs, chunk));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(17)]
    public void Interrupted_and_resumed_training_has_the_same_bits(int steps)
    {
        string path = Path.Combine(_folder, "checkpoint");
        using var straight = new DroppedOdd(seed: 1);
        using (var trainer = Trainer(straight, threads: 1, path: null))
        {
            trainer.Fit(Data, cancellation: TestContext.Current.CancellationToken);
        }

        using var first = new DroppedOdd(seed: 1);
        using (var cancellation = new CancellationTokenSource())
        using (var trainer = Trainer(first, threads: 2, path))
        {
            Assert.Throws<OperationCanceledException>(() => trainer.Fit(Data, progress: new StopAfter(steps, cancellation), cancellation: cancellation.Token));
        }

        using var second = new DroppedOdd(seed: 99);
        using (var trainer = Trainer(second, threads: 3, path))
        {
            trainer.Resume(path);
            trainer.Fit(Data, cancellation: TestContext.Current.CancellationToken);
        }

        Assert.Equal(straight.ParameterValues, second.ParameterValues);
    }

    [Fact]
    public void Loop_of_ones_own_with_the_trainers_seed_has_its_bits()
    {
        using var trained = new DroppedOdd(seed: 1);
        using (var trainer = Trainer(trained, threads: 1, path: null))
        {
            trainer.Fit(Data, cancellation: TestContext.Current.CancellationToken);
        }

        using var network = new DroppedOdd(seed: 1);
        using var pass = new GradientPass<DroppedOdd, float>(network, 2);
        var step = new TrainingStep<float>(new Adam<float>(DroppedOdd.ParameterCount), LearningRateSchedule.Constant(0.001));
        var sampler = new BatchSampler(Data.Count, 32, seed: 5);
        var inputs = new float[32 * 3];
        var labels = new int[32];
        for (long epoch = 0; epoch < 4; epoch++)
        {
            sampler.Seek(epoch);
            while (sampler.Next(out ReadOnlySpan<int> rows))
            {
                Data.Gather(rows, inputs.AsSpan(0, rows.Length * 3), labels.AsSpan(0, rows.Length));
                float loss = pass.Run<int>(
                    new SoftmaxCrossEntropy<float>(), inputs.AsSpan(0, rows.Length * 3), labels.AsSpan(0, rows.Length), DropoutKey.ForStep(5, step.Optimizer.StepCount));
                step.Take(network.Parameters, network.Gradient, loss);
            }
        }

        Assert.Equal(trained.ParameterValues, network.ParameterValues);
    }

    [Fact]
    public void No_member_allocates()
    {
        using var network = new DroppedDigits();
        using var pass = new GradientPass<DroppedDigits, float>(network, 2);
        float[] inputs = Numbers.Random<float>(40 * 64, 5);
        int[] labels = Numbers.Labels(40, 10, 8);
        var loss = new SoftmaxCrossEntropy<float>();
        float[] outputs = new float[320];
        float[] gradients = Numbers.Random<float>(320, 6);
        float[] inputGradients = new float[32 * 64];
        float[] workspace = Workspace<DroppedDigits>();
        long step = 0;
        Assert.Equal(0, Allocation.OfSecondCall(() =>
        {
            network.Parameters[0] += 1;
            network.ForwardChunk(inputs.AsSpan(0, 32 * 64), outputs, workspace, DropoutKey.ForStep(1, step));
            network.BackwardChunk(inputs.AsSpan(0, 32 * 64), gradients, workspace, network.Gradient);
            network.BackwardBatch(inputs.AsSpan(0, 32 * 64), gradients, inputGradients, network.Gradient);
            pass.Run<int>(loss, inputs, labels, DropoutKey.ForStep(1, step++));
        }));
    }

    private static float[] Workspace<TNetwork>()
        where TNetwork : class, ITrainableNetwork<TNetwork, float> => new float[TNetwork.WorkspaceLength];

    private static Trainer<DroppedOdd, float, int> Trainer(DroppedOdd network, int threads, string? path) => new(
        network,
        new SoftmaxCrossEntropy<float>(),
        new Adam<float>(DroppedOdd.ParameterCount),
        new TrainerOptions { Epochs = 4, BatchSize = 32, Seed = 5, Threads = threads, CheckpointPath = path, ReportInterval = 1, RestoresBest = false });

    private static (float Loss, float[] Gradient) Run<TNetwork>(TNetwork network, int threads, float[] inputs, int[] labels, DropoutKey key)
        where TNetwork : class, ITrainableNetwork<TNetwork, float>
    {
        using var pass = new GradientPass<TNetwork, float>(network, threads);
        float loss = pass.Run<int>(new SoftmaxCrossEntropy<float>(), inputs, labels, key);
        return (loss, network.Gradient.ToArray());
    }

    private static float[] Outputs(DroppedDigits network, float[] inputs, int chunk)
    {
        int count = inputs.Length / 64;
        var outputs = new float[count * 10];
        float[] workspace = Workspace<DroppedDigits>();
        for (int row = 0; row < count; row += chunk)
        {
            int rows = Math.Min(chunk, count - row);
            network.ForwardChunk(
                inputs.AsSpan(row * 64, rows * 64), outputs.AsSpan(row * 10, rows * 10), workspace, DropoutKey.ForStep(1, 2).AtRow(row));
        }

        return outputs;
    }

    private sealed class StopAfter(int steps, CancellationTokenSource source) : IProgress<TrainingReport>
    {
        public void Report(TrainingReport value)
        {
            if (value.Step >= steps)
            {
                source.Cancel();
            }
        }
    }
}
