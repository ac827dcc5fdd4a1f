using System.Text;

namespace ReluGen.Tests.Shared.Onnx;

/// <summary>Writes the wire format of protocol buffers: as much of it as an ONNX model needs.</summary>
public sealed class ProtobufWriter
{
    private const int VarintType = 0;
    private const int BytesType = 2;
    private const int SingleType = 5;
    private readonly MemoryStream _stream = new();

    /// <summary>A whole number or enumeration value.</summary>
    public ProtobufWriter Integer(int field, long value)
    {
        Varint((ulong)(field << 3 | VarintType));
        Varint((ulong)value);
        return this;
    }

    /// <summary>A 32-bit floating-point number.</summary>
    public ProtobufWriter Single(int field, float value)
    {
        Varint((ulong)(field << 3 | SingleType));
        _stream.Write(BitConverter.GetBytes(value));
        return this;
    }

    /// <summary>Text.</summary>
    public ProtobufWriter Text(int field, string value) => Bytes(field, Encoding.UTF8.GetBytes(value));

    /// <summary>Bytes as they are.</summary>
    public ProtobufWriter Bytes(int field, ReadOnlySpan<byte> value)
    {
        Varint((ulong)(field << 3 | BytesType));
        Varint((ulong)value.Length);
        _stream.Write(value);
        return this;
    }

    /// <summary>A message inside this one.</summary>
    public ProtobufWriter Message(int field, ProtobufWriter message) => Bytes(field, message.ToArray());

    /// <summary>All that was written.</summary>
    public byte[] ToArray() => _stream.ToArray();

    private void Varint(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            _stream.WriteByte((byte)(value | 0x80));
        }

        _stream.WriteByte((byte)value);
    }
}
