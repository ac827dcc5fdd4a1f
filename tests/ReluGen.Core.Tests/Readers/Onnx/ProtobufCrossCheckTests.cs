using Google.Protobuf;
using ReluGen.Readers;
using ReluGen.Readers.Onnx;
using ReluGen.Tests.Core.Readers.Onnx.Schema;
using ReluGen.Tests.Shared;

namespace ReluGen.Tests.Core.Readers.Onnx;

/// <summary>What our reader reads is what <c>Google.Protobuf</c> reads with a schema of its own.</summary>
public class ProtobufCrossCheckTests
{
    [Fact]
    public void Random_models_written_by_the_library_come_back()
    {
        for (int seed = 0; seed < 300; seed++)
        {
            ModelMessage expected = RandomModels.Create(new Random(seed));
            ReadResult<OnnxModel> read = OnnxReader.Read(expected.ToByteArray());

            Assert.True(read.Problems.Count == 0, $"seed {seed}: {string.Join(" ", read.Problems)}");
            AssertSame(expected, read.Value!, $"seed {seed}");
        }
    }

    [Fact]
    public void Shared_models_are_what_the_library_reads()
    {
        string[] files = Directory.GetFiles(SharedData.Find("conformance"), "*.onnx", SearchOption.AllDirectories);
        Assert.NotEmpty(files);
        foreach (string file in files.Order(StringComparer.Ordinal))
        {
            byte[] bytes = File.ReadAllBytes(file);
            ReadResult<OnnxModel> read = OnnxReader.Read(bytes, name => File.ReadAllBytes(Path.Combine(Path.GetDirectoryName(file)!, name)));

            Assert.True(read.Problems.Count == 0, $"{file}: {string.Join(" ", read.Problems)}");
            AssertSame(ModelMessage.Parser.ParseFrom(bytes), read.Value!, file);
        }
    }

    [Fact]
    public void Shared_test_data_is_what_the_library_reads()
    {
        string[] files = Directory.GetFiles(SharedData.Find("conformance/onnx-node"), "*.pb", SearchOption.AllDirectories);
        Assert.NotEmpty(files);
        foreach (string file in files.Order(StringComparer.Ordinal))
        {
            byte[] bytes = File.ReadAllBytes(file);
            ReadResult<NamedTensor> read = OnnxReader.ReadTensor(bytes);

            Assert.True(read.Problems.Count == 0, $"{file}: {string.Join(" ", read.Problems)}");
            AssertSame(TensorMessage.Parser.ParseFrom(bytes), read.Value, null, file);
        }
    }

    private static void AssertSame(ModelMessage expected, OnnxModel actual, string place)
    {
        GraphMessage graph = expected.Graph;
        Assert.Equal((expected.IrVersion, expected.ProducerName, graph.Name), (actual.IrVersion, actual.Producer, actual.Graph.Name));
        foreach (OperatorSetMessage set in expected.OpsetImport)
        {
            Assert.Equal(set.Version, actual.OperatorSets[set.Domain == "ai.onnx" ? "" : set.Domain]);
        }

        Assert.Equal(graph.Initializer.Count, actual.Graph.Initializers.Count + actual.Graph.Unreadable.Count);
        foreach (TensorMessage tensor in graph.Initializer)
        {
            actual.Graph.Initializers.TryGetValue(tensor.Name, out NamedTensor? read);
            AssertSame(tensor, read, actual.Graph.Unreadable.GetValueOrDefault(tensor.Name), $"{place}, {tensor.Name}");
        }

        var constants = graph.Initializer.Select(tensor => tensor.Name).ToHashSet();
        AssertSame([.. graph.Input.Where(input => !constants.Contains(input.Name))], actual.Graph.Inputs);
        AssertSame(graph.Output, actual.Graph.Outputs);
        AssertSame(graph.ValueInfo, actual.Graph.Values);

        Assert.Equal(graph.Node.Count, actual.Graph.Nodes.Count);
        foreach ((NodeMessage node, OnnxNode read) in graph.Node.Zip(actual.Graph.Nodes))
        {
            Assert.Equal((node.Name, node.OpType, node.Domain == "ai.onnx" ? "" : node.Domain), (read.Name, read.Operator, read.Domain));
            Assert.Equal(node.Input, read.Inputs);
            Assert.Equal(node.Output, read.Outputs);
            Assert.Equal(node.Attribute.Count, read.Attributes.Count);
            foreach (AttributeMessage attribute in node.Attribute)
            {
                AssertSame(attribute, read.Attributes[attribute.Name], $"{place}, {node.Name}, {attribute.Name}");
            }
        }
    }

