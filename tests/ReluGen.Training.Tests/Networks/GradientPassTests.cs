using ReluGen.Tests.Training.Running;
using ReluGen.Training;

namespace ReluGen.Tests.Training.Networks;

/// <summary>Loss and gradient of a batch: the same as forward, loss and backward one after the other, on any number of threads.</summary>
public sealed class GradientPassTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(31)]
    [InlineData(32)]
    [InlineData(33)]
    [InlineData(200)]
    [InlineData(321)]
    public void Threads_do_not_show_in_a_bit(int rows)
    {
        float[] inputs = Numbers.Random<float>(rows * 64, 7);
        int[] labels = Numbers.Labels(rows, 10, 8);
        using var network = new OptDigits(seed: 1);
        var loss = new SoftmaxCrossEntropy<float>(labelSmoothing: 0.1);

        var outputs = new float[rows * 10];
        var outputGradients = new float[rows * 10];
        var expected = new float[OptDigits.ParameterCount];
        network.ForwardBatch(inputs, outputs);
        float value = loss.Evaluate<float, int>(outputs, labels, outputGradients, 10);
        network.BackwardBatch(inputs, outputGradients, default, expected);

        foreach (int threads in new[] { 1, 2, 3, 7 })
        {
            using var pass = new GradientPass<OptDigits, float>(network, threads);
            network.Gradient.Fill(float.NaN);
            Assert.Equal(value, pass.Run<int>(loss, inputs, labels));
            Assert.Equal(Bits(expected), Bits(network.Gradient));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void No_thread_allocates_after_its_first_chunk(int threads)
    {
        float[] inputs = Numbers.Random<float>(300 * 64, 7);
        int[] labels = Numbers.Labels(300, 10, 8);
        using var network = new OptDigits(seed: 1);
        using var pass = new GradientPass<OptDigits, float>(network, threads);
        var loss = new WatchingLoss();
        for (int round = 0; round < 5; round++)
        {
            network.Parameters[0] += 1;
            pass.Run<int>(loss, inputs, labels);
        }

        Assert.Equal(0, loss.Allocated);
        Assert.True(loss.Calls > 30, $"{loss.Calls}");
        Assert.Equal(0, Allocation.OfSecondCall(() => pass.Run<int>(loss, inputs, labels)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void First_fault_of_a_chunk_reaches_the_caller_and_the_team_goes_on(int threads)
    {
        using var network = new OptDigits(seed: 1);
        using var pass = new GradientPass<OptDigits, float>(network, threads);
        float[] inputs = Numbers.Random<float>(96 * 64, 7);
        float[] targets = new float[960];
        targets[322] = 1;
        targets[701] = 1;
        for (int round = 0; round < 20; round++)
        {
            var fault = Assert.Throws<InvalidOperationException>(() => pass.Run<float>(new Picky(), inputs, targets));
            Assert.Equal("no one at 2", fault.Message);
            Assert.Contains(nameof(Picky), fault.StackTrace, StringComparison.Ordinal);
        }

        targets.AsSpan().Clear();
        Assert.True(float.IsFinite(pass.Run<float>(new Picky(), inputs, targets)));
    }

    [Fact]
    public void Lengths_are_checked()
    {
        using var network = new Lesson();
        using var pass = new GradientPass<Lesson, float>(network);
        Assert.Throws<ArgumentException>(() => pass.Run<float>(new MeanSquaredError<float>(), [], []));
        Assert.Throws<ArgumentException>(() => pass.Run<float>(new MeanSquaredError<float>(), [1, 2], [1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new GradientPass<Lesson, float>(network, 0));
    }

    private static int[] Bits(ReadOnlySpan<float> values) => [.. values.ToArray().Select(BitConverter.SingleToInt32Bits)];

    /// <summary>A user's own loss, which throws where a target is 1.</summary>
    private sealed class Picky : ILoss<float, float>
    {
        public int TargetSize(int outputSize) => outputSize;

        public float Divisor(ReadOnlySpan<float> targets, int outputSize) => targets.Length;

        public float Sum(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, Span<float> outputGradients, int outputSize, float divisor)
        {
            if (targets.Contains(1))
            {
                throw new InvalidOperationException($"no one at {targets.IndexOf(1)}");
            }

            outputGradients.Fill(1 / divisor);
            float sum = 0;
            foreach (float output in outputs)
            {
                sum += output;
            }

            return sum;
        }
    }

    /// <summary>Adds up what its threads allocate between two of its calls.</summary>
    private sealed class WatchingLoss : ILoss<float, int>
    {
        [ThreadStatic]
        private static (object? Owner, long Bytes) _last;

        private readonly SoftmaxCrossEntropy<float> _loss = new();
        private long _allocated;
        private int _calls;

        public long Allocated => _allocated;

        public int Calls => _calls;

        public int TargetSize(int outputSize) => _loss.TargetSize(outputSize);

        public float Divisor(ReadOnlySpan<int> targets, int outputSize) => _loss.Divisor(targets, outputSize);

        public float Sum(ReadOnlySpan<float> outputs, ReadOnlySpan<int> targets, Span<float> outputGradients, int outputSize, float divisor)
        {
            long now = GC.GetAllocatedBytesForCurrentThread();
            if (ReferenceEquals(_last.Owner, this))
            {
                Interlocked.Increment(ref _calls);
                Interlocked.Add(ref _allocated, now - _last.Bytes);
            }

            float sum = _loss.Sum(outputs, targets, outputGradients, outputSize, divisor);
            _last = (this, GC.GetAllocatedBytesForCurrentThread());
            return sum;
        }
    }
}
