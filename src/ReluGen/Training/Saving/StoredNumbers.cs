using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace ReluGen.Training;

/// <summary>How numbers lie in a file.</summary>
internal enum StoredFormat
{
    /// <summary>IEEE 754, 16 bit.</summary>
    Float16,

    /// <summary>The upper half of an IEEE 754 number of 32 bit.</summary>
    BFloat16,

    /// <summary>IEEE 754, 32 bit.</summary>
    Float32,

    /// <summary>IEEE 754, 64 bit.</summary>
    Float64,
}

/// <summary>Numbers of a file as those of a network.</summary>
internal static class StoredNumbers
{
    /// <summary>The bytes of one number.</summary>
    public static int SizeOf(StoredFormat format) => format switch
    {
        StoredFormat.Float64 => 8,
        StoredFormat.Float32 => 4,
        _ => 2,
    };

    /// <summary>Reads little-endian numbers, each rounded once where <typeparamref name="T"/> is narrower.</summary>
    /// <param name="format">What they are.</param>
    /// <param name="bytes">At least as many as <paramref name="target"/> needs.</param>
    /// <param name="target">Receives the numbers.</param>
    public static void Read<T>(StoredFormat format, ReadOnlySpan<byte> bytes, Span<T> target)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        bool isSame = format == (typeof(T) == typeof(float) ? StoredFormat.Float32 : StoredFormat.Float64);
        if (isSame && BitConverter.IsLittleEndian)
        {
            // The bits themselves: those of a NaN may matter to somebody.
            Span<byte> place = MemoryMarshal.AsBytes(target);
            bytes[..place.Length].CopyTo(place);
            return;
        }

        int size = SizeOf(format);
        for (int index = 0; index < target.Length; index++)
        {
            ReadOnlySpan<byte> number = bytes[(size * index)..];
            target[index] = format switch
            {
                StoredFormat.Float64 => T.CreateTruncating(BinaryPrimitives.ReadDoubleLittleEndian(number)),
                StoredFormat.Float32 => T.CreateTruncating(BinaryPrimitives.ReadSingleLittleEndian(number)),
                StoredFormat.Float16 => T.CreateTruncating(BinaryPrimitives.ReadHalfLittleEndian(number)),
                _ => T.CreateTruncating(BitConverter.Int32BitsToSingle(BinaryPrimitives.ReadUInt16LittleEndian(number) << 16)),
            };
        }
    }
}
