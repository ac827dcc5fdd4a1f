using ReluGen.Training;

namespace ReluGen;

/// <summary>
/// Which elements a training pass drops: a function of seed, step, row within the batch, layer and element, and of nothing else. Threads, chunks,
/// vector width and interruptions cannot show.
/// </summary>
/// <remarks>Equal when seed, step and row are. The default value drops nothing.</remarks>
public readonly record struct DropoutKey
{
    private readonly ulong _step;
    private readonly int _row;

    private DropoutKey(ulong step, int row)
    {
        _step = step;
        _row = row;
        Drops = true;
    }

    /// <summary>Whether anything is dropped.</summary>
    public bool Drops { get; }

    /// <summary>The key of a step of training, for a batch from its first row on.</summary>
    /// <param name="seed">The seed of the run.</param>
    /// <param name="step">The number of steps before this one.</param>
    public static DropoutKey ForStep(ulong seed, long step) => new(RandomSource.StreamSeed(seed, "dropout", step), 0);

    /// <summary>The same step's key for a chunk that starts at a row of the batch.</summary>
    /// <param name="row">The row, from 0.</param>
    public DropoutKey AtRow(int row) => Drops ? new DropoutKey(_step, row) : this;

    /// <summary>
    /// The state of SplitMix64 from which the elements of a row take their bits, 32 each: the even ones the lower half of a number,
    /// the odd ones behind them the upper half.
    /// </summary>
    /// <param name="layer">The number of dense layers before the dropout.</param>
    /// <param name="row">The row, from where the key starts.</param>
    internal ulong StateOf(int layer, int row) => SplitMix64.Mix(SplitMix64.Mix(_step ^ (ulong)layer) ^ ((ulong)_row + (ulong)row));
}
