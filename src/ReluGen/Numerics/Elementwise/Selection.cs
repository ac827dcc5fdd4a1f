using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ReluGen.Numerics;

/// <summary>
/// Takes each element from one of two operands, over rows of samples; called by generated code. Nothing behind a row is
/// touched. The gradients are those of <see cref="Operations.Select"/>.
/// </summary>
public static class Selection
{
    /// <summary>Takes the first operand where the condition is not 0, else the second.</summary>
    /// <param name="condition">The condition of the first sample.</param>
    /// <param name="conditions">How the condition is repeated.</param>
    /// <param name="x">What is taken where the condition is not 0.</param>
    /// <param name="xs">How it is repeated.</param>
    /// <param name="y">What is taken where the condition is 0.</param>
    /// <param name="ys">How it is repeated.</param>
    /// <param name="output">Receives the first sample's results.</param>
    /// <param name="outputStride">The distance between two samples' results.</param>
    /// <param name="length">The number of results of a sample.</param>
    /// <param name="count">The number of samples.</param>
    public static void Apply<T>(
        ref T condition, Repeated conditions, ref T x, Repeated xs, ref T y, Repeated ys, ref T output, int outputStride, int length, int count)
        where T : unmanaged
    {
        if (typeof(T) == typeof(float))
        {
            Apply<Single512, Single256, Single128, Single1, float>(
                ref Unsafe.As<T, float>(ref condition), conditions, ref Unsafe.As<T, float>(ref x), xs, ref Unsafe.As<T, float>(ref y), ys, ref Unsafe.As<T, float>(ref output), outputStride, length, count);
        }
        else
        {
            Apply<Double512, Double256, Double128, Double1, double>(
                ref Unsafe.As<T, double>(ref condition), conditions, ref Unsafe.As<T, double>(ref x), xs, ref Unsafe.As<T, double>(ref y), ys, ref Unsafe.As<T, double>(ref output), outputStride, length, count);
        }
    }

    private static void Apply<T512, T256, T128, T1, T>(
        ref T condition, Repeated conditions, ref T x, Repeated xs, ref T y, Repeated ys, ref T output, int outputStride, int length, int count)
        where T512 : struct, ILanes<T512, T>
        where T256 : struct, ILanes<T256, T>
        where T128 : struct, ILanes<T128, T>
        where T1 : struct, ILanes<T1, T>
        where T : unmanaged
    {
        int run = Repeated.CommonRun(Repeated.CommonRun(conditions.Run(length), xs.Run(length)), ys.Run(length));
        for (; count > 0; count--)
        {
            for (int start = 0; start < length; start += run)
            {
                ref T test = ref Unsafe.Add(ref condition, conditions.IndexOf(start));
                ref T whenTrue = ref Unsafe.Add(ref x, xs.IndexOf(start));
                ref T whenFalse = ref Unsafe.Add(ref y, ys.IndexOf(start));
                ref T target = ref Unsafe.Add(ref output, start);
                nuint i = 0;
                if (Vector512.IsHardwareAccelerated && run >= T512.Count)
                {
                    i = Apply<T512, T>(ref test, conditions.IsSingle, ref whenTrue, xs.IsSingle, ref whenFalse, ys.IsSingle, ref target, i, (nuint)run);
                }

                if (Vector256.IsHardwareAccelerated && run >= T256.Count)
                {
                    i = Apply<T256, T>(ref test, conditions.IsSingle, ref whenTrue, xs.IsSingle, ref whenFalse, ys.IsSingle, ref target, i, (nuint)run);
                }

                if (Vector128.IsHardwareAccelerated && run >= T128.Count)
                {
                    i = Apply<T128, T>(ref test, conditions.IsSingle, ref whenTrue, xs.IsSingle, ref whenFalse, ys.IsSingle, ref target, i, (nuint)run);
                }

                Apply<T1, T>(ref test, conditions.IsSingle, ref whenTrue, xs.IsSingle, ref whenFalse, ys.IsSingle, ref target, i, (nuint)run);
            }

            condition = ref Unsafe.Add(ref condition, conditions.Stride);
            x = ref Unsafe.Add(ref x, xs.Stride);
            y = ref Unsafe.Add(ref y, ys.Stride);
            output = ref Unsafe.Add(ref output, outputStride);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static nuint Apply<TLanes, T>(
        ref T condition, bool isSingleCondition, ref T x, bool isSingleX, ref T y, bool isSingleY, ref T output, nuint i, nuint length)
        where TLanes : struct, ILanes<TLanes, T>
        where T : unmanaged
    {
        TLanes zero = TLanes.Constant(0);
        TLanes singleCondition = TLanes.Splat(condition);
        TLanes singleX = TLanes.Splat(x);
        TLanes singleY = TLanes.Splat(y);
        for (; i + (nuint)TLanes.Count <= length; i += (nuint)TLanes.Count)
        {
            TLanes test = isSingleCondition ? singleCondition : TLanes.Load(ref condition, i);
            TLanes whenTrue = isSingleX ? singleX : TLanes.Load(ref x, i);
            TLanes whenFalse = isSingleY ? singleY : TLanes.Load(ref y, i);
            TLanes.SelectEqual(test, zero, whenFalse, whenTrue).Store(ref output, i);
        }

        return i;
    }
}
