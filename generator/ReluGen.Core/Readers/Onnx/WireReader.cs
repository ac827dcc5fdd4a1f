using System.Text;
using static System.FormattableString;

namespace ReluGen.Readers.Onnx;

/// <summary>How the value of a field is written.</summary>
internal enum WireType
{
    /// <summary>Seven bits a byte, the lowest first; the highest bit says that more follow.</summary>
    Varint = 0,

    /// <summary>Eight bytes, little-endian.</summary>
    Fixed64 = 1,

    /// <summary>A length, then so many bytes: text, a message, packed numbers.</summary>
    Bytes = 2,

    /// <summary>Four bytes, little-endian.</summary>
    Fixed32 = 5,
}

/// <summary>The first thing that is wrong with the bytes of a file; readers inside readers share it.</summary>
internal sealed class WireFault
{
    /// <summary>What is wrong: a sentence, or null.</summary>
    public string? Message { get; set; }
}

/// <summary>
/// Reads the fields of one message in the wire format of protocol buffers. After a fault there are no more fields and
/// every value is empty, so that callers need no check of their own. Groups, which nothing writes any more, are faults.
/// </summary>
internal sealed class WireReader
{
    private const int LongestVarint = 10;
    private readonly byte[] _bytes;
    private readonly WireFault _fault;
    private readonly int _end;
    private int _position;
    private int _fieldStart;

    /// <summary>Reads a whole file.</summary>
    public WireReader(byte[] bytes, WireFault fault)
        : this(ByteRange.All(bytes), fault)
    {
    }

    private WireReader(ByteRange range, WireFault fault)
    {
        _bytes = range.Bytes;
        _position = range.Start;
        _end = range.Start + range.Length;
        _fault = fault;
    }

    /// <summary>The number of the field read last.</summary>
    public int Field { get; private set; }

    /// <summary>How the field read last is written.</summary>
    public WireType Type { get; private set; }

    /// <summary>Goes on to the next field, whose value is still to be read.</summary>
    /// <returns>Whether there is one.</returns>
    public bool Next()
    {
        if (_fault.Message is not null || _position >= _end)
        {
            return false;
        }

        _fieldStart = _position;
        ulong tag = RawVarint();
        Field = (int)(tag >> 3 & 0x1FFFFFFF);
        Type = (WireType)(tag & 7);
        if (_fault.Message is null && (tag > uint.MaxValue || Field == 0 || Type is not (WireType.Varint or WireType.Fixed64 or WireType.Bytes or WireType.Fixed32)))
        {
            Fail(Invariant($"Byte {_fieldStart} starts no field (number {Field}, type {(int)Type})."));
        }

        return _fault.Message is null;
    }

    /// <summary>A whole number.</summary>
    public long Varint() => Expect(WireType.Varint) ? (long)RawVarint() : 0;

    /// <summary>The bits of four bytes.</summary>
    public uint Fixed32() => Expect(WireType.Fixed32) ? (uint)RawFixed(4) : 0;

    /// <summary>Bytes as they are.</summary>
    public ByteRange Bytes() => Expect(WireType.Bytes) ? RawBytes() : new ByteRange(_bytes, _end, 0);

    /// <summary>Text in UTF-8; what is not gets replacement characters.</summary>
    public string Text()
    {
        ByteRange range = Bytes();
        return range.Length == 0 ? "" : Encoding.UTF8.GetString(range.Bytes, range.Start, range.Length);
    }

    /// <summary>A message inside this one.</summary>
    public WireReader Message() => new(Bytes(), _fault);

    /// <summary>Adds the numbers of a repeated field, packed or one by one.</summary>
    public void Varints(List<long> numbers)
    {
        if (Type == WireType.Varint)
        {
            numbers.Add((long)RawVarint());
            return;
        }

        var packed = new WireReader(Bytes(), _fault);
        numbers.Capacity = Math.Max(numbers.Capacity, numbers.Count + packed.CountVarints());
        while (packed._position < packed._end && _fault.Message is null)
        {
            numbers.Add((long)packed.RawVarint());
        }
    }

    /// <summary>Adds where the numbers of a repeated field of <paramref name="size"/> bytes each stand, packed or one by one.</summary>
    public void Fixed(int size, List<ByteRange> ranges)
    {
        if (Type == (size == 4 ? WireType.Fixed32 : WireType.Fixed64))
        {
            ranges.Add(new ByteRange(_bytes, _position, size));
            RawFixed(size);
            return;
        }

        ByteRange packed = Bytes();
        if (packed.Length % size != 0)
        {
            Fail(Invariant($"The packed numbers of the field at byte {_fieldStart} take {packed.Length} bytes, which is no multiple of {size}."));
            return;
        }

        ranges.Add(packed);
    }

    /// <summary>Leaves the value out.</summary>
    public void Skip()
    {
        switch (Type)
        {
            case WireType.Varint:
                RawVarint();
                break;
            case WireType.Bytes:
                RawBytes();
                break;
            default:
                RawFixed(Type == WireType.Fixed32 ? 4 : 8);
                break;
        }
    }

    private bool Expect(WireType type)
    {
        if (Type != type)
        {
            Fail(Invariant($"Field {Field} at byte {_fieldStart} has the wire type {(int)Type}; it must have {(int)type}."));
        }

        return _fault.Message is null;
    }

    private ulong RawVarint()
    {
        ulong value = 0;
        for (int i = 0; i < LongestVarint; i++)
        {
            if (_position >= _end)
            {
                FailAtEnd(1);
                return 0;
            }

            byte part = _bytes[_position++];
            value |= (ulong)(part & 0x7F) << (7 * i);
            if (part < 0x80)
            {
                return value;
            }
        }

        Fail(Invariant($"The number before byte {_position} has more than {LongestVarint} bytes."));
        return 0;
    }

    private ulong RawFixed(int size)
    {
        if (_end - _position < size)
        {
            FailAtEnd(size);
            return 0;
        }

        ulong value = 0;
        for (int i = 0; i < size; i++)
        {
            value |= (ulong)_bytes[_position++] << (8 * i);
        }

        return value;
    }

    private ByteRange RawBytes()
    {
        ulong length = RawVarint();
        if (length > (ulong)(_end - _position))
        {
            FailAtEnd(length);
            return new ByteRange(_bytes, _end, 0);
        }

        var range = new ByteRange(_bytes, _position, (int)length);
        _position += range.Length;
        return range;
    }

    private int CountVarints()
    {
        int count = 0;
        for (int i = _position; i < _end; i++)
        {
            count += _bytes[i] < 0x80 ? 1 : 0;
        }

        return count;
    }

    private void FailAtEnd(ulong needed) =>
        Fail(Invariant($"The field at byte {_fieldStart} ends early: it needs {needed} more bytes at byte {_position}, and {_end - _position} are there."));

    private void FailAtEnd(int needed) => FailAtEnd((ulong)needed);

    private void Fail(string message)
    {
        _fault.Message ??= message;
        _position = _end;
    }
}
