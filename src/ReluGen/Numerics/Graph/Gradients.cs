using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ReluGen.Numerics;

/// <summary>Rows of gradients in scratch memory: filling, adding, summing over samples. Called by generated code.</summary>
public static class Gradients
{
    /// <summary>Writes a number to <paramref name="length"/> elements of each of <paramref name="count"/> rows.</summary>
    public static void Fill<T>(ref T target, int stride, int length, int count, T value)
        where T : unmanaged
    {
        for (; count > 0; count--)
        {
            MemoryMarshal.CreateSpan(ref target, length).Fill(value);
            target = ref Unsafe.Add(ref target, stride);
        }
    }

    /// <summary>Adds rows to rows.</summary>
    public static void Add<T>(ref T source, int sourceStride, ref T target, int targetStride, int length, int count)
        where T : unmanaged =>
        Elementwise.Apply<Operations.Add, T>(
            ref target, Repeated.Whole(targetStride), ref source, Repeated.Whole(sourceStride), ref target, targetStride, length, count);

    /// <summary>Sums rows over samples, in one chain from −0 on, in order, and adds the sums to the target.</summary>
    /// <param name="rows">A row a sample, which are lost.</param>
    /// <param name="stride">The distance between two rows.</param>
    /// <param name="target">Receives the sums on top of what it holds.</param>
    /// <param name="length">The elements of a row.</param>
    /// <param name="count">The number of rows, at least one.</param>
    public static void AddSum<T>(ref T rows, int stride, ref T target, int length, int count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int row = 1; row < count; row++)
        {
            Add(ref Unsafe.Add(ref rows, row * stride), 0, ref rows, 0, length, 1);
        }

        Add(ref rows, 0, ref target, 0, length, 1);
    }
}
