using ReluGen.Tests.Training.Running;
using ReluGen.Training;

namespace ReluGen.Tests.Training.Data;

/// <summary>Mini-batches: every row once an epoch, orders by seed and epoch, positions that resume.</summary>
public sealed class BatchTests
{
    [Fact]
    public void Every_row_comes_once_an_epoch()
    {
        var sampler = new BatchSampler(10, 4, 1);
        Assert.Equal(3, sampler.BatchCount);
        int[] first = Epoch(sampler);
        sampler.Seek(1);
        int[] second = Epoch(sampler);
        Assert.Equal(Enumerable.Range(0, 10), first.Order());
        Assert.Equal(Enumerable.Range(0, 10), second.Order());
        Assert.NotEqual(first, second);
        Assert.NotEqual(first, Epoch(new BatchSampler(10, 4, 2)));
        Assert.Equal(first, Epoch(new BatchSampler(10, 7, 1)));
    }

    [Fact]
    public void A_position_is_epoch_and_batch()
    {
        var sampler = new BatchSampler(10, 4, 1);
        sampler.Seek(5);
        sampler.Next(out _);
        (long epoch, int batch) = (sampler.Epoch, sampler.Batch);
        int[] rest = Epoch(sampler);
        var resumed = new BatchSampler(10, 4, 1);
        Epoch(resumed);
        resumed.Seek(epoch, batch);
        Assert.Equal(rest, Epoch(resumed));
        Assert.Equal((5, 3), (resumed.Epoch, resumed.Batch));
    }

    [Fact]
    public void Order_and_rest_are_the_callers_choice()
    {
        Assert.Equal(Enumerable.Range(0, 10), Epoch(new BatchSampler(10, 4, 1, isShuffled: false)));
        Assert.Equal(Enumerable.Range(0, 8), Epoch(new BatchSampler(10, 4, 1, isShuffled: false, dropsRest: true)));
        Assert.Equal([7, 3, 5], Epoch(new BatchSampler([7, 3, 5], 2, 1, isShuffled: false)));
        Assert.Throws<ArgumentException>(() => new BatchSampler(3, 4, 1, dropsRest: true));
        Assert.Throws<ArgumentOutOfRangeException>(() => new BatchSampler(0, 4, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new BatchSampler(3, 2, 1).Seek(0, 3));
    }

    [Fact]
    public void An_epoch_allocates_nothing()
    {
        var sampler = new BatchSampler(100, 8, 1);
        float[] source = Numbers.Random<float>(300, 1);
        var target = new float[24];
        long epoch = 0;
        Assert.Equal(0, Allocation.OfSecondCall(() =>
        {
            sampler.Seek(epoch++);
            while (sampler.Next(out ReadOnlySpan<int> rows))
            {
                RowGather.Copy<float>(source, 3, rows, target);
            }
        }));
    }

    [Fact]
    public void Rows_are_gathered_in_order()
    {
        var target = new int[7];
        Assert.Equal([4, 5, 0, 1, 4, 5], RowGather.Copy<int>([0, 1, 2, 3, 4, 5], 2, [2, 0, 2], target).ToArray());
        Assert.Contains("3", Assert.Throws<ArgumentOutOfRangeException>(
            () => RowGather.Copy<int>([0, 1, 2, 3, 4, 5], 2, [3], target)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => RowGather.Copy<int>([0, 1, 2, 3, 4, 5], 2, [-1], target));
        Assert.Throws<ArgumentException>(() => RowGather.Copy<int>(new int[10], 2, [0, 1, 2, 3], target));
    }

    [Fact]
    public void A_split_takes_every_row_once()
    {
        var split = ValidationSplit.Random(100, 0.2, 3);
        Assert.Equal((80, 20), (split.Training.Length, split.Validation.Length));
        Assert.Equal(Enumerable.Range(0, 100), split.Training.Concat(split.Validation).Order());
        Assert.Equal(split.Validation.Order(), split.Validation);
        Assert.Equal(split.Validation, ValidationSplit.Random(100, 0.2, 3).Validation);
        Assert.NotEqual(split.Validation, ValidationSplit.Random(100, 0.2, 4).Validation);
        Assert.NotEqual(Enumerable.Range(0, 20), split.Validation);
        Assert.Equal((1, 1), (ValidationSplit.Random(2, 0.01, 3).Training.Length, ValidationSplit.Random(2, 0.99, 3).Validation.Length));
        Assert.Throws<ArgumentOutOfRangeException>(() => ValidationSplit.Random(10, 1, 3));
    }

    private static int[] Epoch(BatchSampler sampler)
    {
        var all = new List<int>();
        while (sampler.Next(out ReadOnlySpan<int> rows))
        {
            all.AddRange(rows);
        }

        return [.. all];
    }
}
