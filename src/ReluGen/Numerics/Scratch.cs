using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ReluGen.Numerics;

/// <summary>One block of scratch memory a thread, which grows to the largest demand. Used by generated code.</summary>
/// <remarks>
/// A renter may use the block until it calls something that rents again; generated kernels never hold it across a call
/// to user code, so networks may be mixed freely on a thread.
/// </remarks>
public static class Scratch
{
    [ThreadStatic]
    private static AlignedBuffer<byte>? _block;

    /// <summary>Uninitialised memory for <paramref name="count"/> elements, aligned to 64 bytes.</summary>
    /// <returns>The first element.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref T Rent<T>(int count)
        where T : unmanaged
    {
        AlignedBuffer<byte>? block = _block;
        int bytes = checked(count * Unsafe.SizeOf<T>());
        if (block is null || block.Length < bytes)
        {
            block = Grow(bytes);
        }

        return ref Unsafe.As<byte, T>(ref block.Reference);
    }

    /// <summary>The first element of memory on the stack that lies on a cache line of 64 bytes: the stack itself is aligned to 16, and rows across two lines take longer.</summary>
    /// <param name="memory">Memory on the stack, which nothing moves, with a line's elements more than are needed.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe ref T Align<T>(Span<T> memory)
        where T : unmanaged
    {
        ref T start = ref MemoryMarshal.GetReference(memory);
        nuint behindLine = (nuint)Unsafe.AsPointer(ref start) % AlignedBuffer<T>.Alignment;
        return ref Unsafe.AddByteOffset(ref start, (AlignedBuffer<T>.Alignment - behindLine) % AlignedBuffer<T>.Alignment);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static AlignedBuffer<byte> Grow(int bytes) => _block = new AlignedBuffer<byte>(bytes);
}
