using System.Runtime.CompilerServices;

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

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static AlignedBuffer<byte> Grow(int bytes) => _block = new AlignedBuffer<byte>(bytes);
}
