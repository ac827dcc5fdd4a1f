using System.IO.MemoryMappedFiles;
using System.Numerics;

namespace ReluGen.Training;

/// <summary>
/// A data set in the IDX format, as MNIST and Fashion-MNIST come in: items of equal shape. Read into memory, packed by gzip or not, or mapped from the disk.
/// </summary>
/// <remarks>
/// The file is untrusted input: its header is checked against its length before memory is taken, and a packed file takes memory only as it delivers
/// data. Reading items is thread-safe.
/// </remarks>
public sealed unsafe class IdxFile : IDisposable
{
    private readonly IdxHeader _header;
    private readonly byte[] _bytes;
    private readonly MemoryMappedFile? _file;
    private readonly MemoryMappedViewAccessor? _view;
    private byte* _mapped;

    private IdxFile(string name, IdxHeader header, byte[] bytes)
    {
        Name = name;
        _header = header;
        _bytes = bytes;
    }

    private IdxFile(string name, IdxHeader header, MemoryMappedFile file, MemoryMappedViewAccessor view)
    {
        Name = name;
        _header = header;
        _bytes = [];
        _file = file;
        _view = view;
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref _mapped);
        _mapped += view.PointerOffset;
    }

    /// <summary>The number of items.</summary>
    public int Count => _header.Shape[0];

    /// <summary>The number of numbers of an item: 784 for an image of 28×28, 1 for a label.</summary>
    public int ItemSize => _header.ItemSize;

    /// <summary>The number type in the file.</summary>
    public IdxElement Element => _header.Element;

    /// <summary>The dimensions: the number of items, then the shape of one.</summary>
    public ReadOnlySpan<int> Shape => _header.Shape;

    /// <summary>What messages call the file: its quoted path, where it has one.</summary>
    internal string Name { get; }

    /// <summary>Reads a file into memory, packed by gzip or not.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">It is no IDX file, damaged, or too large.</exception>
    public static IdxFile Read(string path)
    {
        using FileStream stream = File.OpenRead(path);
        (IdxHeader header, byte[] bytes) = Named(path, () => IdxStream.Read(stream));
        return new IdxFile(Quoted(path), header, bytes);
    }

    /// <summary>Reads a stream into memory, packed by gzip or not.</summary>
    /// <param name="stream">The stream; read to its end.</param>
    /// <exception cref="InvalidDataException">It is no IDX file, damaged, or too large.</exception>
    public static IdxFile Read(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        (IdxHeader header, byte[] bytes) = IdxStream.Read(stream);
        return new IdxFile("The IDX stream", header, bytes);
    }

    /// <summary>Maps a file that is not packed: the system reads from the disk what is used, and the file may be larger than memory.</summary>
    /// <param name="path">The file. It must not change while it is mapped.</param>
    /// <exception cref="InvalidDataException">It is no IDX file, packed, or damaged.</exception>
    public static IdxFile Map(string path)
    {
        IdxHeader header;
        using (FileStream stream = File.OpenRead(path))
        {
            header = Named(path, () => IdxStream.ReadWholeHeader(stream));
        }

        MemoryMappedFile file = MemoryMappedFile.CreateFromFile(path, FileMode.Open, null, 0, MemoryMappedFileAccess.Read);
        return new IdxFile(Quoted(path), header, file, file.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read));
    }

    /// <summary>Converts items to numbers of a network.</summary>
    /// <param name="first">The first item.</param>
    /// <param name="target">Receives as many items as fit: one or more times <see cref="ItemSize"/> elements.</param>
    /// <param name="scale">What each number is multiplied with: 1/255 turns pixels into 0 to 1.</param>
    /// <exception cref="ArgumentException">The length of <paramref name="target"/> is no whole number of items.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are not so many items.</exception>
    public void CopyTo<T>(int first, Span<T> target, T scale)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int count = SpanArguments.CountRows(target.Length, ItemSize, nameof(target));
        for (int item = 0; item < count; item++)
        {
            IdxNumbers.Convert(ItemBytes(first + item), Element, target.Slice(item * ItemSize, ItemSize), scale);
        }

        GC.KeepAlive(this);
    }

    /// <summary>Converts chosen items, such as a batch of <see cref="BatchSampler"/>, to numbers of a network. Allocates nothing.</summary>
    /// <param name="items">The items.</param>
    /// <param name="target">Receives them in that order; may be longer.</param>
    /// <param name="scale">What each number is multiplied with.</param>
    /// <returns>The part of <paramref name="target"/> that was written.</returns>
    /// <exception cref="ArgumentException"><paramref name="target"/> is too short.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such item.</exception>
    public Span<T> Gather<T>(ReadOnlySpan<int> items, Span<T> target, T scale)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        long length = (long)items.Length * ItemSize;
        if (target.Length < length)
        {
            throw new ArgumentException(
                $"'target' has {target.Length} elements; {items.Length} items of {ItemSize} need {length}.", nameof(target));
        }

        for (int index = 0; index < items.Length; index++)
        {
            IdxNumbers.Convert(ItemBytes(items[index]), Element, target.Slice(index * ItemSize, ItemSize), scale);
        }

        GC.KeepAlive(this);
        return target[..(int)length];
    }

    /// <summary>All numbers of a file of integers as labels.</summary>
    /// <exception cref="InvalidDataException">The file holds floating-point numbers, or items of more than one number.</exception>
    public int[] ToLabels()
    {
        if (ItemSize != 1 || Element is IdxElement.Float or IdxElement.Double)
        {
            throw new InvalidDataException(
                $"{Name} holds items of {ItemSize} numbers of type {Element}; labels are one integer each.");
        }

        var labels = new int[Count];
        for (int item = 0; item < labels.Length; item++)
        {
            labels[item] = IdxNumbers.ReadInteger(ItemBytes(item), Element);
        }

        GC.KeepAlive(this);
        return labels;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_mapped != null)
        {
            _mapped = null;
            _view!.SafeMemoryMappedViewHandle.ReleasePointer();
            _view.Dispose();
            _file!.Dispose();
        }
    }

    private static string Quoted(string path) => $"'{path}'";

    /// <summary>Reads, and puts the file's name in front of what is wrong with it.</summary>
    private static TResult Named<TResult>(string path, Func<TResult> read)
    {
        try
        {
            return read();
        }
        catch (InvalidDataException exception)
        {
            throw new InvalidDataException($"{Quoted(path)} cannot be read. {exception.Message}", exception);
        }
    }

    private ReadOnlySpan<byte> ItemBytes(int item)
    {
        if ((uint)item >= (uint)Count)
        {
            throw new ArgumentOutOfRangeException(nameof(item), item, $"{Name} has {Count} items; there is no item {item}.");
        }

        ObjectDisposedException.ThrowIf(_file is not null && _mapped == null, this);
        int length = ItemSize * _header.ElementSize;
        long offset = (long)item * length;
        return _file is null
            ? _bytes.AsSpan((int)offset, length)
            : new ReadOnlySpan<byte>(_mapped + _header.Length + offset, length);
    }
}
