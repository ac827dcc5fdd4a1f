using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ReluGen.Tests.Shared;

/// <summary>Which end of a guarded buffer a span lies flush against.</summary>
public enum GuardedEnd
{
    /// <summary>Inaccessible memory right before the first element.</summary>
    Start,

    /// <summary>Inaccessible memory right behind the last element.</summary>
    End,
}

/// <summary>
/// Memory between two inaccessible pages: code that reads or writes one element outside a span from here ends the
/// process on the spot.
/// </summary>
/// <typeparam name="T">The element type.</typeparam>
public sealed unsafe class GuardedBuffer<T> : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly int _capacity;
    private readonly nuint _size;
    private byte* _block;

    /// <summary>Takes memory for at least <paramref name="capacity"/> elements.</summary>
    public GuardedBuffer(int capacity)
    {
        nuint page = (nuint)Environment.SystemPageSize;
        nuint bytes = Math.Max(1, ((nuint)capacity * (nuint)sizeof(T) + page - 1) / page) * page;
        _capacity = (int)(bytes / (nuint)sizeof(T));
        _size = bytes + (2 * page);
        _block = GuardedMemory.Take(_size, page, bytes);
    }

    /// <summary>A span of <paramref name="length"/> elements flush against one end, filled with NaN so that a missing write shows.</summary>
    public Span<T> Take(int length, GuardedEnd end)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, _capacity);
        T* first = (T*)(_block + Environment.SystemPageSize);
        var span = new Span<T>(end == GuardedEnd.Start ? first : first + (_capacity - length), length);
        span.Fill(T.NaN);
        return span;
    }

    /// <summary>A span flush against one end with a copy of <paramref name="values"/>.</summary>
    public ReadOnlySpan<T> Copy(ReadOnlySpan<T> values, GuardedEnd end)
    {
        Span<T> span = Take(values.Length, end);
        values.CopyTo(span);
        return span;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_block is not null)
        {
            GuardedMemory.Free(_block, _size);
            _block = null;
        }
    }
}

/// <summary>Memory with page protection, from the operating system.</summary>
internal static unsafe class GuardedMemory
{
    private const int ReadWrite = 3;
    private const int Private = 2;
    private const uint ReserveAndCommit = 0x3000;
    private const uint Release = 0x8000;
    private const uint NoAccess = 1;
    private const uint PageReadWrite = 4;

    private static int Anonymous => OperatingSystem.IsMacOS() ? 0x1000 : 0x20;

    /// <summary>A block of which only <paramref name="accessible"/> bytes from <paramref name="start"/> on may be touched.</summary>
    public static byte* Take(nuint size, nuint start, nuint accessible)
    {
        if (OperatingSystem.IsWindows())
        {
            byte* memory = (byte*)VirtualAlloc(null, size, ReserveAndCommit, NoAccess);
            Check(memory is not null && VirtualProtect(memory + start, accessible, PageReadWrite, out _) != 0);
            return memory;
        }

        byte* block = (byte*)Map(null, size, 0, Private | Anonymous, -1, 0);
        Check((nint)block != -1 && Protect(block + start, accessible, ReadWrite) == 0);
        return block;
    }

    /// <summary>Gives a block back.</summary>
    public static void Free(byte* block, nuint size)
    {
        if (OperatingSystem.IsWindows())
        {
            Check(VirtualFree(block, 0, Release) != 0);
        }
        else
        {
            Check(Unmap(block, size) == 0);
        }
    }

    private static void Check(bool succeeded, [CallerMemberName] string operation = "")
    {
        if (!succeeded)
        {
            throw new InvalidOperationException($"{operation} failed with error {Marshal.GetLastPInvokeError()}.");
        }
    }

    [DllImport("libc", EntryPoint = "mmap", SetLastError = true)]
    private static extern void* Map(void* address, nuint length, int protection, int flags, int file, nint offset);

    [DllImport("libc", EntryPoint = "mprotect", SetLastError = true)]
    private static extern int Protect(void* address, nuint length, int protection);

    [DllImport("libc", EntryPoint = "munmap", SetLastError = true)]
    private static extern int Unmap(void* address, nuint length);

    [DllImport("kernel32", SetLastError = true)]
    private static extern void* VirtualAlloc(void* address, nuint size, uint type, uint protection);

    [DllImport("kernel32", SetLastError = true)]
    private static extern int VirtualProtect(void* address, nuint size, uint protection, out uint before);

    [DllImport("kernel32", SetLastError = true)]
    private static extern int VirtualFree(void* address, nuint size, uint type);
}
