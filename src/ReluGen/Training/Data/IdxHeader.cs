using System.Buffers.Binary;

namespace ReluGen.Training;

/// <summary>The number type of an IDX file; the values are the file's.</summary>
public enum IdxElement
{
    /// <summary>Unsigned bytes.</summary>
    UnsignedByte = 0x08,

    /// <summary>Signed bytes.</summary>
    SignedByte = 0x09,

    /// <summary>16-bit integers.</summary>
    Int16 = 0x0B,

    /// <summary>32-bit integers.</summary>
    Int32 = 0x0C,

    /// <summary>32-bit floating point.</summary>
    Float = 0x0D,

    /// <summary>64-bit floating point.</summary>
    Double = 0x0E,
}

/// <summary>
/// The header of an IDX file: two zero bytes, element type, number of dimensions, and each dimension as a big-endian 32-bit integer. Nothing in it is trusted.
/// </summary>
/// <param name="Element">The number type.</param>
/// <param name="Shape">The dimensions: number of items, then the shape of one.</param>
internal sealed record IdxHeader(IdxElement Element, int[] Shape)
{
    /// <summary>The bytes before the dimensions.</summary>
    public const int MagicLength = 4;

    private const int MostDimensions = 8;

    /// <summary>The length of the whole header.</summary>
    public int Length => MagicLength + (4 * Shape.Length);

    /// <summary>The number of bytes of a number.</summary>
    public int ElementSize => Element switch
    {
        IdxElement.UnsignedByte or IdxElement.SignedByte => 1,
        IdxElement.Int16 => 2,
        IdxElement.Int32 or IdxElement.Float => 4,
        _ => 8,
    };

    /// <summary>The number of numbers of one item.</summary>
    public int ItemSize
    {
        get
        {
            int size = 1;
            foreach (int dimension in Shape.AsSpan(1))
            {
                size *= dimension;
            }

            return size;
        }
    }

    /// <summary>The number of bytes that follow the header.</summary>
    public long DataLength => (long)Shape[0] * ItemSize * ElementSize;

    /// <summary>The number of bytes of the header that starts with <paramref name="magic"/>.</summary>
    /// <exception cref="InvalidDataException">It is no IDX file.</exception>
    public static int LengthOf(ReadOnlySpan<byte> magic)
    {
        if (magic.Length < MagicLength || magic[0] != 0 || magic[1] != 0)
        {
            throw new InvalidDataException("This is no IDX file: it does not start with two zero bytes.");
        }

        if (!Enum.IsDefined((IdxElement)magic[2]))
        {
            throw new InvalidDataException(
                $"The IDX file's element type is 0x{magic[2]:X2}; known are 08, 09, 0B, 0C, 0D and 0E.");
        }

        return magic[3] is >= 1 and <= MostDimensions
            ? MagicLength + (4 * magic[3])
            : throw new InvalidDataException($"The IDX file has {magic[3]} dimensions; 1 to {MostDimensions} can be read.");
    }

    /// <summary>Reads a header of the length that <see cref="LengthOf"/> gave.</summary>
    /// <exception cref="InvalidDataException">It is no IDX file, or larger than memory can be.</exception>
    public static IdxHeader Parse(ReadOnlySpan<byte> bytes)
    {
        int length = LengthOf(bytes);
        if (bytes.Length < length)
        {
            throw new InvalidDataException($"The IDX file ends in its header, which has {length} bytes.");
        }

        var shape = new int[bytes[3]];
        long itemBytes = 8;
        for (int index = 0; index < shape.Length; index++)
        {
            shape[index] = BinaryPrimitives.ReadInt32BigEndian(bytes[(MagicLength + (4 * index))..]);
            if (shape[index] < (index == 0 ? 0 : 1))
            {
                throw new InvalidDataException($"Dimension {index} of the IDX file is {shape[index]}.");
            }

            // The product is below 2^62 before the check: no overflow.
            itemBytes = index == 0 ? itemBytes : itemBytes * shape[index];
            if (itemBytes > int.MaxValue)
            {
                throw new InvalidDataException(
                    $"An item of the IDX file has the shape {string.Join('×', shape[1..(index + 1)])}, which is too large to read.");
            }
        }

        return new IdxHeader((IdxElement)bytes[2], shape);
    }
}
