using ReluGen.Tests.Training.Running;
using ReluGen.Training;

namespace ReluGen.Tests.Training.Networks;

/// <summary>The training loop: same bits however it is run, early stopping, divergence, allocations, files.</summary>
public sealed class TrainerTests : IDisposable
{
    private const int Rows = 150;

    private readonly string _folder = Directory.CreateTempSubdirectory("relugen-training-").FullName;

    private static MemoryData<float, int> Data { get; } =
        new(Numbers.Random<float>(Rows * 3, 60, 2), Numbers.Labels(Rows, 4, 61), inputSize: 3);

    private static MemoryData<float, int> Validation { get; } =
        new(Numbers.Random<float>(50 * 3, 62, 2), Numbers.Labels(50, 4, 63), inputSize: 3);

    private string Path(string name) => System.IO.Path.Combine(_folder, name);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    public void Threads_do_not_show_in_a_bit(int threads)
    {
        (float[] Parameters, TrainingReport[] Reports) one = Train(new TrainerOptions { Epochs = 4, BatchSize = 100 });
        (float[] Parameters, TrainingReport[] Reports) many = Train(new TrainerOptions { Epochs = 4, BatchSize = 100, Threads = threads });
        Assert.Equal(one.Parameters, many.Parameters);
        Assert.Equal(one.Reports, many.Reports);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(13)]
    [InlineData(29)]
    public void Interrupted_and_resumed_training_has_the_same_bits(int steps)
    {
        using var straight = new Odd(seed: 1);
        var reports = new List<TrainingReport>();
        TrainingOutcome whole;
        using (var trainer = Trainer(straight, Options()))
        {
            whole = trainer.Fit(Data, Validation, Metric.Accuracy<float>(), new Reporter(reports.Add), TestContext.Current.CancellationToken);
        }

        using var first = new Odd(seed: 1);
        using (var cancellation = new CancellationTokenSource())
        using (var trainer = Trainer(first, Options()))
        {
            Assert.Throws<OperationCanceledException>(() => trainer.Fit(
                Data, Validation, Metric.Accuracy<float>(), new Reporter(report => Cancel(report, cancellation)), cancellation.Token));
            Assert.InRange(trainer.StepCount, steps, steps + 1);
        }

        using var second = new Odd(seed: 99);
        var rest = new List<TrainingReport>();
        using (var trainer = Trainer(second, Options()))
        {
            trainer.Resume(Path("checkpoint"));
            Assert.Equal(first.ParameterValues, second.ParameterValues);
            Assert.Equal(whole, trainer.Fit(Data, Validation, Metric.Accuracy<float>(), new Reporter(rest.Add), TestContext.Current.CancellationToken));
        }

        Assert.Equal(straight.ParameterValues, second.ParameterValues);
        Assert.Equal(reports.TakeLast(rest.Count), rest);
        Assert.Equal(["checkpoint"], Directory.GetFiles(_folder).Select(System.IO.Path.GetFileName));

        TrainerOptions Options() => new()
        {
            Epochs = 8,
            Seed = 5,
            Threads = 2,
            CheckpointPath = Path("checkpoint"),
            ReportInterval = 1,
            Plateau = new ReduceOnPlateau(0.05, patience: 0),
            EarlyStopping = new EarlyStopping(6),
            Step = new TrainingStepOptions { ClipNorm = 0.5, L2 = 1e-4 },
        };

        void Cancel(TrainingReport report, CancellationTokenSource source)
        {
            if (report.Step >= steps)
            {
                source.Cancel();
            }
        }
    }

