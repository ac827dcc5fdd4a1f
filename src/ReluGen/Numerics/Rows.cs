using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ReluGen.Numerics;

/// <summary>Copies and fills rows of memory with a stride. Called by generated code.</summary>
public static class Rows
{
    /// <summary>Copies <paramref name="count"/> rows of <paramref name="columns"/> elements; what lies between target rows stays.</summary>
    public static void Copy<T>(ref T source, int sourceStride, ref T target, int targetStride, int columns, int count)
    {
        for (; count > 0; count--)
        {
            MemoryMarshal.CreateReadOnlySpan(ref source, columns).CopyTo(MemoryMarshal.CreateSpan(ref target, columns));
            source = ref Unsafe.Add(ref source, sourceStride);
            target = ref Unsafe.Add(ref target, targetStride);
        }
    }

    /// <summary>Writes a number to <paramref name="columns"/> elements of each of <paramref name="count"/> rows.</summary>
    public static void Fill<T>(ref T target, int stride, int columns, int count, T value)
    {
        for (; count > 0; count--)
        {
            MemoryMarshal.CreateSpan(ref target, columns).Fill(value);
            target = ref Unsafe.Add(ref target, stride);
        }
    }

    /// <summary>Writes zero to stretches of each of <paramref name="count"/> rows: a start and a length each.</summary>
    public static void Clear<T>(ref T target, int stride, int count, ReadOnlySpan<int> stretches)
    {
        for (; count > 0; count--)
        {
            for (int i = 0; i < stretches.Length; i += 2)
            {
                MemoryMarshal.CreateSpan(ref Unsafe.Add(ref target, stretches[i]), stretches[i + 1]).Clear();
            }

            target = ref Unsafe.Add(ref target, stride);
        }
    }
}
