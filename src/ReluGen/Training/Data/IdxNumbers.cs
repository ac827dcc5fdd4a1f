using System.Buffers.Binary;
using System.Numerics;

namespace ReluGen.Training;

/// <summary>Converts the numbers of an IDX file, which are big-endian.</summary>
internal static class IdxNumbers
{
    /// <summary>Converts numbers and multiplies each with <paramref name="scale"/>.</summary>
    public static void Convert<T>(ReadOnlySpan<byte> bytes, IdxElement element, Span<T> target, T scale)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (element == IdxElement.UnsignedByte)
        {
            for (int index = 0; index < target.Length; index++)
            {
                target[index] = T.CreateTruncating(bytes[index]) * scale;
            }

            return;
        }

        int size = bytes.Length / target.Length;
        for (int index = 0; index < target.Length; index++)
        {
            ReadOnlySpan<byte> number = bytes[(index * size)..];
            target[index] = scale * element switch
            {
                IdxElement.Float => T.CreateTruncating(BinaryPrimitives.ReadSingleBigEndian(number)),
                IdxElement.Double => T.CreateTruncating(BinaryPrimitives.ReadDoubleBigEndian(number)),
                _ => T.CreateTruncating(ReadInteger(number, element)),
            };
        }
    }

    /// <summary>The integer that <paramref name="bytes"/> starts with.</summary>
    public static int ReadInteger(ReadOnlySpan<byte> bytes, IdxElement element) => element switch
    {
        IdxElement.UnsignedByte => bytes[0],
        IdxElement.SignedByte => (sbyte)bytes[0],
        IdxElement.Int16 => BinaryPrimitives.ReadInt16BigEndian(bytes),
        _ => BinaryPrimitives.ReadInt32BigEndian(bytes),
    };
}
