using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ReluGen.Numerics;

/// <content>Gradients of functions of two elements, the operands repeated as they say.</content>
public static partial class Elementwise
{
    /// <summary>Adds what a function contributes to the gradient of its first operand, in the order of its results.</summary>
    /// <param name="x">The first operand of the first sample.</param>
    /// <param name="xs">How the first operand is repeated.</param>
    /// <param name="y">The second operand of the first sample.</param>
    /// <param name="ys">How the second operand is repeated.</param>
    /// <param name="g">The gradient for the first sample's results.</param>
    /// <param name="gStride">The distance between two samples' gradients.</param>
    /// <param name="target">The gradient for the first operand.</param>
    /// <param name="targets">How it is repeated; as the first operand, with a distance of its own.</param>
    /// <param name="length">The number of results of a sample.</param>
    /// <param name="count">The number of samples.</param>
    /// <param name="adds">
    /// Whether the target holds contributions already, or −0; else they are overwritten, and the operand must not be repeated.
    /// </param>
    public static void BackwardLeft<TOperation, T>(
        ref T x, Repeated xs, ref T y, Repeated ys, ref T g, int gStride, ref T target, Repeated targets, int length, int count, bool adds)
        where TOperation : struct, IBinaryOperation
        where T : unmanaged =>
        Backward<Left<TOperation>, T>(ref x, xs, ref y, ys, ref g, gStride, ref target, targets, length, count, adds);

    /// <summary>Adds what a function contributes to the gradient of its second operand, in the order of its results.</summary>
    /// <inheritdoc cref="BackwardLeft{TOperation, T}(ref T, Repeated, ref T, Repeated, ref T, int, ref T, Repeated, int, int, bool)"/>
    public static void BackwardRight<TOperation, T>(
        ref T x, Repeated xs, ref T y, Repeated ys, ref T g, int gStride, ref T target, Repeated targets, int length, int count, bool adds)
        where TOperation : struct, IBinaryOperation
        where T : unmanaged =>
        Backward<Right<TOperation>, T>(ref x, xs, ref y, ys, ref g, gStride, ref target, targets, length, count, adds);

    private static void Backward<TContribution, T>(
        ref T x, Repeated xs, ref T y, Repeated ys, ref T g, int gStride, ref T target, Repeated targets, int length, int count, bool adds)
        where TContribution : struct, IContribution
        where T : unmanaged
    {
        if (typeof(T) == typeof(float))
        {
            Backward<TContribution, Single512, Single256, Single128, Single1, float>(
                ref Unsafe.As<T, float>(ref x), xs, ref Unsafe.As<T, float>(ref y), ys, ref Unsafe.As<T, float>(ref g), gStride, ref Unsafe.As<T, float>(ref target), targets, length, count, adds);
        }
        else
        {
            Backward<TContribution, Double512, Double256, Double128, Double1, double>(
                ref Unsafe.As<T, double>(ref x), xs, ref Unsafe.As<T, double>(ref y), ys, ref Unsafe.As<T, double>(ref g), gStride, ref Unsafe.As<T, double>(ref target), targets, length, count, adds);
        }
    }

