using static System.FormattableString;

namespace ReluGen.Readers;

/// <summary>Why a tensor cannot be read.</summary>
/// <param name="Reason">What is wrong, to be put behind the tensor's name.</param>
/// <param name="IsDamage">Whether the file is broken; else the tensor is only of a kind that is not read.</param>
internal sealed record TensorFault(string Reason, bool IsDamage);

/// <summary>Turns stored bytes into the values of a tensor.</summary>
internal static class TensorDecoder
{
    /// <summary>Decodes a tensor whose bytes stand in the file as they are.</summary>
    /// <param name="name">The tensor's name.</param>
    /// <param name="storage">How its numbers are stored.</param>
    /// <param name="shape">Its dimensions.</param>
    /// <param name="data">Its bytes: as many as the shape needs, which the caller has checked.</param>
    /// <param name="isBigEndian">Whether the most significant byte comes first.</param>
    /// <param name="tensor">The tensor, or null where a value cannot be held.</param>
    /// <returns>What is wrong, or null.</returns>
    public static TensorFault? Decode(
        string name, NumberStorage storage, int[] shape, ByteRange data, bool isBigEndian, out NamedTensor? tensor)
    {
        int count = data.Length / storage.Size;
        tensor = null;
        if (storage.Format is TensorFormat.Integer or TensorFormat.Boolean)
        {
            var integers = new long[count];
            for (int i = 0; i < count; i++)
            {
                integers[i] = storage.ToInteger(Bits(data, i * storage.Size, storage.Size, isBigEndian));
                if (Fault(storage, integers[i]) is { } fault)
                {
                    return fault;
                }
            }

            tensor = new NamedTensor(name, storage.Format, shape, [], integers);
            return null;
        }

        var values = new double[count];
        for (int i = 0; i < count; i++)
        {
            values[i] = storage.ToDouble(Bits(data, i * storage.Size, storage.Size, isBigEndian));
        }

        tensor = new NamedTensor(name, storage.Format, shape, values, []);
        return null;
    }

    /// <summary>What keeps an integer from being a value of its format, or null.</summary>
    public static TensorFault? Fault(NumberStorage storage, long value)
    {
        if (storage.Format == TensorFormat.Boolean)
        {
            // Some libraries take any byte but 0 for true. A writer never makes one: the file is damaged or of another type.
            return value is 0 or 1 ? null : new TensorFault(Invariant($"holds {value} as a truth value; only 0 and 1 are"), IsDamage: true);
        }

        return storage is { Size: 8, IsSigned: false } && value < 0
            ? new TensorFault(Invariant($"holds {(ulong)value}; whole numbers up to {long.MaxValue} are read"), IsDamage: false)
            : null;
    }

    private static ulong Bits(ByteRange data, int start, int size, bool isBigEndian)
    {
        ulong bits = 0;
        for (int i = 0; i < size; i++)
        {
            bits |= (ulong)data[start + i] << (8 * (isBigEndian ? size - 1 - i : i));
        }

        return bits;
    }
}
