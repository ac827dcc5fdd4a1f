using System.Text;

namespace ReluGen.Tests.Core.Readers.Fixtures;

/// <summary>Writes the wire format of protocol buffers, good or broken.</summary>
internal sealed class WireWriter
{
    private readonly MemoryStream _stream = new();

    public WireWriter Varint(int field, long value) => Tag(field, 0).RawVarint((ulong)value);

    public WireWriter Text(int field, string value) => Bytes(field, Encoding.UTF8.GetBytes(value));

    public WireWriter Message(int field, WireWriter message) => Bytes(field, message.ToArray());

    public WireWriter Bytes(int field, params byte[] value)
    {
        Tag(field, 2).RawVarint((ulong)value.Length);
        return Raw(value);
    }

    public WireWriter Fixed32(int field, float value) => Tag(field, 5).Raw(BitConverter.GetBytes(value));

    public WireWriter Fixed64(int field, double value) => Tag(field, 1).Raw(BitConverter.GetBytes(value));

    public WireWriter PackedVarints(int field, params long[] values)
    {
        var packed = new WireWriter();
        foreach (long value in values)
        {
            packed.RawVarint((ulong)value);
        }

        return Bytes(field, packed.ToArray());
    }

    public WireWriter PackedFloats(int field, params float[] values) => Bytes(field, [.. values.SelectMany(BitConverter.GetBytes)]);

    public WireWriter PackedDoubles(int field, params double[] values) => Bytes(field, [.. values.SelectMany(BitConverter.GetBytes)]);

    public WireWriter Tag(int field, int type) => RawVarint((ulong)(((long)field << 3) | (uint)type));

    public WireWriter RawVarint(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            _stream.WriteByte((byte)(value | 0x80));
        }

        _stream.WriteByte((byte)value);
        return this;
    }

    public WireWriter Raw(params byte[] bytes)
    {
        _stream.Write(bytes);
        return this;
    }

    public byte[] ToArray() => _stream.ToArray();
}
