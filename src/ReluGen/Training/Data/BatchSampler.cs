namespace ReluGen.Training;

/// <summary>
/// Deals the rows of a data set out in mini-batches, epoch after epoch, each epoch in an order of its own. The order depends on seed and epoch alone, so a
/// position is two numbers and a resumed run goes on as if it had never stopped.
/// </summary>
/// <remarks>Allocates nothing after construction. Not thread-safe.</remarks>
public sealed class BatchSampler
{
    private readonly int[] _rows;
    private readonly int[] _order;
    private readonly int _batchSize;
    private readonly ulong _seed;
    private readonly bool _isShuffled;
    private readonly RandomSource _random = new(0);

    /// <summary>Starts at the first batch of epoch 0 over the rows 0 to <paramref name="count"/> − 1.</summary>
    /// <param name="count">The number of rows, at least 1.</param>
    /// <param name="batchSize">The number of rows in a batch, at least 1.</param>
    /// <param name="seed">The seed of the orders.</param>
    /// <param name="isShuffled">Whether to shuffle; otherwise every epoch has the given order.</param>
    /// <param name="dropsRest">Whether a last batch of fewer rows is left out.</param>
    public BatchSampler(int count, int batchSize, ulong seed, bool isShuffled = true, bool dropsRest = false)
        : this(CountUp(count), batchSize, seed, isShuffled, dropsRest)
    {
    }

    /// <summary>Starts at the first batch of epoch 0 over given rows.</summary>
    /// <param name="rows">The rows, such as the training rows of a <see cref="ValidationSplit"/>; copied.</param>
    /// <param name="batchSize">The number of rows in a batch, at least 1.</param>
    /// <param name="seed">The seed of the orders.</param>
    /// <param name="isShuffled">Whether to shuffle; otherwise every epoch has the given order.</param>
    /// <param name="dropsRest">Whether a last batch of fewer rows is left out.</param>
    /// <exception cref="ArgumentException">There is no row, or no whole batch where rests are left out.</exception>
    public BatchSampler(ReadOnlySpan<int> rows, int batchSize, ulong seed, bool isShuffled = true, bool dropsRest = false)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);
        BatchCount = dropsRest ? rows.Length / batchSize : (int)(((long)rows.Length + batchSize - 1) / batchSize);
        if (BatchCount == 0)
        {
            throw new ArgumentException($"{rows.Length} rows make no batch of {batchSize}; give more rows or smaller batches.", nameof(rows));
        }

        _rows = rows.ToArray();
        _order = rows.ToArray();
        _batchSize = batchSize;
        _seed = seed;
        _isShuffled = isShuffled;
        Seek(0, 0);
    }

    /// <summary>The number of batches in an epoch.</summary>
    public int BatchCount { get; }

    /// <summary>The epoch, from 0.</summary>
    public long Epoch { get; private set; }

    /// <summary>The batch that <see cref="Next"/> gives within the epoch, from 0; <see cref="BatchCount"/> at the epoch's end.</summary>
    public int Batch { get; private set; }

    /// <summary>Goes to a batch of an epoch.</summary>
    /// <param name="epoch">The epoch, from 0.</param>
    /// <param name="batch">The batch, from 0 to <see cref="BatchCount"/>.</param>
    public void Seek(long epoch, int batch = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(epoch);
        ArgumentOutOfRangeException.ThrowIfNegative(batch);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(batch, BatchCount);
        _rows.CopyTo(_order, 0);
        if (_isShuffled)
        {
            _random.Restart(RandomSource.StreamSeed(_seed, "shuffle", epoch));
            _random.Shuffle(_order.AsSpan());
        }

        (Epoch, Batch) = (epoch, batch);
    }

    /// <summary>The rows of the next batch, and moves past it.</summary>
    /// <param name="rows">The rows of the batch, valid until the next <see cref="Seek"/>; empty at the end.</param>
    /// <returns>Whether there was a batch; not at the end of an epoch, where <see cref="Seek"/> starts the next one.</returns>
    public bool Next(out ReadOnlySpan<int> rows)
    {
        if (Batch == BatchCount)
        {
            rows = [];
            return false;
        }

        int first = Batch * _batchSize;
        rows = _order.AsSpan(first, Math.Min(_batchSize, _order.Length - first));
        Batch++;
        return true;
    }

    private static int[] CountUp(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        var rows = new int[count];
        for (int row = 0; row < count; row++)
        {
            rows[row] = row;
        }

        return rows;
    }
}
