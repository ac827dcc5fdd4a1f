using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ReluGen.Training;

namespace ReluGen.Numerics;

/// <summary>The factors of dropout: 0 for a dropped element, 1 / (1 − rate) for a kept one. Called by generated code.</summary>
/// <remarks>
/// An element is dropped where its 32 random bits, as a whole number, are below rate · 2³², rounded down. The bits come from a counter, so
/// that every element is computed by itself, in whole numbers only: the same in every vector width.
/// </remarks>
public static class DropoutMask
{
    /// <summary>Fills rows of factors; all are 1 where the key drops nothing.</summary>
    /// <param name="mask">The first row.</param>
    /// <param name="stride">The number of elements of a row.</param>
    /// <param name="count">The number of rows.</param>
    /// <param name="key">Step and first row.</param>
    /// <param name="layer">The number of dense layers before the dropout.</param>
    /// <param name="rate">The probability that an element is dropped, from 0 to below 1.</param>
    public static void Fill<T>(ref T mask, int stride, int count, DropoutKey key, int layer, double rate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (!key.Drops)
        {
            MemoryMarshal.CreateSpan(ref mask, stride * count).Fill(T.One);
            return;
        }

        var threshold = (uint)(rate * 4294967296.0);
        T kept = T.CreateTruncating(1 / (1 - rate));
        for (int row = 0; row < count; row++)
        {
            FillRow(ref mask, (nuint)stride, key.StateOf(layer, row), threshold, kept);
            mask = ref Unsafe.Add(ref mask, stride);
        }
    }

    private static void FillRow<T>(ref T row, nuint length, ulong state, uint threshold, T kept)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var states = new Vector<ulong>(state) + (Vector<ulong>.Indices * SplitMix64.Step);
        var stride = new Vector<ulong>(SplitMix64.Step * (ulong)Vector<ulong>.Count);
        var thresholds = new Vector<uint>(threshold);
        nuint index = 0;
        for (; index + (nuint)Vector<uint>.Count <= length; index += (nuint)Vector<uint>.Count)
        {
            Vector<int> isKept = Vector.GreaterThanOrEqual(SplitMix64.Mix(states).As<ulong, uint>(), thresholds).As<uint, int>();
            if (typeof(T) == typeof(float))
            {
                Select(isKept.As<int, T>(), kept).StoreUnsafe(ref row, index);
            }
            else
            {
                // A double takes two lanes of bits: all ones or all zeros in both.
                Vector.Widen(isKept, out Vector<long> lower, out Vector<long> upper);
                Select(lower.As<long, T>(), kept).StoreUnsafe(ref row, index);
                Select(upper.As<long, T>(), kept).StoreUnsafe(ref row, index + (nuint)Vector<T>.Count);
            }

            states += stride;
        }

        for (; index < length; index++)
        {
            ulong number = SplitMix64.Mix(state + (index / 2 * SplitMix64.Step));
            Unsafe.Add(ref row, index) = (uint)(number >> (int)(index % 2 * 32)) >= threshold ? kept : T.Zero;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<T> Select<T>(Vector<T> isKept, T kept) => new Vector<T>(kept) & isKept;
}
