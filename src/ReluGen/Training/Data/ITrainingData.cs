namespace ReluGen.Training;

/// <summary>Rows to learn from or to judge by, wherever they lie: in memory, in a mapped file, behind a generator.</summary>
/// <typeparam name="T">The number type of inputs.</typeparam>
/// <typeparam name="TTarget">The type of a target: the number type, or <see cref="int"/> for labels.</typeparam>
public interface ITrainingData<T, TTarget>
    where T : unmanaged
    where TTarget : unmanaged
{
    /// <summary>The number of rows.</summary>
    int Count { get; }

    /// <summary>The number of input elements of a row.</summary>
    int InputSize { get; }

    /// <summary>The number of targets of a row.</summary>
    int TargetSize { get; }

    /// <summary>Copies rows next to each other, allocating nothing.</summary>
    /// <param name="rows">The rows, 0 to <see cref="Count"/> − 1, in any order.</param>
    /// <param name="inputs">Receives their inputs.</param>
    /// <param name="targets">Receives their targets.</param>
    void Gather(ReadOnlySpan<int> rows, Span<T> inputs, Span<TTarget> targets);
}

/// <summary>Rows in memory.</summary>
/// <typeparam name="T">The number type of inputs.</typeparam>
/// <typeparam name="TTarget">The type of a target.</typeparam>
public sealed class MemoryData<T, TTarget> : ITrainingData<T, TTarget>
    where T : unmanaged
    where TTarget : unmanaged
{
    private readonly ReadOnlyMemory<T> _inputs;
    private readonly ReadOnlyMemory<TTarget> _targets;

    /// <summary>Keeps rows, which are not copied.</summary>
    /// <param name="inputs">Rows of <paramref name="inputSize"/> elements.</param>
    /// <param name="targets">As many rows of <paramref name="targetSize"/> targets.</param>
    /// <param name="inputSize">The number of input elements of a row, at least 1.</param>
    /// <param name="targetSize">The number of targets of a row, at least 1.</param>
    /// <exception cref="ArgumentException">A length is no whole number of rows, or the numbers of rows differ.</exception>
    public MemoryData(ReadOnlyMemory<T> inputs, ReadOnlyMemory<TTarget> targets, int inputSize, int targetSize = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(inputSize, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(targetSize, 1);
        Count = SpanArguments.CountRows(inputs.Length, inputSize, nameof(inputs));
        SpanArguments.CheckRows(targets.Length, Count, targetSize, nameof(targets));
        (_inputs, _targets, InputSize, TargetSize) = (inputs, targets, inputSize, targetSize);
    }

    /// <inheritdoc/>
    public int Count { get; }

    /// <inheritdoc/>
    public int InputSize { get; }

    /// <inheritdoc/>
    public int TargetSize { get; }

    /// <inheritdoc/>
    public void Gather(ReadOnlySpan<int> rows, Span<T> inputs, Span<TTarget> targets)
    {
        RowGather.Copy(_inputs.Span, InputSize, rows, inputs);
        RowGather.Copy(_targets.Span, TargetSize, rows, targets);
    }
}

/// <summary>Chosen rows of other data: one part of a <see cref="ValidationSplit"/>.</summary>
/// <typeparam name="T">The number type of inputs.</typeparam>
/// <typeparam name="TTarget">The type of a target.</typeparam>
public sealed class SelectedData<T, TTarget> : ITrainingData<T, TTarget>
    where T : unmanaged
    where TTarget : unmanaged
{
    private readonly ITrainingData<T, TTarget> _data;
    private readonly int[] _rows;
    private int[] _gathered = [];

    /// <summary>Keeps the data and copies the choice.</summary>
    /// <param name="data">The data.</param>
    /// <param name="rows">The chosen rows.</param>
    public SelectedData(ITrainingData<T, TTarget> data, ReadOnlySpan<int> rows)
    {
        ArgumentNullException.ThrowIfNull(data);
        (_data, _rows) = (data, rows.ToArray());
    }

    /// <inheritdoc/>
    public int Count => _rows.Length;

    /// <inheritdoc/>
    public int InputSize => _data.InputSize;

    /// <inheritdoc/>
    public int TargetSize => _data.TargetSize;

    /// <inheritdoc/>
    public void Gather(ReadOnlySpan<int> rows, Span<T> inputs, Span<TTarget> targets)
    {
        if (_gathered.Length < rows.Length)
        {
            _gathered = new int[rows.Length];
        }

        for (int index = 0; index < rows.Length; index++)
        {
            _gathered[index] = _rows[rows[index]];
        }

        _data.Gather(_gathered.AsSpan(0, rows.Length), inputs, targets);
    }
}

/// <summary>Images in MNIST's format, read or mapped, with their labels.</summary>
/// <typeparam name="T">The number type of inputs.</typeparam>
public sealed class IdxData<T> : ITrainingData<T, int>
    where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
{
    private readonly IdxFile _images;
    private readonly int[] _labels;
    private readonly T _scale;

    /// <summary>Joins images and labels.</summary>
    /// <param name="images">The images; kept, and the caller's to dispose.</param>
    /// <param name="labels">One label an image.</param>
    /// <param name="scale">What every number is multiplied with: 1/255 makes bytes 0 to 1.</param>
    /// <exception cref="ArgumentException">The numbers of images and labels differ.</exception>
    public IdxData(IdxFile images, IdxFile labels, double scale = 1.0 / 255)
    {
        ArgumentNullException.ThrowIfNull(images);
        ArgumentNullException.ThrowIfNull(labels);
        if (labels.Count != images.Count)
        {
            throw new ArgumentException(
                $"{labels.Name} has {labels.Count} labels; {images.Name} has {images.Count} images. Join files of one data set.", nameof(labels));
        }

        _images = images;
        _labels = labels.ToLabels();
        _scale = T.CreateTruncating(scale);
    }

    /// <inheritdoc/>
    public int Count => _labels.Length;

    /// <inheritdoc/>
    public int InputSize => _images.ItemSize;

    /// <inheritdoc/>
    public int TargetSize => 1;

    /// <inheritdoc/>
    public void Gather(ReadOnlySpan<int> rows, Span<T> inputs, Span<int> targets)
    {
        _images.Gather(rows, inputs, _scale);
        RowGather.Copy<int>(_labels, 1, rows, targets);
    }
}
