using ReluGen.Tests.Shared;
using ReluGen.Training;

namespace ReluGen.Tests.Training.Running;

/// <summary>No loop touches an element outside its spans: inaccessible pages before and behind them, rests of every length, every width.</summary>
public sealed class GuardPageTests
{
    private const int Longest = 40;

    [Theory]
    [InlineData(GuardedEnd.Start)]
    [InlineData(GuardedEnd.End)]
    public void Losses_and_optimizers_stay_inside_their_spans(GuardedEnd end)
    {
        using var outputs = new GuardedBuffer<float>(Longest);
        using var targets = new GuardedBuffer<float>(Longest);
        using var gradients = new GuardedBuffer<float>(Longest);
        for (int length = 1; length <= Longest; length++)
        {
            float[] values = Numbers.Random<float>(length, (ulong)length);
            foreach (VectorWidth width in Widths.All)
            {
                ReadOnlySpan<float> y = outputs.Copy(values, end);
                ReadOnlySpan<float> t = targets.Copy(values, end);
                Span<float> g = gradients.Take(length, end);
                new SoftmaxCrossEntropy<float>(labelSmoothing: 0.1) { Width = width }.Evaluate(y, (ReadOnlySpan<int>)[0], g, length);
                new DistributionCrossEntropy<float>(values) { Width = width }.Evaluate(y, t, g, length);
                new MeanSquaredError<float> { Width = width }.Evaluate(y, t, g, length);
                Assert.DoesNotContain(float.NaN, g.ToArray());
                new Adam<float>(length) { Width = width }.Step(targets.Take(length, end), g, 0.1f);
                Gradients.ClipByNorm(g, 0.1f, width);
            }
        }
    }
}
