using ReluGen.Tests.Training.Running;
using ReluGen.Training;

namespace ReluGen.Tests.Training.Networks;

/// <summary>L-BFGS in the training loop: the iterates of <see cref="Lbfgs{T}"/> alone; same bits however it is run; divergence, early stopping, allocations.</summary>
public sealed class FullBatchTests : IDisposable
{
    private const int Rows = 150;

    private static readonly float[] Inputs = Numbers.Random<float>(Rows * 3, 60, 2);
    private static readonly int[] Labels = Numbers.Labels(Rows, 4, 61);
    private static readonly MemoryData<float, int> Data = new(Inputs, Labels, inputSize: 3);
    private static readonly MemoryData<float, int> Validation = new(Numbers.Random<float>(50 * 3, 62, 2), Numbers.Labels(50, 4, 63), inputSize: 3);

    private readonly string _folder = Directory.CreateTempSubdirectory("relugen-full-batch-").FullName;

    private string CheckpointPath => Path.Combine(_folder, "checkpoint");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(LineSearch.None, 0.5)]
    [InlineData(LineSearch.StrongWolfe, 1)]
    public void Iterates_are_those_of_the_optimizer_alone(LineSearch search, double rate)
    {
        using var alone = new Odd(seed: 1);
        using var pass = new GradientPass<Odd, float>(alone);
        Lbfgs<float> optimizer = Create(search);
        var objective = new Penalised(pass);
        using var network = new Odd(seed: 1);
        int reports = 0;
        using var trainer = Trainer(network, search, new TrainerOptions
        {
            Epochs = 6,
            Schedule = LearningRateSchedule.Constant(rate),
            Step = new TrainingStepOptions { L1 = 1e-3, L2 = 2e-3 },
            RestoresBest = false,
        });
        TrainingOutcome outcome = trainer.Fit(Data, progress: new Reporter(report =>
        {
            reports++;
            optimizer.Minimize(alone.Parameters, objective, rate);
            Assert.Equal(alone.ParameterValues, network.ParameterValues);
            Assert.Equal(optimizer.IterationCount, report.Step);
            Assert.Equal(objective.Evaluate(alone.ParameterValues, new float[Odd.ParameterCount]), report.Loss);
        }), cancellation: TestContext.Current.CancellationToken);
        Assert.Equal((6, 6L, 24L), (reports, outcome.Epochs, trainer.StepCount));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    public void Threads_do_not_show_in_a_bit(int threads)
    {
        (float[] Parameters, TrainingReport[] Reports) one = Train(new TrainerOptions { Epochs = 4 });
        (float[] Parameters, TrainingReport[] Reports) many = Train(new TrainerOptions { Epochs = 4, Threads = threads });
        Assert.Equal(one.Parameters, many.Parameters);
        Assert.Equal(one.Reports, many.Reports);
    }

    [Theory]
    [InlineData(LineSearch.None, 1)]
    [InlineData(LineSearch.None, 4)]
    [InlineData(LineSearch.StrongWolfe, 1)]
    [InlineData(LineSearch.StrongWolfe, 5)]
    public void Interrupted_and_resumed_training_has_the_same_bits(LineSearch search, int epochs)
    {
        using var straight = new Odd(seed: 1);
        var reports = new List<TrainingReport>();
        TrainingOutcome whole;
        using (var trainer = Trainer(straight, search, Options()))
        {
            whole = trainer.Fit(Data, Validation, Metric.Accuracy<float>(), new Reporter(reports.Add), TestContext.Current.CancellationToken);
        }

        using var first = new Odd(seed: 1);
        using (var cancellation = new CancellationTokenSource())
        using (var trainer = Trainer(first, search, Options()))
        {
            Assert.Throws<OperationCanceledException>(() => trainer.Fit(
                Data, Validation, Metric.Accuracy<float>(), new Reporter(report => Cancel(report, cancellation)), cancellation.Token));
            Assert.Equal(epochs, trainer.Epoch);
        }

        using var second = new Odd(seed: 99);
        var rest = new List<TrainingReport>();
        using (var trainer = Trainer(second, search, Options()))
        {
            trainer.Resume(CheckpointPath);
            Assert.Equal(first.ParameterValues, second.ParameterValues);
            Assert.Equal(whole, trainer.Fit(Data, Validation, Metric.Accuracy<float>(), new Reporter(rest.Add), TestContext.Current.CancellationToken));
        }

        Assert.Equal(straight.ParameterValues, second.ParameterValues);
        Assert.Equal(reports.Skip(epochs), rest);

        TrainerOptions Options() => new()
        {
            Epochs = 8,
            Threads = 2,
            CheckpointPath = CheckpointPath,
            Plateau = new ReduceOnPlateau(0.8, patience: 0),
            EarlyStopping = new EarlyStopping(7),
            Step = new TrainingStepOptions { L2 = 1e-4 },
        };

        void Cancel(TrainingReport report, CancellationTokenSource source)
        {
            if (report.Epoch + 1 == epochs)
            {
                source.Cancel();
            }
        }
    }

    [Fact]
    public void Checkpoint_of_other_training_is_refused()
    {
        using var network = new Odd(seed: 1);
        var options = new TrainerOptions { Epochs = 2, CheckpointPath = CheckpointPath };
        using (var trainer = Trainer(network, LineSearch.None, options))
        {
            trainer.Fit(Data, cancellation: TestContext.Current.CancellationToken);
        }

        float[] before = network.ParameterValues.ToArray();
        using (var trainer = new Trainer<Odd, float, int>(network, new SoftmaxCrossEntropy<float>(), new Lbfgs<float>(Odd.ParameterCount, 4), options))
        {
            var fault = Assert.Throws<InvalidDataException>(() => trainer.Resume(CheckpointPath));
            Assert.Equal(
                $"'{CheckpointPath}' has optimizer settings 'history 5, line search None, iterations 4, evaluations 2147483647, gradient 0, change 0', but "
                + "'history 4, line search None, iterations 20, evaluations 25, gradient 1E-07, change 1E-09' is wanted; resume with the options that training began with.",
                fault.Message);
        }

        using (var trainer = new Trainer<Odd, float, int>(network, new SoftmaxCrossEntropy<float>(), new Adam<float>(Odd.ParameterCount), options))
        {
            Assert.Throws<InvalidDataException>(() => trainer.Resume(CheckpointPath));
        }

        File.WriteAllBytes(CheckpointPath, File.ReadAllBytes(CheckpointPath)[..^5]);
        using (var trainer = Trainer(network, LineSearch.None, options))
        {
            Assert.Throws<InvalidDataException>(() => trainer.Resume(CheckpointPath));
        }

        Assert.Equal(before, network.ParameterValues);
    }

    [Fact]
    public void Divergence_names_the_step_and_goes_back_before_it()
    {
        using var network = new Odd(seed: 1);
        float[] before = [];
        long steps = 0;
        using var trainer = new Trainer<Odd, float, int>(
            network,
            new SoftmaxCrossEntropy<float>(),
            new Lbfgs<float>(Odd.ParameterCount, limits: new LbfgsLimits { Iterations = 1 }),
            new TrainerOptions { Epochs = 50, Schedule = LearningRateSchedule.Exponential(0.1, 1e12) });
        var fault = Assert.Throws<TrainingDivergedException>(() => trainer.Fit(
            Data,
            progress: new Reporter(report => (before, steps) = (network.ParameterValues.ToArray(), report.Step)),
            cancellation: TestContext.Current.CancellationToken));
        Assert.True(steps >= 1, $"{steps}");
        Assert.Equal(steps + 1, fault.Step);
        Assert.Equal(steps, trainer.StepCount);
        Assert.Equal(before, network.ParameterValues);
        Assert.All(before, parameter => Assert.True(float.IsFinite(parameter)));
    }

    [Fact]
    public void Parameters_that_overflow_unseen_by_the_loss_are_taken_back()
    {
        var optimizer = new Lbfgs<float>(1, limits: new LbfgsLimits { Iterations = 1 });
        float[] parameters = [-3e38f];
        LbfgsResult result = optimizer.Minimize(parameters, new Slope(), 3e38);
        Assert.Equal(LbfgsEnd.Diverged, result.End);
        Assert.Equal([-3e38f], parameters);
        Assert.Equal(0, optimizer.IterationCount);
    }

    [Fact]
    public void Numbers_in_the_data_that_are_none_are_found_before_the_first_step()
    {
        using var network = new Odd(seed: 1);
        float[] before = network.ParameterValues.ToArray();
        float[] inputs = [.. Inputs];
        inputs[100] = float.NaN;
        using var trainer = Trainer(network, LineSearch.StrongWolfe, new TrainerOptions());
        var fault = Assert.Throws<TrainingDivergedException>(() => trainer.Fit(new MemoryData<float, int>(inputs, Labels, 3), cancellation: TestContext.Current.CancellationToken));
        Assert.Equal((1, "hidden1"), (fault.Step, fault.Layer));
        Assert.Equal(before, network.ParameterValues);
        Assert.True(trainer.Fit(Data, cancellation: TestContext.Current.CancellationToken).BestLoss < 1.4, "goes on with good data");
    }

    [Fact]
    public void Early_stopping_ends_with_the_best_parameters()
    {
        using var network = new Odd(seed: 1);
        float[] best = [];
        using var trainer = Trainer(network, LineSearch.StrongWolfe, new TrainerOptions { Epochs = 500, EarlyStopping = new EarlyStopping(3) });
        TrainingOutcome outcome = trainer.Fit(
            Data,
            Validation,
            progress: new Reporter(report => best = report.IsBest ? network.ParameterValues.ToArray() : best),
            cancellation: TestContext.Current.CancellationToken);
        Assert.True(outcome.IsStoppedEarly);
        Assert.Equal(outcome.BestEpoch + 4, outcome.Epochs);
        Assert.Equal(best, network.ParameterValues);
    }

    [Theory]
    [InlineData(LineSearch.None)]
    [InlineData(LineSearch.StrongWolfe)]
    public void No_epoch_allocates_after_the_first(LineSearch search)
    {
        using var network = new Odd(seed: 1);
        using var trainer = Trainer(network, search, new TrainerOptions
        {
            Epochs = 10,
            Threads = 2,
            Plateau = new ReduceOnPlateau(0.5, patience: 0, threshold: 0.5),
            Step = new TrainingStepOptions { L1 = 1e-4, L2 = 1e-4 },
        });
        var bytes = new long[10];
        trainer.Fit(
            Data, Validation, Metric.Accuracy<float>(), new Reporter(report => bytes[report.Epoch] = GC.GetAllocatedBytesForCurrentThread()), TestContext.Current.CancellationToken);
        for (int epoch = 2; epoch < bytes.Length; epoch++)
        {
            Assert.True(bytes[epoch] == bytes[epoch - 1], $"{bytes[epoch] - bytes[epoch - 1]} bytes in epoch {epoch}");
        }
    }

    [Fact]
    public void Arguments_are_checked()
    {
        using var network = new Odd(seed: 1);
        var fault = Assert.Throws<ArgumentException>(() => Trainer(network, LineSearch.None, new TrainerOptions { Step = new TrainingStepOptions { ClipNorm = 1 } }));
        Assert.StartsWith("L-BFGS learns the curvature from gradients", fault.Message, StringComparison.Ordinal);
        fault = Assert.Throws<ArgumentException>(() => new Trainer<Odd, float, int>(network, new SoftmaxCrossEntropy<float>(), new Lbfgs<float>(3)));
        Assert.StartsWith($"The optimiser is for 3 parameters; the network has {Odd.ParameterCount}.", fault.Message, StringComparison.Ordinal);
    }

    private static Lbfgs<float> Create(LineSearch search) => new(
        Odd.ParameterCount, 5, search, new LbfgsLimits { Iterations = 4, Evaluations = int.MaxValue, Gradient = 0, Change = 0 });

    private static Trainer<Odd, float, int> Trainer(Odd network, LineSearch search, TrainerOptions options) =>
        new(network, new SoftmaxCrossEntropy<float>(), Create(search), options);

    private static (float[] Parameters, TrainingReport[] Reports) Train(TrainerOptions options)
    {
        using var network = new Odd(seed: 1);
        using var trainer = Trainer(network, LineSearch.StrongWolfe, options);
        var reports = new List<TrainingReport>();
        trainer.Fit(Data, Validation, progress: new Reporter(reports.Add), cancellation: TestContext.Current.CancellationToken);
        return (network.ParameterValues.ToArray(), [.. reports]);
    }

    /// <summary>A slope that is finite everywhere.</summary>
    private sealed class Slope : IObjective<float>
    {
        public float Evaluate(ReadOnlySpan<float> parameters, Span<float> gradient)
        {
            gradient.Fill(2);
            return float.Clamp(parameters[0], -1, 1);
        }
    }

    /// <summary>Loss and penalties of all rows, evaluated anew at every call.</summary>
    private sealed class Penalised(GradientPass<Odd, float> pass) : IObjective<float>
    {
        public float Evaluate(ReadOnlySpan<float> parameters, Span<float> gradient)
        {
            float[] values = parameters.ToArray();
            values.CopyTo(pass.Network.Parameters);
            float value = pass.Run<int>(new SoftmaxCrossEntropy<float>(), Inputs, Labels);
            pass.Network.Gradient.CopyTo(gradient);
            value += Penalties.AddL1<float>(values, gradient, 1e-3f);
            return value + Penalties.AddL2<float>(values, gradient, 2e-3f);
        }
    }
}