    private static void AssertSame(AttributeMessage expected, OnnxAttribute actual, string place)
    {
        Assert.Equal(expected.Type is >= 1 and <= 8 ? expected.Type : 9, (int)actual.Kind);
        Assert.Equal(actual.Kind switch { OnnxAttributeKind.Float => [expected.F], OnnxAttributeKind.Floats => expected.Floats, _ => [] }, actual.Floats);
        Assert.Equal(actual.Kind switch { OnnxAttributeKind.Integer => [expected.I], OnnxAttributeKind.Integers => expected.Ints, _ => [] }, actual.Integers);
        Assert.Equal(
            actual.Kind switch
            {
                OnnxAttributeKind.String => [expected.S.ToStringUtf8()],
                OnnxAttributeKind.Strings => expected.Strings.Select(text => text.ToStringUtf8()),
                _ => [],
            },
            actual.Strings);
        if (actual.Kind == OnnxAttributeKind.Tensor)
        {
            AssertSame(expected.T, actual.Tensor, actual.Unreadable, place);
        }
    }

    private static void AssertSame(IReadOnlyList<ValueMessage> expected, IReadOnlyList<OnnxValue> actual)
    {
        Assert.Equal(expected.Select(value => value.Name), actual.Select(value => value.Name));
        foreach ((ValueMessage value, OnnxValue read) in expected.Zip(actual))
        {
            Assert.Equal(
                value.Type?.TensorType?.Shape?.Dim.Select(dimension => (dimension.HasDimValue && dimension.DimValue >= 0 ? dimension.DimValue : (long?)null, dimension.DimParam)),
                read.Shape?.Select(dimension => (dimension.Size, dimension.Parameter)));
        }
    }

    private static void AssertSame(TensorMessage expected, NamedTensor? actual, string? reason, string place)
    {
        if (Values(expected) is not { } values)
        {
            Assert.True(actual is null && reason is not null, place);
            return;
        }

        Assert.True(actual is not null, $"{place}: {reason}");
        Assert.Equal(expected.Dims, actual.Shape.Select(dimension => (long)dimension));
        Assert.Equal(values, actual.IsInteger ? actual.Integers : actual.Values.Select(Bits));
    }

    /// <summary>All bits count but those of NaN: converting a float to double sets its quiet bit.</summary>
    private static long Bits(double value) => BitConverter.DoubleToInt64Bits(double.IsNaN(value) ? double.NaN : value);

    /// <summary>The integers, or the bits of the doubles; null for a type that is not read.</summary>
    private static IEnumerable<long>? Values(TensorMessage tensor)
    {
        byte[] raw = tensor.RawData.ToByteArray();
        IEnumerable<long> Each<T>(int size, Func<byte[], int, T> take, IEnumerable<T> typed, Func<T, long> convert) =>
            (raw.Length > 0 ? Enumerable.Range(0, raw.Length / size).Select(i => take(raw, i * size)) : typed).Select(convert);

        return tensor.DataType switch
        {
            1 => Each(4, BitConverter.ToSingle, tensor.FloatData, value => Bits(value)),
            2 => Each(1, (bytes, i) => bytes[i], tensor.Int32Data.Select(value => (byte)value), value => value),
            3 => Each(1, (bytes, i) => (sbyte)bytes[i], tensor.Int32Data.Select(value => (sbyte)value), value => value),
            4 => Each(2, BitConverter.ToUInt16, tensor.Int32Data.Select(value => (ushort)value), value => value),
            5 => Each(2, BitConverter.ToInt16, tensor.Int32Data.Select(value => (short)value), value => value),
            6 => Each(4, BitConverter.ToInt32, tensor.Int32Data, value => value),
            7 => Each(8, BitConverter.ToInt64, tensor.Int64Data, value => value),
            9 => Each(1, (bytes, i) => bytes[i], tensor.Int32Data.Select(value => (byte)value), value => value),
            10 => Each(2, BitConverter.ToHalf, tensor.Int32Data.Select(value => BitConverter.UInt16BitsToHalf((ushort)value)), value => Bits((double)value)),
            11 => Each(8, BitConverter.ToDouble, tensor.DoubleData, Bits),
            12 => Each(4, BitConverter.ToUInt32, tensor.Uint64Data.Select(value => (uint)value), value => value),
            13 => Each(8, BitConverter.ToInt64, tensor.Uint64Data.Select(value => (long)value), value => value),
            16 => Each(2, BitConverter.ToUInt16, tensor.Int32Data.Select(value => (ushort)value), value => Bits(BitConverter.UInt32BitsToSingle((uint)value << 16))),
            _ => null,
        };
    }
}
