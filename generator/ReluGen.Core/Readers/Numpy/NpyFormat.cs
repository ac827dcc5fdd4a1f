using System.Text;
using static System.FormattableString;

namespace ReluGen.Readers.Numpy;

/// <summary>What the first bytes of an array say: where its values are and what they are.</summary>
/// <param name="Storage">How its numbers are stored.</param>
/// <param name="IsBigEndian">Whether the most significant byte comes first.</param>
/// <param name="IsFortranOrder">Whether the first dimension runs fastest.</param>
/// <param name="Shape">The dimensions.</param>
/// <param name="Count">The number of values.</param>
/// <param name="HeaderLength">The number of bytes before the values.</param>
internal sealed record NpyFormat(NumberStorage Storage, bool IsBigEndian, bool IsFortranOrder, int[] Shape, int Count, int HeaderLength)
{
    /// <summary>The longest dictionary that is read: NumPy itself warns from 10,000 characters on.</summary>
    public const int LongestHeader = 65_536;

    /// <summary>The bytes before the dictionary in the version with the longest length.</summary>
    public const int LongestPreamble = 12;

    /// <summary>The number of bytes of the values.</summary>
    public long DataLength => (long)Count * Storage.Size;

    /// <summary>
    /// The length of everything before the values, from the first <see cref="LongestPreamble"/> bytes, or null where they
    /// start no array.
    /// </summary>
    public static long? HeaderLengthOf(byte[] start)
    {
        if (!FileSignature.IsNpy(start) || start.Length < LongestPreamble)
        {
            return null;
        }

        return start[6] switch
        {
            1 => 10L + (start[8] | start[9] << 8),
            2 or 3 => 12L + (uint)(start[8] | start[9] << 8 | start[10] << 16 | start[11] << 24),
            _ => null,
        };
    }

    /// <summary>Reads everything before the values.</summary>
    /// <param name="header">The bytes before the values.</param>
    /// <param name="fault">What is wrong, to be put behind the array's name, or null.</param>
    public static NpyFormat? Read(byte[] header, out string? fault)
    {
        int start = header[6] == 1 ? 10 : 12;
        if (NpyHeader.Parse(Encoding.UTF8.GetString(header, start, header.Length - start)) is not { } parsed)
        {
            fault = "has a header that cannot be read; save it again with numpy.save";
            return null;
        }

        if (parsed.Description is not { } description)
        {
            fault = "is an array of records; save its fields as arrays of their own";
            return null;
        }

        if (StorageOf(description) is not { } storage)
        {
            fault = $"is of the format {QuotedText.Quote(description)} ({Describe(description)}), which is not read; save it as float32 or float64";
            return null;
        }

        if (TensorShape.Check(parsed.Shape, out int[] shape, out int count) is { } wrong)
        {
            fault = wrong;
            return null;
        }

        fault = null;
        return new NpyFormat(storage, description[0] == '>', parsed.IsFortranOrder, shape, count, header.Length);
    }

    /// <summary>Decodes the values, first dimension outermost whatever their order in the file.</summary>
    /// <param name="name">The array's name.</param>
    /// <param name="data">The bytes of the values.</param>
    /// <param name="fault">What is wrong, to be put behind the array's name, or null.</param>
    public NamedTensor? Decode(string name, ByteRange data, out string? fault)
    {
        if (data.Length != DataLength)
        {
            fault = Invariant($"has {data.Length} bytes of values; its shape {QuotedText.Shape(Shape)} needs {DataLength}");
            return null;
        }

        fault = TensorDecoder.Decode(name, Storage, Shape, data, IsBigEndian, out NamedTensor? tensor)?.Reason;
        return tensor is null || !IsFortranOrder
            ? tensor
            : tensor with { Values = ToRowMajor(tensor.Values), Integers = ToRowMajor(tensor.Integers) };
    }

    private T[] ToRowMajor<T>(T[] values)
    {
        var ordered = new T[values.Length];
        var index = new int[Shape.Length];
        for (int i = 0; i < values.Length; i++)
        {
            int place = 0;
            for (int dimension = 0; dimension < Shape.Length; dimension++)
            {
                place = (place * Shape[dimension]) + index[dimension];
            }

            ordered[place] = values[i];
            for (int dimension = 0; dimension < Shape.Length && ++index[dimension] == Shape[dimension]; dimension++)
            {
                index[dimension] = 0;
            }
        }

        return ordered;
    }

    /// <summary>Byte order, kind and size in bytes. Single bytes have no order: <c>|</c>.</summary>
    private static NumberStorage? StorageOf(string description) => description switch
    {
        "<f2" or ">f2" => NumberStorage.Float16,
        "<f4" or ">f4" => NumberStorage.Float32,
        "<f8" or ">f8" => NumberStorage.Float64,
        "|i1" => NumberStorage.Signed(1),
        "<i2" or ">i2" => NumberStorage.Signed(2),
        "<i4" or ">i4" => NumberStorage.Signed(4),
        "<i8" or ">i8" => NumberStorage.Signed(8),
        "|u1" => NumberStorage.Unsigned(1),
        "<u2" or ">u2" => NumberStorage.Unsigned(2),
        "<u4" or ">u4" => NumberStorage.Unsigned(4),
        "<u8" or ">u8" => NumberStorage.Unsigned(8),
        "|b1" => NumberStorage.Boolean,
        _ => null,
    };

    private static string Describe(string description) => (description.Length > 1 ? description[1] : ' ') switch
    {
        'c' => "complex numbers",
        'O' => "Python objects",
        'U' or 'S' or 'a' => "text",
        'M' or 'm' => "times",
        'f' => "floating-point numbers of an unusual size",
        _ => "unknown",
    };
}
