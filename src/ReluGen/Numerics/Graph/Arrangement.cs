using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ReluGen.Numerics;

/// <summary>
/// Moves elements of each of a number of samples: blocks with a stride a dimension, or by a table of places. Called by
/// generated code.
/// </summary>
public static class Arrangement
{
    /// <summary>Copies a strided block to consecutive elements.</summary>
    /// <param name="source">The block's first element in the first sample.</param>
    /// <param name="sourceStride">The distance between two samples' sources.</param>
    /// <param name="target">Receives the block.</param>
    /// <param name="targetStride">The distance between two samples' targets.</param>
    /// <param name="count">The number of samples.</param>
    /// <param name="block">A length and a source stride for each dimension, outermost first.</param>
    public static void Copy<T>(ref T source, int sourceStride, ref T target, int targetStride, int count, ReadOnlySpan<int> block)
        where T : unmanaged
    {
        for (; count > 0; count--)
        {
            Copy(ref source, ref target, block);
            source = ref Unsafe.Add(ref source, sourceStride);
            target = ref Unsafe.Add(ref target, targetStride);
        }
    }

    /// <summary>Adds consecutive elements to those of a strided block, in order.</summary>
    /// <param name="source">The elements.</param>
    /// <param name="sourceStride">The distance between two samples' sources.</param>
    /// <param name="target">The block's first element in the first sample.</param>
    /// <param name="targetStride">The distance between two samples' targets.</param>
    /// <param name="count">The number of samples.</param>
    /// <param name="block">A length and a target stride for each dimension, outermost first.</param>
    public static void AddBack<T>(ref T source, int sourceStride, ref T target, int targetStride, int count, ReadOnlySpan<int> block)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (; count > 0; count--)
        {
            AddBack(ref source, ref target, block);
            source = ref Unsafe.Add(ref source, sourceStride);
            target = ref Unsafe.Add(ref target, targetStride);
        }
    }

    /// <summary>Copies the elements at the given places to consecutive ones.</summary>
    /// <param name="source">The first sample's source.</param>
    /// <param name="sourceStride">The distance between two samples' sources.</param>
    /// <param name="target">Receives an element for each place.</param>
    /// <param name="targetStride">The distance between two samples' targets.</param>
    /// <param name="count">The number of samples.</param>
    /// <param name="places">Where each element comes from; −1 for none, which keeps what the target holds.</param>
    public static void Gather<T>(ref T source, int sourceStride, ref T target, int targetStride, int count, ReadOnlySpan<int> places)
        where T : unmanaged
    {
        for (; count > 0; count--)
        {
            for (int i = 0; i < places.Length; i++)
            {
                if (places[i] >= 0)
                {
                    Unsafe.Add(ref target, i) = Unsafe.Add(ref source, places[i]);
                }
            }

            source = ref Unsafe.Add(ref source, sourceStride);
            target = ref Unsafe.Add(ref target, targetStride);
        }
    }

    /// <summary>Adds consecutive elements to those at the given places, in order.</summary>
    /// <param name="source">An element for each place.</param>
    /// <param name="sourceStride">The distance between two samples' sources.</param>
    /// <param name="target">The first sample's target.</param>
    /// <param name="targetStride">The distance between two samples' targets.</param>
    /// <param name="count">The number of samples.</param>
    /// <param name="places">Where each element goes; −1 for nowhere.</param>
    public static void Scatter<T>(ref T source, int sourceStride, ref T target, int targetStride, int count, ReadOnlySpan<int> places)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (; count > 0; count--)
        {
            for (int i = 0; i < places.Length; i++)
            {
                if (places[i] >= 0)
                {
                    Unsafe.Add(ref target, places[i]) += Unsafe.Add(ref source, i);
                }
            }

            source = ref Unsafe.Add(ref source, sourceStride);
            target = ref Unsafe.Add(ref target, targetStride);
        }
    }

    private static ref T Copy<T>(ref T source, ref T target, ReadOnlySpan<int> block)
        where T : unmanaged
    {
        (int length, int stride) = (block[0], block[1]);
        if (block.Length > 2)
        {
            for (; length > 0; length--)
            {
                target = ref Copy(ref source, ref target, block[2..]);
                source = ref Unsafe.Add(ref source, stride);
            }

            return ref target;
        }

        if (stride == 1)
        {
            MemoryMarshal.CreateReadOnlySpan(ref source, length).CopyTo(MemoryMarshal.CreateSpan(ref target, length));
        }
        else
        {
            for (int i = 0; i < length; i++)
            {
                Unsafe.Add(ref target, i) = Unsafe.Add(ref source, (nint)i * stride);
            }
        }

        return ref Unsafe.Add(ref target, length);
    }

    private static ref T AddBack<T>(ref T source, ref T target, ReadOnlySpan<int> block)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        (int length, int stride) = (block[0], block[1]);
        if (block.Length > 2)
        {
            for (; length > 0; length--)
            {
                source = ref AddBack(ref source, ref target, block[2..]);
                target = ref Unsafe.Add(ref target, stride);
            }

            return ref source;
        }

        if (stride == 1)
        {
            Gradients.Add(ref source, 0, ref target, 0, length, 1);
        }
        else
        {
            for (int i = 0; i < length; i++)
            {
                Unsafe.Add(ref target, (nint)i * stride) += Unsafe.Add(ref source, i);
            }
        }

        return ref Unsafe.Add(ref source, length);
    }
}
