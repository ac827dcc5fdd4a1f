using System.IO.Compression;
using System.Numerics;

namespace ReluGen.Training;

/// <summary>
/// Arrays of an npz archive: what <see cref="NpzWriter"/>, <c>numpy.savez</c> and <c>numpy.savez_compressed</c> write. The file is untrusted input: nothing is
/// unpacked of an array but its header, until it has the shape that somebody asks for.
/// </summary>
internal sealed class NpzFile : ITensorFile
{
    private const int MostEntries = 10_000;
    private const int ChunkSize = 65_536;
    private const string Extension = ".npy";

    private readonly byte[] _bytes;
    private readonly Dictionary<string, (int Entry, NpyHeader Header)> _arrays = new(StringComparer.Ordinal);

    /// <summary>Reads the headers of a file that is in memory; the memory is kept, not copied.</summary>
    /// <param name="bytes">The file.</param>
    /// <exception cref="InvalidDataException">It is no such archive, or damaged.</exception>
    public NpzFile(byte[] bytes)
    {
        _bytes = bytes;
        Unpack(archive =>
        {
            if (archive.Entries.Count > MostEntries)
            {
                throw new InvalidDataException($"The archive has {archive.Entries.Count} entries; at most {MostEntries} are read.");
            }

            for (int index = 0; index < archive.Entries.Count; index++)
            {
                Add(archive.Entries[index], index);
            }
        });
    }

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Names => _arrays.Keys;

    /// <inheritdoc/>
    public void CopyTo<T>(string name, ReadOnlySpan<int> shape, Span<T> target)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        (int entry, NpyHeader header) = _arrays[name];
        TensorShapes.CheckSame(name, header.Shape, shape);
        var values = new T[target.Length];
        Unpack(archive =>
        {
            using Stream stream = archive.Entries[entry].Open();
            stream.ReadExactly(new byte[header.Length]);
            Read(stream, header, values);
            if (stream.ReadByte() >= 0)
            {
                throw new InvalidDataException($"Array '{name}' goes on behind its {values.Length} numbers; save it again.");
            }
        });
        if (header.IsFortranOrder && shape.Length > 1)
        {
            FromColumns(values, shape, target);
        }
        else
        {
            values.CopyTo(target);
        }
    }

    private void Add(ZipArchiveEntry entry, int index)
    {
        string name = entry.FullName.EndsWith(Extension, StringComparison.Ordinal) ? entry.FullName[..^Extension.Length] : entry.FullName;
        using Stream stream = entry.Open();
        var header = NpyHeader.Read(stream, name);
        long expected = checked(header.Length + (header.Count * StoredNumbers.SizeOf(header.Format)));
        if (entry.Length != expected)
        {
            throw new InvalidDataException(
                $"Array '{name}' has {entry.Length} bytes; its header and the shape [{string.Join(", ", header.Shape)}] need {expected}.");
        }

        if (!_arrays.TryAdd(name, (index, header)))
        {
            throw new InvalidDataException($"The archive has the array '{name}' twice.");
        }
    }

    private static void Read<T>(Stream stream, NpyHeader header, Span<T> values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int size = StoredNumbers.SizeOf(header.Format);
        var chunk = new byte[ChunkSize];
        while (!values.IsEmpty)
        {
            int count = Math.Min(values.Length, ChunkSize / size);
            Span<byte> bytes = chunk.AsSpan(0, count * size);
            stream.ReadExactly(bytes);
            for (int start = 0; header.IsBigEndian && start < bytes.Length; start += size)
            {
                bytes.Slice(start, size).Reverse();
            }

            StoredNumbers.Read(header.Format, bytes, values[..count]);
            values = values[count..];
        }
    }

    /// <summary>From columns, the first dimension running fastest, to rows; all dimensions but the last count as one.</summary>
    private static void FromColumns<T>(ReadOnlySpan<T> values, ReadOnlySpan<int> shape, Span<T> target)
    {
        int columns = shape[^1];
        int rows = target.Length / Math.Max(columns, 1);
        for (int index = 0; index < target.Length; index++)
        {
            target[index] = values[(index % columns * rows) + (index / columns)];
        }
    }

    /// <summary>Opens the archive for a moment. Whatever the library finds wrong with it is one exception.</summary>
    private void Unpack(Action<ZipArchive> action)
    {
        try
        {
            using var archive = new ZipArchive(new MemoryStream(_bytes, writable: false), ZipArchiveMode.Read);
            action(archive);
        }
        catch (Exception fault) when (fault is IOException or NotSupportedException or ArgumentException or OverflowException)
        {
            throw new InvalidDataException("The file is no zip archive as numpy.savez writes it, or a damaged one; save it again.", fault);
        }
    }
}
