namespace ReluGen.Readers.Onnx;

/// <summary>Reads an attribute of a node (<c>AttributeProto</c>).</summary>
/// <param name="external">The files beside the model.</param>
internal sealed class AttributeReader(ExternalData external)
{
    private List<ByteRange> _floats = [];
    private List<long> _integers = [];
    private List<string> _strings = [];
    private OnnxTensor? _tensor;
    private float? _float;
    private long? _integer;
    private string? _string;
    private bool _hasGraph;
    private string _name = "";
    private long _type;

    /// <summary>Reads the message.</summary>
    /// <param name="message">The message.</param>
    /// <param name="fault">What is wrong with the attribute's tensor, or null.</param>
    public OnnxAttribute Read(WireReader message, out TensorFault? fault)
    {
        Clear();
        while (message.Next())
        {
            ReadField(message);
        }

        fault = null;
        NamedTensor? tensor = null;
        OnnxAttributeKind kind = Kind();
        if (kind == OnnxAttributeKind.Tensor)
        {
            fault = _tensor is null ? new TensorFault("is missing", IsDamage: true) : _tensor.Decode(external, out tensor);
        }

        // A single value that is zero or empty need not be written.
        IReadOnlyList<float> floats = kind switch
        {
            OnnxAttributeKind.Float => [_float ?? 0],
            OnnxAttributeKind.Floats => DecodeFloats(),
            _ => [],
        };
        IReadOnlyList<long> integers = kind switch
        {
            OnnxAttributeKind.Integer => [_integer ?? 0],
            OnnxAttributeKind.Integers => _integers,
            _ => [],
        };
        IReadOnlyList<string> strings = kind switch
        {
            OnnxAttributeKind.String => [_string ?? ""],
            OnnxAttributeKind.Strings => _strings,
            _ => [],
        };
        return new OnnxAttribute(_name, kind, floats, integers, strings, tensor) { Unreadable = fault?.Reason };
    }

    private void ReadField(WireReader message)
    {
        switch (message.Field)
        {
            case 1:
                _name = message.Text();
                break;
            case 2:
                _float = ToFloat(message.Fixed32());
                break;
            case 3:
                _integer = message.Varint();
                break;
            case 4:
                _string = message.Text();
                break;
            case 5:
                _tensor = OnnxTensor.Read(message.Message());
                break;
            case 6:
                _hasGraph = true;
                message.Skip();
                break;
            case 7:
                message.Fixed(4, _floats);
                break;
            case 8:
                message.Varints(_integers);
                break;
            case 9:
                _strings.Add(message.Text());
                break;
            case 20:
                _type = message.Varint();
                break;
            default:
                message.Skip();
                break;
        }
    }

    private void Clear()
    {
        _floats = [];
        _integers = [];
        _strings = [];
        _tensor = null;
        _float = null;
        _integer = null;
        _string = null;
        _hasGraph = false;
        _name = "";
        _type = 0;
    }

    /// <summary>The kind as the file gives it; the first versions of the format left it to be seen from the values.</summary>
    private OnnxAttributeKind Kind() => _type switch
    {
        >= 1 and <= 8 => (OnnxAttributeKind)_type,
        not 0 => OnnxAttributeKind.Other,
        _ when _float is not null => OnnxAttributeKind.Float,
        _ when _integer is not null => OnnxAttributeKind.Integer,
        _ when _string is not null => OnnxAttributeKind.String,
        _ when _tensor is not null => OnnxAttributeKind.Tensor,
        _ when _hasGraph => OnnxAttributeKind.Graph,
        _ when _floats.Count > 0 => OnnxAttributeKind.Floats,
        _ when _integers.Count > 0 => OnnxAttributeKind.Integers,
        _ when _strings.Count > 0 => OnnxAttributeKind.Strings,
        _ => OnnxAttributeKind.Undefined,
    };

    private float[] DecodeFloats()
    {
        var floats = new List<float>(_floats.Sum(range => range.Length / sizeof(float)));
        foreach (ByteRange range in _floats)
        {
            for (int i = 0; i < range.Length; i += sizeof(float))
            {
                floats.Add(ToFloat((uint)(range[i] | range[i + 1] << 8 | range[i + 2] << 16 | range[i + 3] << 24)));
            }
        }

        return [.. floats];
    }

    private static float ToFloat(uint bits) => (float)NumberStorage.Float32.ToDouble(bits);
}
