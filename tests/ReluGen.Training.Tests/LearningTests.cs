using ReluGen.Training;

namespace ReluGen.Tests.Training;

/// <summary>
/// All parts together, as <c>docs/training.md</c> shows them: softmax regression with a gradient written by hand learns three clouds of points.
/// </summary>
public sealed class LearningTests
{
    private const int Inputs = 2;
    private const int Classes = 3;
    private const int Rows = 300;

    [Fact]
    public void Softmax_regression_learns_and_resumes_to_the_same_bits()
    {
        (float[] points, int[] labels) = Clouds();
        var whole = new Regression();
        whole.Run(points, labels, 0, 20);
        Assert.True(whole.Score(points, labels).Value >= 0.98, $"{whole.Score(points, labels).Value}");

        var first = new Regression();
        first.Run(points, labels, 0, 7);
        var second = new Regression();
        second.Load(first);
        second.Run(points, labels, 7, 20);
        Assert.Equal(whole.Parameters, second.Parameters);
    }

    private static (float[] Points, int[] Labels) Clouds()
    {
        float[,] centers = { { 0, 2 }, { 2, -1 }, { -2, -1 } };
        var random = RandomSource.ForStream(1, "clouds");
        var points = new float[Rows * Inputs];
        var labels = new int[Rows];
        for (int row = 0; row < Rows; row++)
        {
            labels[row] = row % Classes;
            points[2 * row] = centers[labels[row], 0] + (0.5f * (float)random.NextNormal());
            points[(2 * row) + 1] = centers[labels[row], 1] + (0.5f * (float)random.NextNormal());
        }

        return (points, labels);
    }

    /// <summary>Logits = W · x + b, with the parameters W [classes, inputs], then b.</summary>
    private sealed class Regression
    {
        private const int BatchSize = 32;

        private readonly float[] _gradient = new float[(Classes * Inputs) + Classes];
        private readonly float[] _batch = new float[BatchSize * Inputs];
        private readonly int[] _batchLabels = new int[BatchSize];
        private readonly float[] _logits = new float[Rows * Classes];
        private readonly float[] _logitGradients = new float[BatchSize * Classes];
        private readonly SoftmaxCrossEntropy<float> _loss = new();
        private readonly BatchSampler _sampler = new(Rows, BatchSize, seed: 1);
        private readonly TrainingStep<float> _step = new(
            new Adam<float>((Classes * Inputs) + Classes),
            LearningRateSchedule.WarmUp(10, LearningRateSchedule.Cosine(0.05, 200)),
            new TrainingStepOptions { ClipNorm = 1 });

        public Regression() => Initializer.GlorotUniform.Fill(
            Parameters.AsSpan(0, Classes * Inputs), Classes, Inputs, RandomSource.ForStream(1, "weights"));

        public float[] Parameters { get; } = new float[(Classes * Inputs) + Classes];

        public void Run(float[] points, int[] labels, long firstEpoch, long lastEpoch)
        {
            for (long epoch = firstEpoch; epoch < lastEpoch; epoch++)
            {
                _sampler.Seek(epoch);
                while (_sampler.Next(out ReadOnlySpan<int> rows))
                {
                    ReadOnlySpan<float> inputs = RowGather.Copy<float>(points, Inputs, rows, _batch);
                    ReadOnlySpan<int> targets = RowGather.Copy<int>(labels, 1, rows, _batchLabels);
                    Span<float> logits = Forward(inputs, rows.Length);
                    Span<float> gradients = _logitGradients.AsSpan(0, logits.Length);
                    float loss = _loss.Evaluate<float, int>(logits, targets, gradients, Classes);
                    Backward(inputs, gradients, rows.Length);
                    Assert.True(_step.Take(Parameters, _gradient, loss).IsTaken);
                }
            }
        }

        public Accuracy Score(float[] points, int[] labels)
        {
            var accuracy = new Accuracy();
            accuracy.Add<float>(Forward(points, Rows), labels);
            return accuracy;
        }

        public void Load(Regression other)
        {
            other.Parameters.CopyTo(Parameters, 0);
            var state = new float[other._step.Optimizer.StateLength];
            other._step.Optimizer.SaveState(state);
            _step.Optimizer.LoadState(state, other._step.Optimizer.StepCount);
        }

        private Span<float> Forward(ReadOnlySpan<float> inputs, int count)
        {
            for (int row = 0; row < count; row++)
            {
                for (int k = 0; k < Classes; k++)
                {
                    _logits[(row * Classes) + k] = Parameters[(Classes * Inputs) + k]
                        + (Parameters[k * Inputs] * inputs[row * Inputs]) + (Parameters[(k * Inputs) + 1] * inputs[(row * Inputs) + 1]);
                }
            }

            return _logits.AsSpan(0, count * Classes);
        }

        private void Backward(ReadOnlySpan<float> inputs, ReadOnlySpan<float> logitGradients, int count)
        {
            Array.Clear(_gradient);
            for (int row = 0; row < count; row++)
            {
                for (int k = 0; k < Classes; k++)
                {
                    float g = logitGradients[(row * Classes) + k];
                    _gradient[k * Inputs] += g * inputs[row * Inputs];
                    _gradient[(k * Inputs) + 1] += g * inputs[(row * Inputs) + 1];
                    _gradient[(Classes * Inputs) + k] += g;
                }
            }
        }
    }
}
