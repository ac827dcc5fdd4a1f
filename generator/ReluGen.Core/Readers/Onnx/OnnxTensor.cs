using static System.FormattableString;

namespace ReluGen.Readers.Onnx;

/// <summary>A tensor message (<c>TensorProto</c>), read but not decoded: its values may stand in any of seven fields or in another file.</summary>
internal sealed class OnnxTensor
{
    private readonly List<long> _dimensions = [];
    private readonly List<ByteRange> _floats = [];
    private readonly List<ByteRange> _doubles = [];
    private readonly List<long> _int32s = [];
    private readonly List<long> _int64s = [];
    private readonly List<long> _uint64s = [];
    private readonly Dictionary<string, string> _external = new(StringComparer.Ordinal);
    private ByteRange? _raw;
    private long _type;
    private bool _isExternal;

    /// <summary>Its name, or empty.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Reads the message.</summary>
    public static OnnxTensor Read(WireReader message)
    {
        var tensor = new OnnxTensor();
        while (message.Next())
        {
            switch (message.Field)
            {
                case 1:
                    message.Varints(tensor._dimensions);
                    break;
                case 2:
                    tensor._type = message.Varint();
                    break;
                case 4:
                    message.Fixed(4, tensor._floats);
                    break;
                case 5:
                    message.Varints(tensor._int32s);
                    break;
                case 7:
                    message.Varints(tensor._int64s);
                    break;
                case 8:
                    tensor.Name = message.Text();
                    break;
                case 9:
                    tensor._raw = message.Bytes();
                    break;
                case 10:
                    message.Fixed(8, tensor._doubles);
                    break;
                case 11:
                    message.Varints(tensor._uint64s);
                    break;
                case 13:
                    tensor.ReadExternal(message.Message());
                    break;
                case 14:
                    tensor._isExternal = message.Varint() == 1;
                    break;
                default:
                    message.Skip();
                    break;
            }
        }

        return tensor;
    }

    /// <summary>Decodes the values.</summary>
    /// <param name="external">The files beside the model.</param>
    /// <param name="tensor">The tensor, or null where it cannot be read.</param>
    /// <returns>What is wrong, or null.</returns>
    public TensorFault? Decode(ExternalData external, out NamedTensor? tensor)
    {
        tensor = null;
        if (OnnxDataType.Storage(_type) is not { } storage)
        {
            return new TensorFault($"is of the format {OnnxDataType.Name(_type)}, which is not read", IsDamage: false);
        }

        if (TensorShape.Check(_dimensions, out int[] shape, out int count) is { } fault)
        {
            return Damage(fault);
        }

        long needed = (long)count * storage.Size;
        if (_isExternal)
        {
            return external.Find(_external, needed, out ByteRange data) is { } missing
                ? Damage(missing)
                : TensorDecoder.Decode(Name, storage, shape, data, isBigEndian: false, out tensor);
        }

        if (_raw is { } raw && (raw.Length > 0 || !HasTyped))
        {
            return raw.Length == needed
                ? TensorDecoder.Decode(Name, storage, shape, raw, isBigEndian: false, out tensor)
                : Damage(Invariant($"has {raw.Length} bytes; its shape {QuotedText.Shape(shape)} of {OnnxDataType.Name(_type)} needs {needed}"));
        }

        return DecodeTyped(storage, shape, count, out tensor);
    }

    private bool HasTyped => _floats.Count + _doubles.Count + _int32s.Count + _int64s.Count + _uint64s.Count > 0;

    /// <summary>Values in the field that the format prescribes for the type.</summary>
    private TensorFault? DecodeTyped(NumberStorage storage, int[] shape, int count, out NamedTensor? tensor)
    {
        tensor = null;
        if (storage.Format is TensorFormat.Float32 or TensorFormat.Float64)
        {
            List<ByteRange> ranges = storage.Size == 4 ? _floats : _doubles;
            long stored = ranges.Sum(range => (long)range.Length) / storage.Size;
            return CheckCount(stored, shape, count)
                ?? TensorDecoder.Decode(Name, storage, shape, Join(ranges), isBigEndian: false, out tensor);
        }

        List<long> numbers = (storage.Size, storage.IsSigned) switch
        {
            (8, true) => _int64s,
            (8, false) or (4, false) => _uint64s,
            _ => _int32s,
        };
        return CheckCount(numbers.Count, shape, count) ?? DecodeIntegers(storage, shape, numbers, out tensor);
    }

    private TensorFault? CheckCount(long stored, int[] shape, int count) => stored == count
        ? null
        : Damage(Invariant($"has {stored} values; its shape {QuotedText.Shape(shape)} of {OnnxDataType.Name(_type)} needs {count}"));

    /// <summary>16-bit floating-point numbers stand in integers as their bits.</summary>
    private TensorFault? DecodeIntegers(NumberStorage storage, int[] shape, List<long> numbers, out NamedTensor? tensor)
    {
        tensor = null;
        if (storage.Format is TensorFormat.Float16 or TensorFormat.BFloat16)
        {
            double[] values = [.. numbers.Select(bits => storage.ToDouble((ushort)bits))];
            tensor = new NamedTensor(Name, storage.Format, shape, values, []);
            return null;
        }

        foreach (long number in numbers)
        {
            if (storage.Format != TensorFormat.Boolean && storage.ToInteger((ulong)number) != number)
            {
                return Damage(Invariant($"holds {number}, which is no {OnnxDataType.Name(_type)}"));
            }

            if (TensorDecoder.Fault(storage, number) is { } fault)
            {
                return fault;
            }
        }

        tensor = new NamedTensor(Name, storage.Format, shape, [], [.. numbers]);
        return null;
    }

    private static TensorFault Damage(string reason) => new(reason, IsDamage: true);

    private static ByteRange Join(List<ByteRange> ranges)
    {
        if (ranges.Count == 1)
        {
            return ranges[0];
        }

        var bytes = new byte[ranges.Sum(range => range.Length)];
        int position = 0;
        foreach (ByteRange range in ranges)
        {
            Array.Copy(range.Bytes, range.Start, bytes, position, range.Length);
            position += range.Length;
        }

        return ByteRange.All(bytes);
    }

    private void ReadExternal(WireReader entry)
    {
        string key = "";
        string value = "";
        while (entry.Next())
        {
            switch (entry.Field)
            {
                case 1:
                    key = entry.Text();
                    break;
                case 2:
                    value = entry.Text();
                    break;
                default:
                    entry.Skip();
                    break;
            }
        }

        _external[key] = value;
    }
}