    [Fact]
    public void Checkpoint_of_other_training_is_refused()
    {
        using var network = new Odd(seed: 1);
        var options = new TrainerOptions { Epochs = 1, CheckpointPath = Path("a") };
        using (var trainer = Trainer(network, options))
        {
            trainer.Fit(Data, cancellation: TestContext.Current.CancellationToken);
        }

        float[] before = network.ParameterValues.ToArray();
        using (var trainer = Trainer(network, options with { BatchSize = 16 }))
        {
            var fault = Assert.Throws<InvalidDataException>(() => trainer.Resume(Path("a")));
            Assert.Equal($"'{Path("a")}' has batch size '32', but '16' is wanted; resume with the options that training began with.", fault.Message);
        }

        using (var trainer = new Trainer<Odd, float, int>(network, new SoftmaxCrossEntropy<float>(), new Sgd<float>(Odd.ParameterCount), options))
        {
            var fault = Assert.Throws<InvalidDataException>(() => trainer.Resume(Path("a")));
            Assert.Equal($"'{Path("a")}' has optimizer 'Adam', but 'Sgd' is wanted; resume with the options that training began with.", fault.Message);
        }

        using (var trainer = Trainer(network, options with { EarlyStopping = new EarlyStopping(3) }))
        {
            var fault = Assert.Throws<InvalidDataException>(() => trainer.Resume(Path("a")));
            Assert.Equal(
                $"'{Path("a")}' has early stopping 'none', but 'patience 3, least improvement 0' is wanted; resume with the options that training began with.", fault.Message);
        }

        network.Save(Path("c.safetensors"));
        using (var trainer = Trainer(network, options))
        {
            var fault = Assert.Throws<InvalidDataException>(() => trainer.Resume(Path("c.safetensors")));
            Assert.StartsWith($"'{Path("c.safetensors")}' is no checkpoint of this version;", fault.Message, StringComparison.Ordinal);
        }

        using var other = new OptDigits();
        using (var trainer = new Trainer<OptDigits, float, int>(other, new SoftmaxCrossEntropy<float>(), new Adam<float>(OptDigits.ParameterCount), options))
        {
            Assert.Throws<InvalidDataException>(() => trainer.Resume(Path("a")));
        }

        File.WriteAllBytes(Path("b"), File.ReadAllBytes(Path("a"))[..^5]);
        using (var trainer = Trainer(network, options))
        {
            var fault = Assert.Throws<InvalidDataException>(() => trainer.Resume(Path("b")));
            Assert.StartsWith($"'{Path("b")}' is no complete checkpoint. ", fault.Message, StringComparison.Ordinal);
        }

        Assert.Equal(before, network.ParameterValues);
    }

    [Fact]
    public void Checkpoint_of_training_with_other_numbers_is_refused()
    {
        using var network = new Odd(seed: 1);
        var options = new TrainerOptions { Epochs = 1, CheckpointPath = Path("a"), Schedule = LearningRateSchedule.Exponential(0.1, 0.5) };
        using (var trainer = Trainer(network, options))
        {
            trainer.Fit(Data, cancellation: TestContext.Current.CancellationToken);
        }

        var loss = new SoftmaxCrossEntropy<float>();
        var adam = new Adam<float>(Odd.ParameterCount);
        Refused(loss, new Adam<float>(Odd.ParameterCount, beta1: 0.8), options,
            "optimizer settings 'beta1 0.9, beta2 0.999, epsilon 1E-08, weight decay 0', but 'beta1 0.8, beta2 0.999, epsilon 1E-08, weight decay 0'");
        Refused(new SoftmaxCrossEntropy<float>(labelSmoothing: 0.5), adam, options,
            "loss settings 'reduction Mean, class weights none, label smoothing 0, ignored label -100', but 'reduction Mean, class weights none, label smoothing 0.5, ignored label -100'");
        Refused(new Other(), adam, options, "loss 'SoftmaxCrossEntropy', but 'Other'");
        Refused(loss, adam, options with { Step = new TrainingStepOptions { L1 = 0.5 } }, "L1 penalty '0', but '0.5'");
        Refused(loss, adam, options with { Step = new TrainingStepOptions { L2 = 0.5 } }, "L2 penalty '0', but '0.5'");
        Refused(loss, adam, options with { Step = new TrainingStepOptions { ClipValue = 2 } }, "ClipValue 'none', but '2'");
        Refused(loss, adam, options with { Step = new TrainingStepOptions { ClipNorm = 2 } }, "ClipNorm 'none', but '2'");
        Refused(loss, adam, options with { Schedule = LearningRateSchedule.Constant(0.1) }, "learning rate of the next step '0.003125', but '0.1'");
        Refused(loss, adam, options with { Schedule = null, Plateau = new ReduceOnPlateau(0.1) },
            "plateau 'none', but 'factor 0.1, patience 10, threshold 0.0001, cool-down 0, minimum 0'");

        void Refused(ILoss<float, int> otherLoss, Adam<float> optimizer, TrainerOptions others, string what)
        {
            using var trainer = new Trainer<Odd, float, int>(network, otherLoss, optimizer, others);
            var fault = Assert.Throws<InvalidDataException>(() => trainer.Resume(Path("a")));
            Assert.Equal($"'{Path("a")}' has {what} is wanted; resume with the options that training began with.", fault.Message);
        }
    }

