using System.Buffers.Binary;
using System.Globalization;

namespace ReluGen.Tests.Shared.Onnx;

/// <summary>Writes ONNX files for tests. The numbers are field numbers of the messages in onnx.proto.</summary>
/// <param name="opset">The version of the standard operator set.</param>
public sealed class OnnxFile(long opset)
{
    /// <summary>The format's number of 32-bit floating point.</summary>
    public const int Float = 1;

    /// <summary>The format's number of 64-bit whole numbers.</summary>
    public const int Integer = 7;

    /// <summary>The format's number of truth values.</summary>
    public const int Boolean = 9;

    /// <summary>The format's number of 64-bit floating point.</summary>
    public const int Double = 11;

    private const int IrVersion = 8;
    private readonly ProtobufWriter _graph = new ProtobufWriter().Text(2, "graph");
    private readonly List<(string Domain, long Version)> _sets = [("", opset)];
    private int _nodes;

    /// <summary>A further operator set.</summary>
    public OnnxFile Domain(string name, long version)
    {
        _sets.Add((name, version));
        return this;
    }

    /// <summary>An input. Dimensions are numbers or names.</summary>
    public OnnxFile Input(string name, int type, params object[] dimensions)
    {
        _graph.Message(11, ValueInfo(name, type, dimensions));
        return this;
    }

    /// <summary>An output of a type.</summary>
    public OnnxFile Output(string name, int type = Float)
    {
        _graph.Message(12, ValueInfo(name, type, null));
        return this;
    }

    /// <summary>A constant of floating-point numbers.</summary>
    public OnnxFile Initializer(string name, int[] shape, params double[] values)
    {
        _graph.Message(5, Tensor(name, Float, shape, values));
        return this;
    }

    /// <summary>A constant of any type.</summary>
    public OnnxFile Initializer(string name, int type, int[] shape, params double[] values)
    {
        _graph.Message(5, Tensor(name, type, shape, values));
        return this;
    }

    /// <summary>A node. Attributes are numbers, texts, lists of numbers, or tensors.</summary>
    public OnnxFile Node(string operation, string[] inputs, string[] outputs, params (string Name, object Value)[] attributes) =>
        NamedNode(FormattableString.Invariant($"{operation}_{_nodes}"), "", operation, inputs, outputs, attributes);

    /// <summary>A node with a name and a domain.</summary>
    public OnnxFile NamedNode(
        string name, string domain, string operation, string[] inputs, string[] outputs, params (string Name, object Value)[] attributes)
    {
        _nodes++;
        var node = new ProtobufWriter();
        foreach (string input in inputs)
        {
            node.Text(1, input);
        }

        foreach (string output in outputs)
        {
            node.Text(2, output);
        }

        node.Text(3, name).Text(4, operation);
        foreach ((string attribute, object value) in attributes)
        {
            node.Message(5, Attribute(attribute, value));
        }

        _graph.Message(1, node.Text(7, domain));
        return this;
    }

    /// <summary>The file's bytes.</summary>
    public byte[] ToArray()
    {
        var model = new ProtobufWriter().Integer(1, IrVersion).Message(7, _graph);
        foreach ((string domain, long version) in _sets)
        {
            model.Message(8, new ProtobufWriter().Text(1, domain).Integer(2, version));
        }

        return model.ToArray();
    }

    /// <summary>A tensor message.</summary>
    public static ProtobufWriter Tensor(string name, int type, int[] shape, params double[] values)
    {
        var tensor = new ProtobufWriter();
        foreach (int dimension in shape)
        {
            tensor.Integer(1, dimension);
        }

        return tensor.Integer(2, type).Text(8, name).Bytes(9, [.. values.SelectMany(value => Bytes(type, value))]);
    }

    private static byte[] Bytes(int type, double value)
    {
        byte[] bytes = new byte[type switch { Float => 4, Boolean => 1, _ => 8 }];
        switch (type)
        {
            case Float:
                BinaryPrimitives.WriteSingleLittleEndian(bytes, (float)value);
                break;
            case Double:
                BinaryPrimitives.WriteDoubleLittleEndian(bytes, value);
                break;
            case Boolean:
                bytes[0] = (byte)value;
                break;
            default:
                BinaryPrimitives.WriteInt64LittleEndian(bytes, (long)value);
                break;
        }

        return bytes;
    }

    private static ProtobufWriter Attribute(string name, object value)
    {
        ProtobufWriter attribute = new ProtobufWriter().Text(1, name);
        switch (value)
        {
            case float or double:
                return attribute.Single(2, Convert.ToSingle(value, CultureInfo.InvariantCulture)).Integer(20, 1);
            case int or long:
                return attribute.Integer(3, Convert.ToInt64(value, CultureInfo.InvariantCulture)).Integer(20, 2);
            case string text:
                return attribute.Text(4, text).Integer(20, 3);
            case ProtobufWriter tensor:
                return attribute.Message(5, tensor).Integer(20, 4);
            case float[] numbers:
                return numbers.Aggregate(attribute, (message, number) => message.Single(7, number)).Integer(20, 6);
            case int[] integers:
                return integers.Aggregate(attribute, (message, number) => message.Integer(8, number)).Integer(20, 7);
            default:
                throw new ArgumentException($"No attribute of type {value.GetType()}.", nameof(value));
        }
    }

    private static ProtobufWriter ValueInfo(string name, int type, object[]? dimensions)
    {
        ProtobufWriter tensor = new ProtobufWriter().Integer(1, type);
        if (dimensions is not null)
        {
            var shape = new ProtobufWriter();
            foreach (object dimension in dimensions)
            {
                shape.Message(1, dimension is string parameter
                    ? new ProtobufWriter().Text(2, parameter)
                    : new ProtobufWriter().Integer(1, Convert.ToInt64(dimension, CultureInfo.InvariantCulture)));
            }

            tensor.Message(2, shape);
        }

        return new ProtobufWriter().Text(1, name).Message(2, new ProtobufWriter().Message(1, tensor));
    }
}
