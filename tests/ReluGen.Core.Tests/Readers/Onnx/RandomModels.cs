using Google.Protobuf;
using ReluGen.Tests.Core.Readers.Onnx.Schema;

namespace ReluGen.Tests.Core.Readers.Onnx;

/// <summary>Models without meaning that use every field that is read.</summary>
internal static class RandomModels
{
    /// <summary>The types that can be read, and two that cannot.</summary>
    private static readonly int[] Types = [1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12, 13, 16, 8, 18];

    public static ModelMessage Create(Random random)
    {
        var graph = new GraphMessage { Name = Text(random), DocString = Text(random) };
        for (int i = random.Next(6); i > 0; i--)
        {
            graph.Initializer.Add(Tensor(random, $"constant {i} {Text(random)}"));
            graph.Input.Add(Value(random, random.Next(2) == 0 ? graph.Initializer[^1].Name : $"input {i}"));
            graph.Output.Add(Value(random, Text(random)));
            graph.ValueInfo.Add(Value(random, Text(random)));
        }

        for (int i = random.Next(6); i > 0; i--)
        {
            graph.Node.Add(Node(random, i));
        }

        return new ModelMessage
        {
            IrVersion = random.NextInt64(),
            ProducerName = Text(random),
            Graph = graph,
            OpsetImport =
            {
                new OperatorSetMessage { Domain = random.Next(2) == 0 ? "" : "ai.onnx", Version = random.Next(30) },
                new OperatorSetMessage { Domain = "com.example", Version = random.Next(30) },
            },
        };
    }

    private static NodeMessage Node(Random random, int number)
    {
        var node = new NodeMessage { Name = Text(random), OpType = "Op" + Text(random), Domain = random.Next(2) == 0 ? "" : "com.example" };
        node.Input.Add([Text(random), ""]);
        node.Output.Add([$"node {number}", $"node {number} second"]);
        for (int type = 1; type <= 9; type++)
        {
            if (random.Next(2) == 0 && type != 5)
            {
                node.Attribute.Add(Attribute(random, type));
            }
        }

        return node;
    }

    private static AttributeMessage Attribute(Random random, int type)
    {
        var attribute = new AttributeMessage { Name = $"attribute {type}", Type = type };
        switch (type)
        {
            case 1:
                attribute.F = random.Next(3) - 1;
                break;
            case 2:
                attribute.I = random.Next(3) - 1;
                break;
            case 3:
                attribute.S = ByteString.CopyFromUtf8(Text(random));
                break;
            case 4:
                attribute.T = Tensor(random, "");
                break;
            case 6:
                attribute.Floats.Add(Enumerable.Range(0, random.Next(4)).Select(_ => random.NextSingle()));
                break;
            case 7:
                attribute.Ints.Add(Enumerable.Range(0, random.Next(4)).Select(_ => random.NextInt64(long.MinValue, long.MaxValue)));
                break;
            case 8:
                attribute.Strings.Add(Enumerable.Range(0, random.Next(4)).Select(_ => ByteString.CopyFromUtf8(Text(random))));
                break;
        }

        return attribute;
    }

    private static TensorMessage Tensor(Random random, string name)
    {
        int type = Types[random.Next(Types.Length)];
        var tensor = new TensorMessage { Name = name, DataType = type, DocString = Text(random) };
        tensor.Dims.Add(Enumerable.Range(0, random.Next(4)).Select(_ => (long)random.Next(4)));
        int count = (int)tensor.Dims.Aggregate(1L, (product, dimension) => product * dimension);
        long Bits() => type == 9 ? random.Next(2) : random.NextInt64(0, long.MaxValue);
        long[] bits = [.. Enumerable.Range(0, count).Select(_ => Bits())];
        int size = type switch { 2 or 3 or 9 => 1, 4 or 5 or 10 or 16 => 2, 7 or 11 or 13 => 8, _ => 4 };
        if (random.Next(2) == 0)
        {
            tensor.RawData = ByteString.CopyFrom([.. bits.SelectMany(value => BitConverter.GetBytes(value).Take(size))]);
            return tensor;
        }

        switch (type)
        {
            case 1:
                tensor.FloatData.Add(bits.Select(value => BitConverter.Int32BitsToSingle((int)value)));
                break;
            case 11:
                tensor.DoubleData.Add(bits.Select(BitConverter.Int64BitsToDouble));
                break;
            case 7:
                tensor.Int64Data.Add(bits.Select(value => random.Next(2) == 0 ? value : -value));
                break;
            case 12 or 13:
                tensor.Uint64Data.Add(bits.Select(value => type == 12 ? (uint)value : (ulong)value));
                break;
            default:
                tensor.Int32Data.Add(bits.Select(value => type switch
                {
                    2 => (byte)value,
                    3 => (sbyte)value,
                    4 or 10 or 16 => (ushort)value,
                    5 => (short)value,
                    _ => (int)value,
                }));
                break;
        }

        return tensor;
    }

    private static ValueMessage Value(Random random, string name)
    {
        var value = new ValueMessage { Name = name };
        if (random.Next(3) > 0)
        {
            value.Type = new TypeMessage { TensorType = new TensorTypeMessage { ElemType = random.Next(20) } };
        }

        if (value.Type is not null && random.Next(3) > 0)
        {
            value.Type.TensorType.Shape = new ShapeMessage();
            for (int i = random.Next(5); i > 0; i--)
            {
                value.Type.TensorType.Shape.Dim.Add(random.Next(3) switch
                {
                    0 => new DimensionMessage { DimParam = Text(random) },
                    1 => new DimensionMessage { DimValue = random.Next(100) - 1 },
                    _ => new DimensionMessage(),
                });
            }
        }

        return value;
    }

    private static string Text(Random random) =>
        string.Concat(Enumerable.Range(0, random.Next(6)).Select(_ => "aZ0_:/ é√\n"[random.Next(10)]));
}
