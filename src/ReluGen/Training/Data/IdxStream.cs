using System.IO.Compression;

namespace ReluGen.Training;

/// <summary>Reads IDX files from streams that may lie about their length.</summary>
internal static class IdxStream
{
    /// <summary>What is taken at most before data has come: larger arrays grow with what is read.</summary>
    private const int FirstCapacity = 1 << 20;

    /// <summary>Reads header and numbers; unpacks gzip, which starts with 1F 8B.</summary>
    public static (IdxHeader Header, byte[] Bytes) Read(Stream stream)
    {
        var start = new byte[2];
        int read = stream.ReadAtLeast(start, 2, throwOnEndOfStream: false);
        using var whole = new PrefixedStream(start.AsMemory(0, read), stream);
        if (IsPacked(start.AsSpan(0, read)))
        {
            using var unpacked = new GZipStream(whole, CompressionMode.Decompress);
            return ReadPlain(unpacked);
        }

        return ReadPlain(whole);
    }

    /// <summary>Reads the header.</summary>
    public static IdxHeader ReadHeader(Stream stream)
    {
        var magic = new byte[IdxHeader.MagicLength];
        int read = stream.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false);
        var header = new byte[IdxHeader.LengthOf(magic.AsSpan(0, read))];
        magic.CopyTo(header, 0);
        read += stream.ReadAtLeast(header.AsSpan(read), header.Length - read, throwOnEndOfStream: false);
        return IdxHeader.Parse(header.AsSpan(0, read));
    }

    /// <summary>Reads the header of a file that is not packed, and checks the file's length against it.</summary>
    public static IdxHeader ReadWholeHeader(FileStream stream)
    {
        var start = new byte[2];
        int read = stream.ReadAtLeast(start, 2, throwOnEndOfStream: false);
        if (IsPacked(start.AsSpan(0, read)))
        {
            throw new InvalidDataException("It is packed by gzip and cannot be mapped; use Read, or unpack it.");
        }

        stream.Position = 0;
        IdxHeader header = ReadHeader(stream);
        return stream.Length == header.Length + header.DataLength
            ? header
            : throw new InvalidDataException($"The IDX file has {stream.Length} bytes; its header asks for {header.Length + header.DataLength}.");
    }

    private static bool IsPacked(ReadOnlySpan<byte> start) => start is [0x1F, 0x8B, ..];

    private static (IdxHeader Header, byte[] Bytes) ReadPlain(Stream stream)
    {
        IdxHeader header = ReadHeader(stream);
        if (header.DataLength > Array.MaxLength)
        {
            throw new InvalidDataException(
                $"The IDX file's header asks for {header.DataLength} bytes; {Array.MaxLength} can be read into memory. Map the file instead.");
        }

        int length = (int)header.DataLength;
        var bytes = new byte[Math.Min(length, FirstCapacity)];
        int read = 0;
        while (true)
        {
            read += stream.ReadAtLeast(bytes.AsSpan(read), bytes.Length - read, throwOnEndOfStream: false);
            if (read < bytes.Length)
            {
                throw new InvalidDataException($"The IDX file ends after {read} bytes of data; its header asks for {length}.");
            }

            if (read == length)
            {
                break;
            }

            Array.Resize(ref bytes, (int)Math.Min(length, 2L * bytes.Length));
        }

        return stream.ReadByte() < 0
            ? (header, bytes)
            : throw new InvalidDataException($"The IDX file goes on after the {length} bytes of data that its header asks for.");
    }

    /// <summary>A stream with its first bytes put back.</summary>
    private sealed class PrefixedStream(ReadOnlyMemory<byte> prefix, Stream rest) : Stream
    {
        private ReadOnlyMemory<byte> _prefix = prefix;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            if (_prefix.IsEmpty)
            {
                return rest.Read(buffer);
            }

            int count = Math.Min(buffer.Length, _prefix.Length);
            _prefix.Span[..count].CopyTo(buffer);
            _prefix = _prefix[count..];
            return count;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
