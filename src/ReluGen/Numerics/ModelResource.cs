using System.Reflection;
using System.Runtime.InteropServices;

namespace ReluGen.Numerics;

/// <summary>
/// The values of a model's large tensors, an embedded resource of the assembly that the network is compiled into. Used by
/// generated code; opened once and kept as long as the process lives.
/// </summary>
/// <remarks>
/// The values are read where the loader has put them. Where that is not aligned to an element, or no memory at all, they are
/// copied once.
/// </remarks>
public sealed unsafe class ModelResource
{
    private readonly byte* _start;
    private readonly long _length;

    private ModelResource(byte* start, long length)
    {
        _start = start;
        _length = length;
    }

    /// <summary>Opens a resource.</summary>
    /// <typeparam name="T">The type of its elements.</typeparam>
    /// <param name="assembly">The assembly that it is embedded in.</param>
    /// <param name="name">Its name.</param>
    /// <param name="length">The number of elements that the network reads.</param>
    /// <exception cref="InvalidOperationException">There is no such resource, or it is shorter than that.</exception>
    public static ModelResource Open<T>(Assembly assembly, string name, int length)
        where T : unmanaged
    {
        Stream? stream = assembly.GetManifestResourceStream(name);
        if (stream is null)
        {
            throw new InvalidOperationException(
                $"The resource '{name}' with the network's weights is missing from {assembly.GetName().Name}; build the project again with the model file in it.");
        }

        long needed = (long)length * sizeof(T);
        if (stream.Length < needed)
        {
            throw new InvalidOperationException(
                $"The resource '{name}' has {stream.Length} bytes; the network needs {needed}. Build the project again, so that code and weights come from one model file.");
        }

        // The memory belongs to the loaded assembly; the stream only points to it and must not be closed.
        if (stream is UnmanagedMemoryStream memory && (nuint)memory.PositionPointer % (nuint)sizeof(T) == 0)
        {
            return new ModelResource(memory.PositionPointer, needed);
        }

        byte* copy = (byte*)NativeMemory.AlignedAlloc((nuint)Math.Max(needed, 1), AlignedBuffer<T>.Alignment);
        long filled = 0;
        while (filled < needed)
        {
            int part = (int)Math.Min(needed - filled, 1 << 20);
            stream.ReadExactly(new Span<byte>(copy + filled, part));
            filled += part;
        }

        stream.Dispose();
        return new ModelResource(copy, needed);
    }

    /// <summary>A stretch of the resource.</summary>
    /// <param name="offset">Where it starts, in elements.</param>
    /// <param name="count">The number of elements.</param>
    public ReadOnlySpan<T> Read<T>(int offset, int count)
        where T : unmanaged
    {
        if (((long)offset + count) * sizeof(T) > _length)
        {
            throw new ArgumentOutOfRangeException(nameof(count), count, $"Behind the end: {_length / sizeof(T)} elements from {offset} on.");
        }

        return new ReadOnlySpan<T>(_start + ((long)offset * sizeof(T)), count);
    }
}
