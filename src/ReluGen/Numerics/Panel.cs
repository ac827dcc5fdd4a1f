using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ReluGen.Numerics;

/// <summary>
/// Parameters packed into aligned rows for the vector kernels. Called by generated code, once a network: a panel lives
/// as long as the process. It is known by its address, which the JIT compiler turns into a constant.
/// </summary>
public static unsafe class Panel
{
    /// <summary>Copies <paramref name="rows"/> rows of <paramref name="columns"/> elements to rows of <paramref name="stride"/>, padded with zeros.</summary>
    /// <returns>The panel, on a cache line.</returns>
    public static nint Pack<T>(ReadOnlySpan<T> values, int rows, int columns, int stride)
        where T : unmanaged
    {
        Span<T> panel = Allocate<T>(checked(rows * stride), out nint address);
        for (int row = 0; row < rows; row++)
        {
            values.Slice(row * columns, columns).CopyTo(panel.Slice(row * stride, columns));
        }

        return address;
    }

    /// <summary>
    /// Turns weights [<paramref name="units"/>, <paramref name="inputs"/>] into [inputs, <paramref name="stride"/>],
    /// padded with zeros.
    /// </summary>
    /// <returns>The panel, on a cache line.</returns>
    public static nint PackTransposed<T>(ReadOnlySpan<T> weights, int units, int inputs, int stride)
        where T : unmanaged
    {
        Span<T> panel = Allocate<T>(checked(inputs * stride), out nint address);
        Transposition.Copy(
            ref MemoryMarshal.GetReference(weights), inputs, ref MemoryMarshal.GetReference(panel), stride, units, inputs);
        return address;
    }

    /// <summary>
    /// Turns weights [<paramref name="units"/>, <paramref name="inputs"/>] into [inputs, units] without padding between the rows; a
    /// vector of 128 bit may be read from the start of every row.
    /// </summary>
    /// <returns>The panel, on a cache line.</returns>
    public static nint PackTail<T>(ReadOnlySpan<T> weights, int units, int inputs)
        where T : unmanaged
    {
        Span<T> panel = Allocate<T>(checked((inputs * units) + Vector128<T>.Count), out nint address);
        Transposition.Copy(
            ref MemoryMarshal.GetReference(weights), inputs, ref MemoryMarshal.GetReference(panel), units, units, inputs);
        return address;
    }

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

    private static Span<T> Allocate<T>(int length, out nint address)
        where T : unmanaged
    {
        nuint bytes = (nuint)length * (nuint)sizeof(T);
        void* start = NativeMemory.AlignedAlloc(bytes, AlignedBuffer<T>.Alignment);
        NativeMemory.Clear(start, bytes);
        address = (nint)start;
        return new Span<T>(start, length);
    }
}
