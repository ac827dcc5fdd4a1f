using System.Numerics;
using System.Runtime.CompilerServices;

namespace ReluGen.Numerics;

/// <summary>
/// Softmax and its logarithm over each row of [rows, terms], over samples; called by generated code. Sums are sums across
/// lanes. Nothing behind a row is touched.
/// </summary>
/// <remarks>
/// The parameters of all methods: the first sample's elements and the distance between two samples'; the results, likewise;
/// the terms of a row, the elements that may be computed with it, which are more where padding follows a single row, the rows of a
/// sample, the samples. In backward passes a are the results, g is the gradient for them and the
/// target the gradient for the elements, which holds contributions already where it adds, and is overwritten elsewhere.
/// </remarks>
public static class SoftmaxRows
{
    /// <summary>e = exp(x − largest x), divided by Σe.</summary>
    public static void Softmax<T>(ref T x, int xStride, ref T output, int outputStride, int terms, int length, int rows, int count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (; count > 0; count--)
        {
            for (int row = 0; row < rows; row++)
            {
                ref T z = ref Unsafe.Add(ref x, row * terms);
                ref T a = ref Unsafe.Add(ref output, row * terms);
                T largest = Largest(ref z, terms);
                T total = Exponentials(ref z, largest, ref a, terms, length);
                Elementwise.Apply<Operations.Divide, T>(ref a, Repeated.Whole(0), ref total, Repeated.Single(0), ref a, 0, length, 1);
            }

            x = ref Unsafe.Add(ref x, xStride);
            output = ref Unsafe.Add(ref output, outputStride);
        }
    }

    /// <summary>(x − largest x) − log1p(Σe − 1).</summary>
    public static void LogSoftmax<T>(ref T x, int xStride, ref T output, int outputStride, int terms, int length, int rows, int count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (; count > 0; count--)
        {
            for (int row = 0; row < rows; row++)
            {
                ref T z = ref Unsafe.Add(ref x, row * terms);
                ref T a = ref Unsafe.Add(ref output, row * terms);
                T largest = Largest(ref z, terms);
                T logarithm = Log1p(Exponentials(ref z, largest, ref a, terms, length) - T.One);
                Elementwise.Apply<Operations.Subtract, T>(ref z, Repeated.Whole(0), ref largest, Repeated.Single(0), ref a, 0, length, 1);
                Elementwise.Apply<Operations.Subtract, T>(ref a, Repeated.Whole(0), ref logarithm, Repeated.Single(0), ref a, 0, length, 1);
            }

            x = ref Unsafe.Add(ref x, xStride);
            output = ref Unsafe.Add(ref output, outputStride);
        }
    }

    /// <summary>The gradient of softmax for its elements: a·(g − Σ g·a), the products fused into their sum or rounded before.</summary>
    public static void SoftmaxBackward<T>(
        ref T a, int aStride, ref T g, int gStride, ref T target, int targetStride, int terms, int rows, int count, bool isFused, bool adds)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (; count > 0; count--)
        {
            for (int row = 0; row < rows; row++)
            {
                ref T gradient = ref Unsafe.Add(ref g, row * terms);
                ref T result = ref Unsafe.Add(ref a, row * terms);
                T total = LaneTotal.OfProducts(ref gradient, ref result, terms, isFused);
                AddContributions<SoftmaxGradient, T>(ref result, total, ref gradient, ref Unsafe.Add(ref target, row * terms), terms, adds);
            }

            a = ref Unsafe.Add(ref a, aStride);
            g = ref Unsafe.Add(ref g, gStride);
            target = ref Unsafe.Add(ref target, targetStride);
        }
    }

    /// <summary>The gradient of the logarithm of softmax for its elements: g − exp(a)·Σg.</summary>
    public static void LogSoftmaxBackward<T>(
        ref T a, int aStride, ref T g, int gStride, ref T target, int targetStride, int terms, int rows, int count, bool adds)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (; count > 0; count--)
        {
            for (int row = 0; row < rows; row++)
            {
                ref T gradient = ref Unsafe.Add(ref g, row * terms);
                ref T result = ref Unsafe.Add(ref a, row * terms);
                T total = LaneTotal.Of(ref gradient, terms);
                AddContributions<LogSoftmaxGradient, T>(ref result, total, ref gradient, ref Unsafe.Add(ref target, row * terms), terms, adds);
            }

            a = ref Unsafe.Add(ref a, aStride);
            g = ref Unsafe.Add(ref g, gStride);
            target = ref Unsafe.Add(ref target, targetStride);
        }
    }

    private static void AddContributions<TGradient, T>(ref T a, T total, ref T g, ref T target, int terms, bool adds)
        where TGradient : struct, IBinaryOperation
        where T : unmanaged =>
        Elementwise.BackwardLeft<TGradient, T>(
            ref a, Repeated.Whole(0), ref total, Repeated.Single(0), ref g, 0, ref target, Repeated.Whole(0), terms, 1, adds);

    /// <summary>Writes exp(z − largest) and gives the sum of it.</summary>
    private static T Exponentials<T>(ref T z, T largest, ref T output, int terms, int length)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Elementwise.Apply<ShiftedExponential, T>(ref z, Repeated.Whole(0), ref largest, Repeated.Single(0), ref output, 0, length, 1);
        return LaneTotal.Of(ref output, terms);
    }

    private static T Largest<T>(ref T z, int terms)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T largest = z;
        for (int i = 1; i < terms; i++)
        {
            T next = Unsafe.Add(ref z, i);
            largest = next > largest ? next : largest;
        }

        return largest;
    }

    private static T Log1p<T>(T x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => typeof(T) == typeof(float)
        ? T.CreateTruncating(VectorMath.Log1p(float.CreateTruncating(x)))
        : T.CreateTruncating(VectorMath.Log1p(double.CreateTruncating(x)));

    private readonly struct ShiftedExponential : IBinaryOperation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static TLanes IBinaryOperation.Apply<TLanes, TScalar>(TLanes x, TLanes y) => TLanes.Exp(x - y);

        static TLanes IBinaryOperation.BackwardLeft<TLanes, TScalar>(TLanes x, TLanes y, TLanes g) => throw new NotSupportedException();

        static TLanes IBinaryOperation.BackwardRight<TLanes, TScalar>(TLanes x, TLanes y, TLanes g) => throw new NotSupportedException();
    }

    private readonly struct SoftmaxGradient : IBinaryOperation
    {
        static TLanes IBinaryOperation.Apply<TLanes, TScalar>(TLanes x, TLanes y) => throw new NotSupportedException();

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static TLanes IBinaryOperation.BackwardLeft<TLanes, TScalar>(TLanes x, TLanes y, TLanes g) => x * (g - y);

        static TLanes IBinaryOperation.BackwardRight<TLanes, TScalar>(TLanes x, TLanes y, TLanes g) => throw new NotSupportedException();
    }

    private readonly struct LogSoftmaxGradient : IBinaryOperation
    {
        static TLanes IBinaryOperation.Apply<TLanes, TScalar>(TLanes x, TLanes y) => throw new NotSupportedException();

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static TLanes IBinaryOperation.BackwardLeft<TLanes, TScalar>(TLanes x, TLanes y, TLanes g) => g - (TLanes.Exp(x) * y);

        static TLanes IBinaryOperation.BackwardRight<TLanes, TScalar>(TLanes x, TLanes y, TLanes g) => throw new NotSupportedException();
    }
}
