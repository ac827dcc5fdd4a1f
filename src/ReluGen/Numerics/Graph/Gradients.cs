using System.Numerics;
using System.Runtime.CompilerServices;

namespace ReluGen.Numerics;

/// <summary>Adds rows of gradients, and sums them over samples. Called by generated code.</summary>
public static class Gradients
{
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
