using System.Runtime.InteropServices;
using ReluGen.Tests.Training.Networks;
using ReluGen.Tests.Training.Running;
using ReluGen.Training;

namespace ReluGen.Tests.Training.Data;

/// <summary>Rows that are read forward only: same bits as from memory, also resumed; wrong orders and short sources.</summary>
public sealed class StreamedDataTests : IDisposable
{
    private const int Rows = 150;

    private static readonly float[] Inputs = Numbers.Random<float>(Rows * 3, 60, 2);
    private static readonly int[] Labels = Numbers.Labels(Rows, 4, 61);

    private readonly string _folder = Directory.CreateTempSubdirectory("relugen-streamed-").FullName;

    private string Checkpoint => Path.Combine(_folder, "checkpoint");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(10)]
    public void Interrupted_and_resumed_training_has_the_bits_of_rows_in_memory(int steps)
    {
        var memory = new MemoryData<float, int>(Inputs, Labels, inputSize: 3);
        using var straight = new Odd(seed: 1);
        TrainingOutcome whole;
        using (Trainer<Odd, float, int> trainer = Trainer(straight))
        {
            whole = trainer.Fit(memory, memory, cancellation: TestContext.Current.CancellationToken);
        }

        using var first = new Odd(seed: 1);
        using (Trainer<Odd, float, int> trainer = Trainer(first))
        using (StreamedData<MemoryStream, float, int> data = Streamed(), validation = Streamed())
        using (var cancellation = new CancellationTokenSource())
        {
            var reporter = new Reporter(report =>
            {
                if (report.Step >= steps)
                {
                    cancellation.Cancel();
                }
            });
            Assert.Throws<OperationCanceledException>(() => trainer.Fit(data, validation, progress: reporter, cancellation: cancellation.Token));
        }

        using var second = new Odd(seed: 99);
        using (Trainer<Odd, float, int> trainer = Trainer(second))
        using (StreamedData<MemoryStream, float, int> data = Streamed(), validation = Streamed())
        {
            trainer.Resume(Checkpoint);
            Assert.Equal(whole, trainer.Fit(data, validation, cancellation: TestContext.Current.CancellationToken));
        }

        Assert.Equal(straight.ParameterValues, second.ParameterValues);
    }

    [Fact]
    public void Chosen_rows_are_those_of_memory()
    {
        int[] rows = [2, 3, 70, 149];
        using StreamedData<MemoryStream, float, int> data = Streamed();
        var chosen = new SelectedData<float, int>(data, rows);
        (float[] inputs, int[] targets) = (new float[12], new int[4]);
        for (int epoch = 0; epoch < 2; epoch++)
        {
            data.Rewind();
            chosen.Gather([0, 1, 2, 3], inputs, targets);
            Assert.Equal(rows.SelectMany(row => Inputs[(3 * row)..(3 * (row + 1))]), inputs);
            Assert.Equal(rows.Select(row => Labels[row]), targets);
        }
    }

    [Fact]
    public void Batches_allocate_nothing()
    {
        using StreamedData<MemoryStream, float, int> data = Streamed();
        (float[] inputs, int[] targets) = (new float[6], new int[2]);
        int row = 0;
        Assert.Equal(0, Allocation.OfSecondCall(() =>
        {
            data.Gather([row, row + 1], inputs, targets);
            row += 2;
        }));
    }

    [Fact]
    public void Shuffled_training_is_refused()
    {
        using var network = new Odd();
        using var trainer = new Trainer<Odd, float, int>(network, new SoftmaxCrossEntropy<float>(), new Adam<float>(Odd.ParameterCount));
        using StreamedData<MemoryStream, float, int> data = Streamed();
        var fault = Assert.Throws<InvalidOperationException>(() => trainer.Fit(data, cancellation: TestContext.Current.CancellationToken));
        Assert.EndsWith("rows are read forward only. Train with IsShuffled = false; call Rewind before an earlier checkpoint is resumed.", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Passed_rows_are_refused_until_it_is_rewound()
    {
        using StreamedData<MemoryStream, float, int> data = Streamed();
        (float[] inputs, int[] targets) = (new float[3], new int[1]);
        data.Gather([Rows - 1], inputs, targets);
        var fault = Assert.Throws<InvalidOperationException>(() => data.Gather([5], inputs, targets));
        Assert.StartsWith("Row 5 is asked for after row 149, ", fault.Message, StringComparison.Ordinal);
        data.Rewind();
        data.Gather([5], inputs, targets);
        Assert.Equal(Labels[5], targets[0]);
        Assert.Throws<ArgumentOutOfRangeException>(() => data.Gather([Rows], inputs, targets));
        Assert.Throws<ArgumentException>(() => data.Gather([6, 7], inputs, targets));
        data.Dispose();
        Assert.Throws<ObjectDisposedException>(() => data.Gather([6], inputs, targets));
    }

    [Fact]
    public void Source_that_ends_early_says_how_many_rows_it_has()
    {
        using StreamedData<MemoryStream, float, int> data = Streamed(Rows + 1);
        using var network = new Odd();
        using Trainer<Odd, float, int> trainer = Trainer(network);
        var fault = Assert.Throws<InvalidDataException>(() => trainer.Fit(data, cancellation: TestContext.Current.CancellationToken));
        Assert.Equal("The source ends after 150 rows; 151 are needed. Give the number of rows that it has.", fault.Message);
    }

    private static StreamedData<MemoryStream, float, int> Streamed(int count = Rows) => new(
        () => new MemoryStream([.. Enumerable.Range(0, Rows).SelectMany(row =>
            MemoryMarshal.AsBytes(Inputs.AsSpan(3 * row, 3)).ToArray().Concat(BitConverter.GetBytes(Labels[row])))]),
        (stream, inputs, targets) =>
        {
            stream.ReadExactly(MemoryMarshal.AsBytes(inputs));
            stream.ReadExactly(MemoryMarshal.AsBytes(targets));
        },
        count,
        inputSize: 3);

    private Trainer<Odd, float, int> Trainer(Odd network) => new(
        network,
        new SoftmaxCrossEntropy<float>(),
        new Adam<float>(Odd.ParameterCount),
        new TrainerOptions { Epochs = 4, IsShuffled = false, ReportInterval = 1, CheckpointPath = Checkpoint });
}