    [Fact]
    public void Another_number_of_rows_is_refused_once_training_has_begun()
    {
        using var network = new Odd(seed: 1);
        var options = new TrainerOptions { CheckpointPath = Path("a"), BatchSize = 10, ReportInterval = 1 };
        using var cancellation = new CancellationTokenSource();
        using var first = Trainer(network, options);
        Assert.Throws<OperationCanceledException>(
            () => first.Fit(Data, Validation, progress: new Reporter(report => CancelAt(7, report, cancellation)), cancellation: cancellation.Token));
        using var second = Trainer(network, options);
        second.Resume(Path("a"));
        foreach (Trainer<Odd, float, int> trainer in new[] { first, second })
        {
            var fault = Assert.Throws<ArgumentException>(() => trainer.Fit(Validation, Validation, cancellation: TestContext.Current.CancellationToken));
            Assert.Equal(
                "'data' has 50 rows, but training began with 150; go on with the same rows, or begin with a new trainer. (Parameter 'data')", fault.Message);
            fault = Assert.Throws<ArgumentException>(() => trainer.Fit(Data, cancellation: TestContext.Current.CancellationToken));
            Assert.Equal(
                "'validation' has 0 rows, but training began with 50; go on with the same rows, or begin with a new trainer. (Parameter 'validation')", fault.Message);
            Assert.Equal(7, trainer.StepCount);
        }

        static void CancelAt(long step, TrainingReport report, CancellationTokenSource source)
        {
            if (report.Step == step)
            {
                source.Cancel();
            }
        }
    }

    [Fact]
    public void Divergence_names_step_and_layer_and_changes_nothing()
    {
        using var network = new Odd(seed: 1);
        float[] inputs = Numbers.Random<float>(Rows * 3, 60, 2);
        inputs[(70 * 3) + 1] = float.NaN;
        var data = new MemoryData<float, int>(inputs, Numbers.Labels(Rows, 4, 61), 3);
        using var trainer = Trainer(network, new TrainerOptions { IsShuffled = false });
        using var expected = new Odd(seed: 1);
        using var partial = Trainer(expected, new TrainerOptions { IsShuffled = false, Epochs = 1 });
        partial.Fit(new SelectedData<float, int>(data, [.. Enumerable.Range(0, 64)]), cancellation: TestContext.Current.CancellationToken);

        var fault = Assert.Throws<TrainingDivergedException>(() => trainer.Fit(data, cancellation: TestContext.Current.CancellationToken));
        Assert.Equal((3, "hidden1"), (fault.Step, fault.Layer));
        Assert.StartsWith("The gradient of layer 'hidden1' is no finite number in step 3 (loss NaN, learning rate 0.001).", fault.Message, StringComparison.Ordinal);
        Assert.Equal(expected.ParameterValues, network.ParameterValues);
        Assert.Equal(2, trainer.StepCount);
    }

    [Fact]
    public void Step_that_overflows_is_named_and_taken_back()
    {
        using var network = new Line(seed: 1);
        float[] before = network.ParameterValues.ToArray();
        var data = new MemoryData<float, float>(Enumerable.Repeat(3f, 4 * 8).ToArray(), Enumerable.Repeat(1e20f, 8).ToArray(), 4);
        using var trainer = new Trainer<Line, float, float>(
            network,
            new MeanAbsoluteError<float>(LossReduction.Sum),
            new Momentum<float>(Line.ParameterCount, 0.9),
            new TrainerOptions { Epochs = 1, Schedule = LearningRateSchedule.Constant(2e38) });
        var fault = Assert.Throws<TrainingDivergedException>(() => trainer.Fit(data, cancellation: TestContext.Current.CancellationToken));
        Assert.Equal((1, "output"), (fault.Step, fault.Layer));
        Assert.StartsWith(
            "The parameters of layer 'output' would be no finite numbers in step 1 (loss 8",
            fault.Message,
            StringComparison.Ordinal);
        Assert.Equal(before, network.ParameterValues);
        Assert.Equal(0, trainer.StepCount);
    }

    [Fact]
    public void Early_stopping_ends_with_the_best_parameters()
    {
        using var network = new Odd(seed: 1);
        var best = new float[Odd.ParameterCount];
        using var trainer = Trainer(network, new TrainerOptions { Epochs = 500, EarlyStopping = new EarlyStopping(3), Schedule = LearningRateSchedule.Constant(0.1) });
        TrainingOutcome outcome = trainer.Fit(
            Data,
            Validation,
            progress: new Reporter(report =>
            {
                if (report.IsBest)
                {
                    network.ParameterValues.CopyTo(best);
                }
            }),
            cancellation: TestContext.Current.CancellationToken);

        Assert.True(outcome.IsStoppedEarly);
        Assert.Equal(outcome.BestEpoch + 4, outcome.Epochs);
        Assert.Equal(best, network.ParameterValues);
    }

