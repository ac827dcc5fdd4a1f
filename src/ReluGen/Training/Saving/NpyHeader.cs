using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace ReluGen.Training;

/// <summary>The start of an npy file: what its numbers are, and how they lie (NumPy enhancement proposal 1, versions 1 to 3).</summary>
/// <param name="Length">The bytes before the numbers.</param>
/// <param name="Format">What the numbers are.</param>
/// <param name="IsBigEndian">Whether their first byte is the highest.</param>
/// <param name="IsFortranOrder">Whether the first dimension runs fastest.</param>
/// <param name="Shape">The dimensions.</param>
internal sealed record NpyHeader(int Length, StoredFormat Format, bool IsBigEndian, bool IsFortranOrder, int[] Shape)
{
    private const int Longest = 65_536;

    /// <summary>The number of elements.</summary>
    /// <exception cref="OverflowException">It is beyond 64 bits.</exception>
    public long Count => Shape.Contains(0) ? 0 : Shape.Aggregate(1L, (product, dimension) => checked(product * dimension));

    /// <summary>Reads the header, and leaves the stream at the first number.</summary>
    /// <param name="stream">The file.</param>
    /// <param name="name">What the array is called, for messages.</param>
    /// <exception cref="InvalidDataException">It is no such header, or one of numbers that are not read.</exception>
    /// <exception cref="EndOfStreamException">The file is too short.</exception>
    public static NpyHeader Read(Stream stream, string name)
    {
        Span<byte> start = stackalloc byte[12];
        stream.ReadExactly(start[..8]);
        if (start[0] != 0x93 || !start[1..6].SequenceEqual("NUMPY"u8))
        {
            throw Malformed(name);
        }

        int lengthSize = start[6] switch
        {
            1 => 2,
            2 or 3 => 4,
            _ => throw Malformed(name),
        };
        stream.ReadExactly(start.Slice(8, lengthSize));
        uint length = lengthSize == 2 ? BinaryPrimitives.ReadUInt16LittleEndian(start[8..]) : BinaryPrimitives.ReadUInt32LittleEndian(start[8..]);
        if (length > Longest)
        {
            throw new InvalidDataException($"Array '{name}' has a header of {length} bytes; at most {Longest} are read.");
        }

        var text = new byte[length];
        stream.ReadExactly(text);
        return Parse(Encoding.UTF8.GetString(text), name, 8 + lengthSize + (int)length);
    }

    /// <summary>Reads the dictionary, a literal of Python with three entries.</summary>
    private static NpyHeader Parse(string text, string name, int length)
    {
        var entries = new Dictionary<string, string>(StringComparer.Ordinal);
        string inside = text.Trim().TrimStart('{').TrimEnd('}');
        while (inside.Trim(' ', ',') is { Length: > 0 } rest)
        {
            int colon = rest.IndexOf(':', StringComparison.Ordinal);
            string key = colon < 0 ? "" : rest[..colon].Trim(' ', '\'', '"');
            rest = rest[(colon + 1)..].TrimStart();
            int end = rest.StartsWith('(') ? rest.IndexOf(')', StringComparison.Ordinal) + 1 : (rest + ",").IndexOf(',', StringComparison.Ordinal);
            if (end <= 0 || !entries.TryAdd(key, rest[..end].Trim()))
            {
                throw Malformed(name);
            }

            inside = rest[end..];
        }

        if (entries.Count != 3
            || !entries.TryGetValue("descr", out string? type)
            || !entries.TryGetValue("fortran_order", out string? order)
            || order is not ("True" or "False")
            || !entries.TryGetValue("shape", out string? tuple)
            || ShapeOf(tuple) is not { } shape)
        {
            throw Malformed(name);
        }

        type = type.Trim('\'', '"');
        StoredFormat format = type.Length != 3 || type[0] is not ('<' or '>') ? throw Unread(name, type) : type[1..] switch
        {
            "f2" => StoredFormat.Float16,
            "f4" => StoredFormat.Float32,
            "f8" => StoredFormat.Float64,
            _ => throw Unread(name, type),
        };
        return new NpyHeader(length, format, type[0] == '>', order == "True", shape);
    }

    private static int[]? ShapeOf(string tuple)
    {
        if (!tuple.StartsWith('(') || !tuple.EndsWith(')'))
        {
            return null;
        }

        string[] parts = tuple[1..^1].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var shape = new int[parts.Length];
        for (int index = 0; index < parts.Length; index++)
        {
            if (!int.TryParse(parts[index], NumberStyles.None, CultureInfo.InvariantCulture, out shape[index]))
            {
                return null;
            }
        }

        return shape;
    }

    private static InvalidDataException Malformed(string name) => new($"Array '{name}' does not start as numpy.save writes it; save it again.");

    private static InvalidDataException Unread(string name, string type) =>
        new($"Array '{name}' is of type {type}; f2, f4 and f8 can be read. Save it as float32.");
}
