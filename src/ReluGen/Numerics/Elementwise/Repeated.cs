using System.Runtime.CompilerServices;

namespace ReluGen.Numerics;

/// <summary>
/// How an operand's elements are repeated: element i of a sample reads element (i / inner) mod length of the operand.
/// </summary>
public readonly struct Repeated
{
    private readonly int _length;
    private readonly int _inner;

    /// <summary>An operand whose elements are repeated.</summary>
    /// <param name="stride">The distance between two samples' operands, in elements; 0 where all samples share one.</param>
    /// <param name="length">The number of elements.</param>
    /// <param name="inner">How many elements in a row share one of the operand's.</param>
    public Repeated(int stride, int length, int inner)
    {
        Stride = stride;
        _length = length;
        _inner = inner;
    }

    /// <summary>The distance between two samples' operands, in elements.</summary>
    internal int Stride { get; }

    /// <summary>An operand that has an element for each.</summary>
    public static Repeated Whole(int stride) => new(stride, int.MaxValue, 1);

    /// <summary>An operand of one element, which all share.</summary>
    public static Repeated Single(int stride) => new(stride, 1, int.MaxValue);

    /// <summary>Whether a run of elements in a row reads a single element.</summary>
    internal bool IsSingle
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _length == 1 || _inner > 1;
    }

    /// <summary>The element that element <paramref name="index"/> reads.</summary>
    /// <remarks>Most operands are one run; its start needs no division.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal int IndexOf(int index) => index == 0 ? 0 : (int)((uint)index / (uint)_inner % (uint)_length);

    /// <summary>How many elements in a row, from any multiple of it on, read consecutive elements or a single one.</summary>
    internal int Run(int total) => _length == 1 ? total : _inner > 1 ? Math.Min(_inner, total) : Math.Min(_length, total);

    /// <summary>The longest run that is one in both.</summary>
    internal static int CommonRun(int first, int second)
    {
        while (second != 0)
        {
            (first, second) = (second, first % second);
        }

        return first;
    }
}