    [Fact]
    public void No_step_and_no_epoch_allocates_after_the_first()
    {
        foreach (string name in Optimizers.OptimizerCases.Names)
        {
            using var network = new Odd(seed: 1);
            using var trainer = new Trainer<Odd, float, int>(
                network,
                new SoftmaxCrossEntropy<float>(),
                Optimizers.OptimizerCases.Create<float>(name, Odd.ParameterCount),
                new TrainerOptions
                {
                    Epochs = 5,
                    Threads = 2,
                    ReportInterval = 1,
                    Plateau = new ReduceOnPlateau(0.05, patience: 0, threshold: 0.5),
                    Step = new TrainingStepOptions { ClipNorm = 1, ClipValue = 1, L1 = 1e-4, L2 = 1e-4 },
                });
            var bytes = new long[50];
            int reports = 0;
            trainer.Fit(Data, Validation, Metric.Accuracy<float>(), new Reporter(_ => bytes[reports++] = GC.GetAllocatedBytesForCurrentThread()), TestContext.Current.CancellationToken);
            Assert.Equal(25, reports);
            for (int report = 6; report < reports; report++)
            {
                Assert.True(bytes[report] == bytes[report - 1], $"{name}: {bytes[report] - bytes[report - 1]} bytes before report {report}");
            }
        }
    }

