using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ReluGen.Numerics;

/// <summary>
/// Functions of each element, over rows of samples; called by generated code. The widest vectors that the processor
/// accelerates take most of a row, narrower ones and single numbers the rest: nothing behind a row is touched, and every
/// width gives the same bits.
/// </summary>
public static partial class Elementwise
{
    /// <summary>Applies a function to <paramref name="length"/> elements of each of <paramref name="count"/> samples.</summary>
    /// <param name="x">The first sample's elements.</param>
    /// <param name="xStride">The distance between two samples' elements.</param>
    /// <param name="output">Receives the first sample's results.</param>
    /// <param name="outputStride">The distance between two samples' results.</param>
    /// <param name="length">The number of elements of a sample.</param>
    /// <param name="count">The number of samples.</param>
    public static void Apply<TOperation, T>(ref T x, int xStride, ref T output, int outputStride, int length, int count)
        where TOperation : struct, IUnaryOperation
        where T : unmanaged
    {
        if (typeof(T) == typeof(float))
        {
            Apply<TOperation, Single512, Single256, Single128, Single1, float>(
                ref Unsafe.As<T, float>(ref x), xStride, ref Unsafe.As<T, float>(ref output), outputStride, length, count);
        }
        else
        {
            Apply<TOperation, Double512, Double256, Double128, Double1, double>(
                ref Unsafe.As<T, double>(ref x), xStride, ref Unsafe.As<T, double>(ref output), outputStride, length, count);
        }
    }

    /// <summary>Adds what a function contributes to the gradient of what it reads.</summary>
    /// <param name="x">What it reads, the first sample's elements.</param>
    /// <param name="xStride">The distance between two samples' elements.</param>
    /// <param name="g">The gradient for its results.</param>
    /// <param name="gStride">The distance between two samples' gradients.</param>
    /// <param name="target">The gradient for what it reads, at the same distances as the gradient for its results.</param>
    /// <param name="length">The number of elements of a sample.</param>
    /// <param name="count">The number of samples.</param>
    /// <param name="adds">Whether the target holds contributions already; else they are overwritten.</param>
    public static void Backward<TOperation, T>(
        ref T x, int xStride, ref T g, int gStride, ref T target, int length, int count, bool adds)
        where TOperation : struct, IUnaryOperation
        where T : unmanaged
    {
        if (typeof(T) == typeof(float))
        {
            Backward<TOperation, Single512, Single256, Single128, Single1, float>(
                ref Unsafe.As<T, float>(ref x), xStride, ref Unsafe.As<T, float>(ref g), gStride, ref Unsafe.As<T, float>(ref target), length, count, adds);
        }
        else
        {
            Backward<TOperation, Double512, Double256, Double128, Double1, double>(
                ref Unsafe.As<T, double>(ref x), xStride, ref Unsafe.As<T, double>(ref g), gStride, ref Unsafe.As<T, double>(ref target), length, count, adds);
        }
    }

    private static void Apply<TOperation, T512, T256, T128, T1, T>(
        ref T x, int xStride, ref T output, int outputStride, int length, int count)
        where TOperation : struct, IUnaryOperation
        where T512 : struct, ILanes<T512, T>
        where T256 : struct, ILanes<T256, T>
        where T128 : struct, ILanes<T128, T>
        where T1 : struct, ILanes<T1, T>
        where T : unmanaged
    {
        for (; count > 0; count--)
        {
            nuint i = 0;
            if (Vector512.IsHardwareAccelerated && length >= T512.Count)
            {
                i = Apply<TOperation, T512, T>(ref x, ref output, i, (nuint)length);
            }

            if (Vector256.IsHardwareAccelerated && length >= T256.Count)
            {
                i = Apply<TOperation, T256, T>(ref x, ref output, i, (nuint)length);
            }

            if (Vector128.IsHardwareAccelerated && length >= T128.Count)
            {
                i = Apply<TOperation, T128, T>(ref x, ref output, i, (nuint)length);
            }

            Apply<TOperation, T1, T>(ref x, ref output, i, (nuint)length);
            x = ref Unsafe.Add(ref x, xStride);
            output = ref Unsafe.Add(ref output, outputStride);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static nuint Apply<TOperation, TLanes, T>(ref T x, ref T output, nuint i, nuint length)
        where TOperation : struct, IUnaryOperation
        where TLanes : struct, ILanes<TLanes, T>
        where T : unmanaged
    {
        for (; i + (nuint)TLanes.Count <= length; i += (nuint)TLanes.Count)
        {
            TOperation.Apply<TLanes, T>(TLanes.Load(ref x, i)).Store(ref output, i);
        }

        return i;
    }

    private static void Backward<TOperation, T512, T256, T128, T1, T>(
        ref T x, int xStride, ref T g, int gStride, ref T target, int length, int count, bool adds)
        where TOperation : struct, IUnaryOperation
        where T512 : struct, ILanes<T512, T>
        where T256 : struct, ILanes<T256, T>
        where T128 : struct, ILanes<T128, T>
        where T1 : struct, ILanes<T1, T>
        where T : unmanaged
    {
        for (; count > 0; count--)
        {
            nuint i = 0;
            if (Vector512.IsHardwareAccelerated && length >= T512.Count)
            {
                i = Backward<TOperation, T512, T>(ref x, ref g, ref target, i, (nuint)length, adds);
            }

            if (Vector256.IsHardwareAccelerated && length >= T256.Count)
            {
                i = Backward<TOperation, T256, T>(ref x, ref g, ref target, i, (nuint)length, adds);
            }

            if (Vector128.IsHardwareAccelerated && length >= T128.Count)
            {
                i = Backward<TOperation, T128, T>(ref x, ref g, ref target, i, (nuint)length, adds);
            }

            Backward<TOperation, T1, T>(ref x, ref g, ref target, i, (nuint)length, adds);
            x = ref Unsafe.Add(ref x, xStride);
            g = ref Unsafe.Add(ref g, gStride);
            target = ref Unsafe.Add(ref target, gStride);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static nuint Backward<TOperation, TLanes, T>(ref T x, ref T g, ref T target, nuint i, nuint length, bool adds)
        where TOperation : struct, IUnaryOperation
        where TLanes : struct, ILanes<TLanes, T>
        where T : unmanaged
    {
        for (; i + (nuint)TLanes.Count <= length; i += (nuint)TLanes.Count)
        {
            TLanes contribution = TOperation.Backward<TLanes, T>(TLanes.Load(ref x, i), TLanes.Load(ref g, i));
            (adds ? TLanes.Load(ref target, i) + contribution : contribution).Store(ref target, i);
        }

        return i;
    }
}
