using System.IO.Compression;
using static System.FormattableString;

namespace ReluGen.Readers.Numpy;

/// <summary>
/// Archives that <c>numpy.savez</c> has written to named tensors: a zip file with an array in each entry. No more is
/// unpacked of an entry than its header says, and no more memory is taken than was unpacked.
/// </summary>
public static class NpzReader
{
    /// <summary>The most entries that are read.</summary>
    public const int MostEntries = 10_000;

    /// <summary>The most bytes that all arrays may have unpacked.</summary>
    public const long MostBytes = 1L << 30;

    private const string Extension = ".npy";

    /// <summary>Reads a file.</summary>
    public static ReadResult<TensorFile> Read(byte[] bytes)
    {
        if (FileSignature.DescribeForeign(bytes) is { } foreign)
        {
            return ReadResult<TensorFile>.Failed(foreign);
        }

        // The library has no way to ask first whether an archive is sound.
        try
        {
            using var archive = new ZipArchive(new MemoryStream(bytes, writable: false), ZipArchiveMode.Read);
            return Read(archive);
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException or NotSupportedException or ArgumentException or OverflowException)
        {
            return ReadResult<TensorFile>.Failed("The file is no zip archive as numpy.savez writes it, or a damaged one. Save it again, or fetch it again.");
        }
    }

    private static ReadResult<TensorFile> Read(ZipArchive archive)
    {
        var problems = new ProblemList();
        if (archive.Entries.Count > MostEntries)
        {
            return ReadResult<TensorFile>.Failed(Invariant($"The archive has {archive.Entries.Count} entries; at most {MostEntries} are read."));
        }

        if (archive.Entries.Any(entry => entry.FullName.EndsWith("data.pkl", StringComparison.Ordinal)))
        {
            return ReadResult<TensorFile>.Failed("The file is saved by PyTorch, not by numpy.savez. Save the weights as .safetensors or .npz, or export the model to ONNX.");
        }

        var tensors = new List<NamedTensor>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        long left = MostBytes;
        foreach (ZipArchiveEntry entry in archive.Entries)
        {
            if (problems.IsFull)
            {
                break;
            }

            string name = entry.FullName.EndsWith(Extension, StringComparison.Ordinal)
                ? entry.FullName.Substring(0, entry.FullName.Length - Extension.Length)
                : entry.FullName;
            string? fault;
            if (!names.Add(name))
            {
                fault = "is there twice; names must differ";
            }
            else if (Read(name, entry, ref left, out fault) is { } tensor)
            {
                tensors.Add(tensor);
            }

            if (fault is not null)
            {
                problems.Add($"The array {QuotedText.Quote(name)} {fault}.");
            }
        }

        return problems.Count > 0 ? problems.Fail<TensorFile>() : ReadResult<TensorFile>.Of(TensorFile.Of(tensors));
    }

    private static NamedTensor? Read(string name, ZipArchiveEntry entry, ref long left, out string? fault)
    {
        using Stream stream = entry.Open();
        byte[] preamble = Take(stream, NpyFormat.LongestPreamble);
        if (NpyFormat.HeaderLengthOf(preamble) is not { } length || length < preamble.Length || length > NpyFormat.LongestHeader)
        {
            fault = "does not start as numpy.save writes it; save it again";
            return null;
        }

        byte[] header = [.. preamble, .. Take(stream, length - preamble.Length)];
        if (header.Length < length)
        {
            fault = Invariant($"ends in its header, at {header.Length} bytes; save it again");
            return null;
        }

        if (NpyFormat.Read(header, out fault) is not { } format)
        {
            return null;
        }

        if (format.DataLength > left)
        {
            fault = Invariant($"needs {format.DataLength} bytes, but of the {MostBytes} that an archive may have unpacked {left} are left");
            return null;
        }

        // One byte more than it should have shows that there are more.
        left -= format.DataLength;
        return format.Decode(name, ByteRange.All(Take(stream, format.DataLength + 1)), out fault);
    }

    /// <summary>The next bytes, as many as there are up to <paramref name="most"/>.</summary>
    private static byte[] Take(Stream stream, long most)
    {
        const int Chunk = 65_536;
        using var taken = new MemoryStream();
        var buffer = new byte[Math.Min(most, Chunk)];
        int read = 1;
        while (read > 0 && taken.Length < most)
        {
            read = stream.Read(buffer, 0, (int)Math.Min(buffer.Length, most - taken.Length));
            taken.Write(buffer, 0, read);
        }

        return taken.ToArray();
    }
}
