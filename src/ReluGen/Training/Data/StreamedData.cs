namespace ReluGen.Training;

/// <summary>Reads the next row of a source.</summary>
/// <typeparam name="TReader">What it is read from.</typeparam>
/// <typeparam name="T">The number type of inputs.</typeparam>
/// <typeparam name="TTarget">The type of a target.</typeparam>
/// <param name="reader">What it is read from.</param>
/// <param name="inputs">Receives the row's inputs.</param>
/// <param name="targets">Receives its targets.</param>
/// <exception cref="EndOfStreamException">There is no row left.</exception>
public delegate void RowReading<in TReader, T, TTarget>(TReader reader, Span<T> inputs, Span<TTarget> targets);

/// <summary>
/// Rows that are read forward only, such as those of a file that is larger than memory. The source is opened anew for each epoch, and rows
/// are given in its order: train with <see cref="TrainerOptions.IsShuffled"/> off, or judge by them.
/// </summary>
/// <remarks>
/// Rows that are not asked for are read and passed over; so a resumed training comes to its place. Beside what the reader does nothing is
/// allocated for a batch. Not thread-safe; data to learn from and data to judge by are two objects.
/// </remarks>
/// <typeparam name="TReader">What rows are read from: a stream, a text reader, or a class of your own.</typeparam>
/// <typeparam name="T">The number type of inputs.</typeparam>
/// <typeparam name="TTarget">The type of a target: the number type, or <see cref="int"/> for labels.</typeparam>
public sealed class StreamedData<TReader, T, TTarget> : ITrainingData<T, TTarget>, IDisposable
    where TReader : class, IDisposable
    where T : unmanaged
    where TTarget : unmanaged
{
    private readonly Func<TReader> _open;
    private readonly RowReading<TReader, T, TTarget> _read;
    private readonly T[] _passedInputs;
    private readonly TTarget[] _passedTargets;
    private TReader? _reader;
    private int _next;
    private bool _isDisposed;

    /// <summary>Keeps how to come by rows; opens nothing yet.</summary>
    /// <param name="open">Opens the source at its first row. The reader is disposed at the end of an epoch.</param>
    /// <param name="read">Reads the next row.</param>
    /// <param name="count">The number of rows, at least 1; what the source has behind them is not read.</param>
    /// <param name="inputSize">The number of input elements of a row, at least 1.</param>
    /// <param name="targetSize">The number of targets of a row, at least 1.</param>
    public StreamedData(Func<TReader> open, RowReading<TReader, T, TTarget> read, int count, int inputSize, int targetSize = 1)
    {
        ArgumentNullException.ThrowIfNull(open);
        ArgumentNullException.ThrowIfNull(read);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(inputSize, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(targetSize, 1);
        (_open, _read, Count, InputSize, TargetSize) = (open, read, count, inputSize, targetSize);
        _passedInputs = new T[inputSize];
        _passedTargets = new TTarget[targetSize];
    }

    /// <inheritdoc/>
    public int Count { get; }

    /// <inheritdoc/>
    public int InputSize { get; }

    /// <inheritdoc/>
    public int TargetSize { get; }

    /// <summary>Reads rows; row 0 starts from the beginning.</summary>
    /// <param name="rows">The rows in ascending order, behind those of the last call or from row 0.</param>
    /// <param name="inputs">Receives their inputs.</param>
    /// <param name="targets">Receives their targets.</param>
    /// <exception cref="InvalidOperationException">A row is asked for that has been passed.</exception>
    /// <exception cref="InvalidDataException">The source ends before <see cref="Count"/> rows.</exception>
    public void Gather(ReadOnlySpan<int> rows, Span<T> inputs, Span<TTarget> targets)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        SpanArguments.CheckRows(inputs.Length, rows.Length, InputSize, nameof(inputs));
        SpanArguments.CheckRows(targets.Length, rows.Length, TargetSize, nameof(targets));
        for (int index = 0; index < rows.Length; index++)
        {
            GoTo(rows[index]);
            Read(inputs.Slice(index * InputSize, InputSize), targets.Slice(index * TargetSize, TargetSize));
        }

        if (_next == Count)
        {
            Close();
        }
    }

    /// <summary>Closes the source, so that any row may come next: before a checkpoint is resumed that lies behind what has been read.</summary>
    public void Rewind()
    {
        Close();
        _next = 0;
    }

    /// <summary>Closes the source.</summary>
    public void Dispose()
    {
        Close();
        _isDisposed = true;
    }

    private void Close()
    {
        _reader?.Dispose();
        _reader = null;
    }

    private void GoTo(int row)
    {
        if ((uint)row >= (uint)Count)
        {
            throw new ArgumentOutOfRangeException(nameof(row), row, $"There are {Count} rows; there is no row {row}.");
        }

        if (row == 0)
        {
            Rewind();
        }

        if (row < _next)
        {
            throw new InvalidOperationException(
                $"Row {row} is asked for after row {_next - 1}, but rows are read forward only. Train with IsShuffled = false; call Rewind before an earlier checkpoint is resumed.");
        }

        while (_next < row)
        {
            Read(_passedInputs, _passedTargets);
        }
    }

    private void Read(Span<T> inputs, Span<TTarget> targets)
    {
        int row = _next;
        try
        {
            _reader ??= _open();
            _read(_reader, inputs, targets);
            _next++;
        }
        catch (EndOfStreamException exception)
        {
            Rewind();
            throw new InvalidDataException($"The source ends after {row} rows; {Count} are needed. Give the number of rows that it has.", exception);
        }
        catch
        {
            // Where the reader stands is unknown now.
            Rewind();
            throw;
        }
    }
}