    private static void Backward<TContribution, T512, T256, T128, T1, T>(
        ref T x, Repeated xs, ref T y, Repeated ys, ref T g, int gStride, ref T target, Repeated targets, int length, int count, bool adds)
        where TContribution : struct, IContribution
        where T512 : struct, ILanes<T512, T>
        where T256 : struct, ILanes<T256, T>
        where T128 : struct, ILanes<T128, T>
        where T1 : struct, ILanes<T1, T>
        where T : unmanaged
    {
        int run = Repeated.CommonRun(Repeated.CommonRun(xs.Run(length), ys.Run(length)), targets.Run(length));
        for (; count > 0; count--)
        {
            for (int start = 0; start < length; start += run)
            {
                ref T left = ref Unsafe.Add(ref x, xs.IndexOf(start));
                ref T right = ref Unsafe.Add(ref y, ys.IndexOf(start));
                ref T gradient = ref Unsafe.Add(ref g, start);
                ref T sum = ref Unsafe.Add(ref target, targets.IndexOf(start));
                nuint i = 0;
                if (targets.IsSingle)
                {
                    AddToSingle<TContribution, T1, T>(ref left, xs.IsSingle, ref right, ys.IsSingle, ref gradient, ref sum, (nuint)run);
                    continue;
                }

                if (Vector512.IsHardwareAccelerated && run >= T512.Count)
                {
                    i = Backward<TContribution, T512, T>(ref left, xs.IsSingle, ref right, ys.IsSingle, ref gradient, ref sum, i, (nuint)run, adds);
                }

                if (Vector256.IsHardwareAccelerated && run >= T256.Count)
                {
                    i = Backward<TContribution, T256, T>(ref left, xs.IsSingle, ref right, ys.IsSingle, ref gradient, ref sum, i, (nuint)run, adds);
                }

                if (Vector128.IsHardwareAccelerated && run >= T128.Count)
                {
                    i = Backward<TContribution, T128, T>(ref left, xs.IsSingle, ref right, ys.IsSingle, ref gradient, ref sum, i, (nuint)run, adds);
                }

                Backward<TContribution, T1, T>(ref left, xs.IsSingle, ref right, ys.IsSingle, ref gradient, ref sum, i, (nuint)run, adds);
            }

            x = ref Unsafe.Add(ref x, xs.Stride);
            y = ref Unsafe.Add(ref y, ys.Stride);
            g = ref Unsafe.Add(ref g, gStride);
            target = ref Unsafe.Add(ref target, targets.Stride);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static nuint Backward<TContribution, TLanes, T>(
        ref T x, bool isSingleX, ref T y, bool isSingleY, ref T g, ref T target, nuint i, nuint length, bool adds)
        where TContribution : struct, IContribution
        where TLanes : struct, ILanes<TLanes, T>
        where T : unmanaged
    {
        TLanes singleX = TLanes.Splat(x);
        TLanes singleY = TLanes.Splat(y);
        for (; i + (nuint)TLanes.Count <= length; i += (nuint)TLanes.Count)
        {
            TLanes left = isSingleX ? singleX : TLanes.Load(ref x, i);
            TLanes right = isSingleY ? singleY : TLanes.Load(ref y, i);
            TLanes contribution = TContribution.Of<TLanes, T>(left, right, TLanes.Load(ref g, i));
            (adds ? TLanes.Load(ref target, i) + contribution : contribution).Store(ref target, i);
        }

        return i;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void AddToSingle<TContribution, TLanes, T>(
        ref T x, bool isSingleX, ref T y, bool isSingleY, ref T g, ref T target, nuint length)
        where TContribution : struct, IContribution
        where TLanes : struct, ILanes<TLanes, T>
        where T : unmanaged
    {
        TLanes sum = TLanes.Load(ref target, 0);
        for (nuint i = 0; i < length; i++)
        {
            TLanes left = TLanes.Load(ref x, isSingleX ? 0 : i);
            TLanes right = TLanes.Load(ref y, isSingleY ? 0 : i);
            sum += TContribution.Of<TLanes, T>(left, right, TLanes.Load(ref g, i));
        }

        sum.Store(ref target, 0);
    }

    private interface IContribution
    {
        static abstract TLanes Of<TLanes, T>(TLanes x, TLanes y, TLanes g)
            where TLanes : struct, ILanes<TLanes, T>
            where T : unmanaged;
    }

    private readonly struct Left<TOperation> : IContribution
        where TOperation : struct, IBinaryOperation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Of<TLanes, T>(TLanes x, TLanes y, TLanes g)
            where TLanes : struct, ILanes<TLanes, T>
            where T : unmanaged => TOperation.BackwardLeft<TLanes, T>(x, y, g);
    }

    private readonly struct Right<TOperation> : IContribution
        where TOperation : struct, IBinaryOperation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Of<TLanes, T>(TLanes x, TLanes y, TLanes g)
            where TLanes : struct, ILanes<TLanes, T>
            where T : unmanaged => TOperation.BackwardRight<TLanes, T>(x, y, g);
    }
}
