using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ReluGen.Numerics;

/// <summary>
/// Parameters and constants packed into aligned rows for the vector kernels. Called by generated code, which knows the place of each panel in
/// one piece of memory.
/// </summary>
public static unsafe class Panel
{
    /// <summary>Copies <paramref name="rows"/> rows of <paramref name="columns"/> elements to rows of <paramref name="stride"/>; what lies between the rows stays.</summary>
    /// <param name="values">The rows, without gaps.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="columns">The elements of a row.</param>
    /// <param name="stride">The distance between two rows of the panel.</param>
    /// <param name="panel">The panel.</param>
    public static void Pack<T>(ReadOnlySpan<T> values, int rows, int columns, int stride, nint panel)
        where T : unmanaged =>
        Rows.Copy(ref MemoryMarshal.GetReference(values), columns, ref At<T>(panel), stride, columns, rows);

    /// <summary>
    /// Turns weights [<paramref name="units"/>, <paramref name="inputs"/>] into [inputs, <paramref name="stride"/>]; what lies between the
    /// rows stays.
    /// </summary>
    /// <param name="weights">The weights, without gaps.</param>
    /// <param name="units">The number of units.</param>
    /// <param name="inputs">The number of inputs.</param>
    /// <param name="stride">The distance between two rows of the panel.</param>
    /// <param name="panel">The panel.</param>
    public static void PackTransposed<T>(ReadOnlySpan<T> weights, int units, int inputs, int stride, nint panel)
        where T : unmanaged =>
        Transposition.Copy(ref MemoryMarshal.GetReference(weights), inputs, ref At<T>(panel), stride, units, inputs);

    /// <summary>Takes memory for <paramref name="length"/> elements that lives as long as the process, on a cache line; whatever it holds.</summary>
    /// <exception cref="OutOfMemoryException">There is not enough memory.</exception>
    public static nint Reserve<T>(long length)
        where T : unmanaged => (nint)NativeMemory.AlignedAlloc(checked((nuint)length * (nuint)sizeof(T)), AlignedBuffer<T>.Alignment);

    /// <summary>Fills <paramref name="length"/> elements of a panel with zeros, from <paramref name="start"/> on.</summary>
    public static void Clear<T>(nint panel, long start, long length)
        where T : unmanaged => NativeMemory.Clear((T*)panel + start, checked((nuint)length * (nuint)sizeof(T)));

    /// <summary>The first <paramref name="count"/> elements of a panel.</summary>
    public static ReadOnlySpan<T> Values<T>(nint panel, int count)
        where T : unmanaged => new((T*)panel, count);

    /// <summary>The element of a panel at an offset.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref T At<T>(nint panel, nuint offset = 0)
        where T : unmanaged => ref Unsafe.AsRef<T>((T*)panel + offset);
}
