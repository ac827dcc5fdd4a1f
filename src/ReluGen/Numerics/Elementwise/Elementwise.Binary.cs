using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ReluGen.Numerics;

/// <content>Functions of two elements, the operands repeated as they say.</content>
public static partial class Elementwise
{
    /// <summary>Applies a function to <paramref name="length"/> elements of each of <paramref name="count"/> samples.</summary>
    /// <param name="x">The first operand of the first sample.</param>
    /// <param name="xs">How the first operand is repeated.</param>
    /// <param name="y">The second operand of the first sample.</param>
    /// <param name="ys">How the second operand is repeated.</param>
    /// <param name="output">Receives the first sample's results.</param>
    /// <param name="outputStride">The distance between two samples' results.</param>
    /// <param name="length">The number of results of a sample.</param>
    /// <param name="count">The number of samples.</param>
    public static void Apply<TOperation, T>(
        ref T x, Repeated xs, ref T y, Repeated ys, ref T output, int outputStride, int length, int count)
        where TOperation : struct, IBinaryOperation
        where T : unmanaged
    {
        if (typeof(T) == typeof(float))
        {
            Apply<TOperation, Single512, Single256, Single128, Single1, float>(
                ref Unsafe.As<T, float>(ref x), xs, ref Unsafe.As<T, float>(ref y), ys, ref Unsafe.As<T, float>(ref output), outputStride, length, count);
        }
        else
        {
            Apply<TOperation, Double512, Double256, Double128, Double1, double>(
                ref Unsafe.As<T, double>(ref x), xs, ref Unsafe.As<T, double>(ref y), ys, ref Unsafe.As<T, double>(ref output), outputStride, length, count);
        }
    }

    private static void Apply<TOperation, T512, T256, T128, T1, T>(
        ref T x, Repeated xs, ref T y, Repeated ys, ref T output, int outputStride, int length, int count)
        where TOperation : struct, IBinaryOperation
        where T512 : struct, ILanes<T512, T>
        where T256 : struct, ILanes<T256, T>
        where T128 : struct, ILanes<T128, T>
        where T1 : struct, ILanes<T1, T>
        where T : unmanaged
    {
        int run = Repeated.CommonRun(xs.Run(length), ys.Run(length));
        for (; count > 0; count--)
        {
            for (int start = 0; start < length; start += run)
            {
                ref T left = ref Unsafe.Add(ref x, xs.IndexOf(start));
                ref T right = ref Unsafe.Add(ref y, ys.IndexOf(start));
                ref T target = ref Unsafe.Add(ref output, start);
                nuint i = 0;
                if (Vector512.IsHardwareAccelerated && run >= T512.Count)
                {
                    i = Apply<TOperation, T512, T>(ref left, xs.IsSingle, ref right, ys.IsSingle, ref target, i, (nuint)run);
                }

                if (Vector256.IsHardwareAccelerated && run >= T256.Count)
                {
                    i = Apply<TOperation, T256, T>(ref left, xs.IsSingle, ref right, ys.IsSingle, ref target, i, (nuint)run);
                }

                if (Vector128.IsHardwareAccelerated && run >= T128.Count)
                {
                    i = Apply<TOperation, T128, T>(ref left, xs.IsSingle, ref right, ys.IsSingle, ref target, i, (nuint)run);
                }

                Apply<TOperation, T1, T>(ref left, xs.IsSingle, ref right, ys.IsSingle, ref target, i, (nuint)run);
            }

            x = ref Unsafe.Add(ref x, xs.Stride);
            y = ref Unsafe.Add(ref y, ys.Stride);
            output = ref Unsafe.Add(ref output, outputStride);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static nuint Apply<TOperation, TLanes, T>(
        ref T x, bool isSingleX, ref T y, bool isSingleY, ref T output, nuint i, nuint length)
        where TOperation : struct, IBinaryOperation
        where TLanes : struct, ILanes<TLanes, T>
        where T : unmanaged
    {
        TLanes singleX = TLanes.Splat(x);
        TLanes singleY = TLanes.Splat(y);
        for (; i + (nuint)TLanes.Count <= length; i += (nuint)TLanes.Count)
        {
            TLanes left = isSingleX ? singleX : TLanes.Load(ref x, i);
            TLanes right = isSingleY ? singleY : TLanes.Load(ref y, i);
            TOperation.Apply<TLanes, T>(left, right).Store(ref output, i);
        }

        return i;
    }
}
