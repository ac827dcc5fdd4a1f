using System.Runtime.InteropServices;

namespace ReluGen.Training;

/// <summary>What the readers and writers of tensors share.</summary>
internal static class TensorShapes
{
    /// <summary>Checks that a shape has as many elements as there are values.</summary>
    /// <exception cref="ArgumentException">It has not.</exception>
    public static void Check(string name, ReadOnlySpan<int> shape, int count)
    {
        long elements = 1;
        foreach (int dimension in shape)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(dimension, nameof(shape));
            elements = Math.Min(elements * dimension, int.MaxValue + 1L);
        }

        if (elements != count)
        {
            throw new ArgumentException(
                $"Tensor '{name}' has the shape [{string.Join(", ", shape.ToArray())}], which does not have {count} elements.", nameof(shape));
        }
    }

    /// <summary>Checks that a tensor of a file has the shape that is needed.</summary>
    /// <exception cref="InvalidDataException">It has not.</exception>
    public static void CheckSame(string name, ReadOnlySpan<int> found, ReadOnlySpan<int> needed)
    {
        if (!found.SequenceEqual(needed))
        {
            throw new InvalidDataException(
                $"Tensor '{name}' has the shape [{string.Join(", ", found.ToArray())}]; [{string.Join(", ", needed.ToArray())}] is needed.");
        }
    }

    /// <summary>The bytes of numbers, little-endian.</summary>
    public static byte[] ToLittleEndian<T>(ReadOnlySpan<T> values)
        where T : unmanaged
    {
        byte[] bytes = MemoryMarshal.AsBytes(values).ToArray();
        if (!BitConverter.IsLittleEndian)
        {
            int size = bytes.Length / Math.Max(values.Length, 1);
            for (int start = 0; start < bytes.Length; start += size)
            {
                bytes.AsSpan(start, size).Reverse();
            }
        }

        return bytes;
    }
}
