using static System.FormattableString;

namespace ReluGen.Readers.Onnx;

/// <summary>Reads the name and type of a value (<c>ValueInfoProto</c>).</summary>
/// <param name="problems">Where problems go.</param>
internal sealed class ValueReader(ProblemList problems)
{
    /// <summary>Reads the message.</summary>
    public OnnxValue Read(WireReader message)
    {
        string name = "";
        var value = new OnnxValue("", null, "undefined", null);
        while (message.Next())
        {
            switch (message.Field)
            {
                case 1:
                    name = message.Text();
                    break;
                case 2:
                    value = ReadType(message.Message());
                    break;
                default:
                    message.Skip();
                    break;
            }
        }

        CheckShape(name, value.Shape);
        return value with { Name = name };
    }

    private static OnnxValue ReadType(WireReader message)
    {
        var value = new OnnxValue("", null, "undefined", null);
        while (message.Next())
        {
            if (message.Field == 1)
            {
                value = ReadTensorType(message.Message());
                continue;
            }

            string? other = message.Field switch
            {
                4 => "sequence",
                5 => "map",
                8 => "sparse tensor",
                9 => "optional",
                _ => null,
            };
            value = other is null ? value : value with { FormatName = other };
            message.Skip();
        }

        return value;
    }

    private static OnnxValue ReadTensorType(WireReader message)
    {
        long type = 0;
        List<OnnxDimension>? shape = null;
        while (message.Next())
        {
            switch (message.Field)
            {
                case 1:
                    type = message.Varint();
                    break;
                case 2:
                    shape = ReadShape(message.Message());
                    break;
                default:
                    message.Skip();
                    break;
            }
        }

        return new OnnxValue("", OnnxDataType.Storage(type)?.Format, OnnxDataType.Name(type), shape);
    }

    private static List<OnnxDimension> ReadShape(WireReader message)
    {
        var shape = new List<OnnxDimension>();
        while (message.Next())
        {
            // One dimension too many is enough for CheckShape to see.
            if (message.Field == 1 && shape.Count <= TensorShape.MostDimensions)
            {
                shape.Add(ReadDimension(message.Message()));
            }
            else
            {
                message.Skip();
            }
        }

        return shape;
    }

    private static OnnxDimension ReadDimension(WireReader message)
    {
        long? size = null;
        string parameter = "";
        while (message.Next())
        {
            switch (message.Field)
            {
                case 1:
                    size = message.Varint();
                    break;
                case 2:
                    parameter = message.Text();
                    break;
                default:
                    message.Skip();
                    break;
            }
        }

        return new OnnxDimension(size < 0 ? null : size, parameter);
    }

    private void CheckShape(string name, IReadOnlyList<OnnxDimension>? shape)
    {
        if (shape is null)
        {
            return;
        }

        if (shape.Count > TensorShape.MostDimensions)
        {
            problems.Add(Invariant($"The value {QuotedText.Quote(name)} has more than {TensorShape.MostDimensions} dimensions, the most that are read."));
        }
        else if (TensorShape.Check([.. shape.Select(dimension => dimension.Size ?? 1)], out _, out _) is { } fault)
        {
            problems.Add($"The value {QuotedText.Quote(name)} {fault}.");
        }
    }
}
