using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ReluGen.Numerics;

/// <summary>Copies rows between memory of different strides. Called by generated code.</summary>
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
}