    [Fact]
    public void Sizes_are_checked()
    {
        using var network = new OptDigits();
        var fault = Assert.Throws<ArgumentException>(() => new Trainer<OptDigits, float, int>(network, new SoftmaxCrossEntropy<float>(), new Adam<float>(3)));
        Assert.StartsWith($"The optimiser is for 3 parameters; the network has {OptDigits.ParameterCount}. Create it with OptDigits.ParameterCount.", fault.Message, StringComparison.Ordinal);
        Assert.Equal("optimizer", fault.ParamName);
        using var trainer = new Trainer<OptDigits, float, int>(network, new SoftmaxCrossEntropy<float>(), new Adam<float>(OptDigits.ParameterCount));
        fault = Assert.Throws<ArgumentException>(() => trainer.Fit(Data, cancellation: TestContext.Current.CancellationToken));
        Assert.StartsWith("'data' has rows of 3 inputs and 1 targets; network and loss need 64 and 1.", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_that_contradict_or_are_too_large_are_refused_at_once()
    {
        using var network = new Odd(seed: 1);
        var fault = Assert.Throws<ArgumentException>(
            () => Trainer(network, new TrainerOptions { Schedule = LearningRateSchedule.Constant(0.1), Plateau = new ReduceOnPlateau(0.1) }));
        Assert.StartsWith("Schedule and Plateau both say what the learning rate is; leave one of them out.", fault.Message, StringComparison.Ordinal);
        var size = Assert.Throws<ArgumentOutOfRangeException>(() => Trainer(network, new TrainerOptions { BatchSize = int.MaxValue }));
        Assert.Equal("BatchSize", size.ParamName);
        Assert.StartsWith("A batch of 2147483647 rows of 3 elements is larger than an array,", size.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Checkpoint_folder_that_does_not_exist_is_refused_before_the_first_step()
    {
        using var network = new Odd(seed: 1);
        using var trainer = Trainer(network, new TrainerOptions { CheckpointPath = Path("none/checkpoint") });
        var fault = Assert.Throws<DirectoryNotFoundException>(() => trainer.Fit(Data, cancellation: TestContext.Current.CancellationToken));
        Assert.Equal(
            $"The folder '{Path("none")}' of CheckpointPath '{Path("none/checkpoint")}' does not exist; create it before training, or name another file.",
            fault.Message);
        Assert.Equal(0, trainer.StepCount);
    }

    [Fact]
    public void Where_nothing_is_left_to_do_the_last_report_is_the_one_known()
    {
        using var network = new Odd(seed: 1);
        var options = new TrainerOptions { Epochs = 2, CheckpointPath = Path("done") };
        using var trainer = Trainer(network, options);
        TrainingOutcome outcome = trainer.Fit(Data, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(1, outcome.Last?.Epoch);
        Assert.Equal(outcome, trainer.Fit(Data, cancellation: TestContext.Current.CancellationToken));

        using var other = Trainer(network, options);
        other.Resume(Path("done"));
        Assert.Equal(outcome with { Last = null }, other.Fit(Data, cancellation: TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Validation_loss_that_is_no_number_is_named_with_its_epoch()
    {
        using var network = new Odd(seed: 1);
        float[] inputs = Numbers.Random<float>(50 * 3, 62, 2);
        inputs[100] = float.NaN;
        using var trainer = Trainer(network, new TrainerOptions { Epochs = 2 });
        var fault = Assert.Throws<TrainingDivergedException>(() => trainer.Fit(
            Data, new MemoryData<float, int>(inputs, Numbers.Labels(50, 4, 63), 3), cancellation: TestContext.Current.CancellationToken));
        Assert.StartsWith("The validation loss of epoch 0 (counted from 0), after step 5, is NaN, no finite number.", fault.Message, StringComparison.Ordinal);
        Assert.Equal((5, null), (fault.Step, fault.Layer));

        // With good rows it goes on where it was.
        TrainingOutcome outcome = trainer.Fit(Data, Validation, cancellation: TestContext.Current.CancellationToken);
        using var straight = new Odd(seed: 1);
        using var other = Trainer(straight, new TrainerOptions { Epochs = 2 });
        Assert.Equal(other.Fit(Data, Validation, cancellation: TestContext.Current.CancellationToken).BestLoss, outcome.BestLoss);
        Assert.Equal(straight.ParameterValues, network.ParameterValues);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Label_out_of_range_is_named_with_its_row_in_the_data(bool isShuffled)
    {
        using var network = new Odd(seed: 1);
        using var trainer = Trainer(network, new TrainerOptions { IsShuffled = isShuffled });
        int[] labels = Numbers.Labels(400, 4, 61);
        labels[117] = 7;
        labels[300] = -1;
        var bad = new MemoryData<float, int>(Numbers.Random<float>(400 * 3, 60, 2), labels, 3);
        var fault = Assert.Throws<ArgumentException>(() => trainer.Fit(
            new SelectedData<float, int>(bad, [.. Enumerable.Range(0, 300)]), cancellation: TestContext.Current.CancellationToken));
        Assert.Equal("The label of row 117 of 'data' is 7; with 4 outputs labels go from 0 to 3. (Parameter 'data')", fault.Message);

        using var other = Trainer(network, new TrainerOptions { IsShuffled = isShuffled });
        fault = Assert.Throws<ArgumentException>(() => other.Fit(
            Data, new SelectedData<float, int>(bad, [.. Enumerable.Range(118, 282)]), cancellation: TestContext.Current.CancellationToken));
        Assert.Equal("The label of row 182 of 'validation' is -1; with 4 outputs labels go from 0 to 3. (Parameter 'validation')", fault.Message);
    }

    [Fact]
    public void Validation_data_is_checked_before_the_first_step()
    {
        using var network = new Odd(seed: 1);
        using var trainer = Trainer(network, new TrainerOptions());
        var fault = Assert.Throws<ArgumentException>(
            () => trainer.Fit(Data, new MemoryData<float, int>(new float[10], new int[2], 5), cancellation: TestContext.Current.CancellationToken));
        Assert.StartsWith("'validation' has rows of 5 inputs and 1 targets; network and loss need 3 and 1.", fault.Message, StringComparison.Ordinal);
        var none = new SelectedData<float, int>(Data, []);
        fault = Assert.Throws<ArgumentException>(() => trainer.Fit(Data, none, cancellation: TestContext.Current.CancellationToken));
        Assert.StartsWith("'validation' has 0 rows; at least 1 is needed.", fault.Message, StringComparison.Ordinal);
        fault = Assert.Throws<ArgumentException>(() => trainer.Fit(none, cancellation: TestContext.Current.CancellationToken));
        Assert.StartsWith("'data' has 0 rows; at least 1 is needed.", fault.Message, StringComparison.Ordinal);
        Assert.Equal(0, trainer.StepCount);
    }

    /// <summary>A user's own loss.</summary>
    private sealed class Other : ILoss<float, int>
    {
        public int TargetSize(int outputSize) => 1;

        public float Divisor(ReadOnlySpan<int> targets, int outputSize) => 1;

        public float Sum(ReadOnlySpan<float> outputs, ReadOnlySpan<int> targets, Span<float> outputGradients, int outputSize, float divisor) => 0;
    }

    private static Trainer<Odd, float, int> Trainer(Odd network, TrainerOptions options) =>
        new(network, new SoftmaxCrossEntropy<float>(), new Adam<float>(Odd.ParameterCount), options);

    private static (float[] Parameters, TrainingReport[] Reports) Train(TrainerOptions options)
    {
        using var network = new Odd(seed: 1);
        using var trainer = Trainer(network, options);
        var reports = new List<TrainingReport>();
        trainer.Fit(Data, Validation, progress: new Reporter(reports.Add), cancellation: TestContext.Current.CancellationToken);
        return (network.ParameterValues.ToArray(), [.. reports]);
    }
}
