using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ReluGen.Numerics;

/// <summary>Zeroed native memory that starts on a cache line: 64 bytes. Used by generated code.</summary>
/// <typeparam name="T">The type of the elements.</typeparam>
public sealed unsafe class AlignedBuffer<T> : IDisposable
    where T : unmanaged
{
    /// <summary>The alignment in bytes: a cache line, and a 512-bit vector.</summary>
    internal const nuint Alignment = 64;

    private T* _start;

    /// <summary>Takes memory for <paramref name="length"/> elements.</summary>
    /// <exception cref="OutOfMemoryException">There is not enough memory.</exception>
    public AlignedBuffer(int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        nuint bytes = (nuint)Math.Max(length, 1) * (nuint)sizeof(T);
        _start = (T*)NativeMemory.AlignedAlloc(bytes, Alignment);
        NativeMemory.Clear(_start, bytes);
        Length = length;
    }

    /// <summary>Gives the memory back.</summary>
    ~AlignedBuffer() => NativeMemory.AlignedFree(_start);

    /// <summary>Gives the memory back; nobody may use what was handed out before.</summary>
    public void Dispose()
    {
        NativeMemory.AlignedFree(_start);
        _start = null;
        GC.SuppressFinalize(this);
    }

    /// <summary>The address of the first element. Valid while the buffer is reachable and not disposed.</summary>
    /// <exception cref="ObjectDisposedException">The memory was given back.</exception>
    internal nint Address
    {
        get
        {
            ObjectDisposedException.ThrowIf(_start == null, this);
            return (nint)_start;
        }
    }

    /// <summary>The number of elements.</summary>
    public int Length { get; }

    /// <summary>The first element. Valid while the buffer is reachable.</summary>
    public ref T Reference
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref Unsafe.AsRef<T>(_start);
    }

    /// <summary>All elements. Valid while the buffer is reachable and not disposed.</summary>
    /// <exception cref="ObjectDisposedException">The memory was given back.</exception>
    public Span<T> Span => new((T*)Address, Length);
}
