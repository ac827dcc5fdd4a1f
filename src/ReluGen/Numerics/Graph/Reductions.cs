using System.Numerics;
using System.Runtime.CompilerServices;

namespace ReluGen.Numerics;

/// <summary>
/// Reductions of each row of [rows, terms] to one element, over samples; called by generated code. Sums are sums across
/// lanes. Nothing behind a row is touched.
/// </summary>
/// <remarks>
/// The parameters of all methods: the first sample's elements and the distance between two samples'; the results, likewise;
/// the terms of a row, the rows of a sample, the samples. In backward passes g is the gradient for the results and the target the
/// gradient for the elements, which holds contributions already where it adds, and is overwritten elsewhere.
/// </remarks>
public static class Reductions
{
    /// <summary>The sum of each row, in sixteen chains.</summary>
    public static void Sum<T>(ref T x, int xStride, ref T output, int outputStride, int terms, int rows, int count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Total(ref x, xStride, ref output, outputStride, terms, rows, count, T.One);

    /// <summary>The sum of each row, in sixteen chains, divided by the number of terms.</summary>
    public static void Mean<T>(ref T x, int xStride, ref T output, int outputStride, int terms, int rows, int count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Total(ref x, xStride, ref output, outputStride, terms, rows, count, T.CreateTruncating(terms));

    /// <summary>The gradient of a sum for its terms: g.</summary>
    public static void SumBackward<T>(ref T g, int gStride, ref T target, int targetStride, int terms, int rows, int count, bool adds)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        TotalBackward(ref g, gStride, ref target, targetStride, terms, rows, count, T.One, adds);

    /// <summary>The gradient of a mean for its terms: g divided by the number of terms.</summary>
    public static void MeanBackward<T>(ref T g, int gStride, ref T target, int targetStride, int terms, int rows, int count, bool adds)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        TotalBackward(ref g, gStride, ref target, targetStride, terms, rows, count, T.CreateTruncating(terms), adds);

    /// <summary>The largest element of each row; the first NaN, if any is.</summary>
    public static void Maximum<T>(ref T x, int xStride, ref T output, int outputStride, int terms, int rows, int count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Extreme(ref x, xStride, ref output, outputStride, terms, rows, count, isMinimum: false);

    /// <summary>The smallest element of each row; the first NaN, if any is.</summary>
    public static void Minimum<T>(ref T x, int xStride, ref T output, int outputStride, int terms, int rows, int count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Extreme(ref x, xStride, ref output, outputStride, terms, rows, count, isMinimum: true);

    /// <summary>The gradient of <see cref="Maximum"/> for its terms: g for the first of the largest, 0 for the others.</summary>
    public static void MaximumBackward<T>(
        ref T x, int xStride, ref T g, int gStride, ref T target, int targetStride, int terms, int rows, int count, bool adds)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        ExtremeBackward(ref x, xStride, ref g, gStride, ref target, targetStride, terms, rows, count, isMinimum: false, adds);

    /// <summary>The gradient of <see cref="Minimum"/> for its terms: g for the first of the smallest, 0 for the others.</summary>
    public static void MinimumBackward<T>(
        ref T x, int xStride, ref T g, int gStride, ref T target, int targetStride, int terms, int rows, int count, bool adds)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        ExtremeBackward(ref x, xStride, ref g, gStride, ref target, targetStride, terms, rows, count, isMinimum: true, adds);

    /// <summary>The place, from 0 on, of the largest or smallest element of each row; NaN counts as beyond all numbers.</summary>
    public static void Place<T>(
        ref T x, int xStride, ref T output, int outputStride, int terms, int rows, int count, bool isMinimum, bool takesLast)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (; count > 0; count--)
        {
            for (int row = 0; row < rows; row++)
            {
                Unsafe.Add(ref output, row) = T.CreateTruncating(Find(ref Unsafe.Add(ref x, row * terms), terms, isMinimum, takesLast));
            }

            x = ref Unsafe.Add(ref x, xStride);
            output = ref Unsafe.Add(ref output, outputStride);
        }
    }

    private static void Total<T>(ref T x, int xStride, ref T output, int outputStride, int terms, int rows, int count, T divisor)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (; count > 0; count--)
        {
            for (int row = 0; row < rows; row++)
            {
                Unsafe.Add(ref output, row) = LaneTotal.Of(ref Unsafe.Add(ref x, row * terms), terms) / divisor;
            }

            x = ref Unsafe.Add(ref x, xStride);
            output = ref Unsafe.Add(ref output, outputStride);
        }
    }

    private static void TotalBackward<T>(
        ref T g, int gStride, ref T target, int targetStride, int terms, int rows, int count, T divisor, bool adds)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (; count > 0; count--)
        {
            for (int row = 0; row < rows; row++)
            {
                T share = Unsafe.Add(ref g, row) / divisor;
                ref T elements = ref Unsafe.Add(ref target, row * terms);
                for (int i = 0; i < terms; i++)
                {
                    ref T element = ref Unsafe.Add(ref elements, i);
                    element = adds ? element + share : share;
                }
            }

            g = ref Unsafe.Add(ref g, gStride);
            target = ref Unsafe.Add(ref target, targetStride);
        }
    }

    private static void Extreme<T>(
        ref T x, int xStride, ref T output, int outputStride, int terms, int rows, int count, bool isMinimum)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (; count > 0; count--)
        {
            for (int row = 0; row < rows; row++)
            {
                ref T elements = ref Unsafe.Add(ref x, row * terms);
                Unsafe.Add(ref output, row) = Unsafe.Add(ref elements, Find(ref elements, terms, isMinimum, takesLast: false));
            }

            x = ref Unsafe.Add(ref x, xStride);
            output = ref Unsafe.Add(ref output, outputStride);
        }
    }

    private static void ExtremeBackward<T>(
        ref T x, int xStride, ref T g, int gStride, ref T target, int targetStride, int terms, int rows, int count, bool isMinimum, bool adds)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (; count > 0; count--)
        {
            for (int row = 0; row < rows; row++)
            {
                int place = Find(ref Unsafe.Add(ref x, row * terms), terms, isMinimum, takesLast: false);
                ref T elements = ref Unsafe.Add(ref target, row * terms);
                for (int i = 0; i < terms; i++)
                {
                    ref T element = ref Unsafe.Add(ref elements, i);
                    T contribution = i == place ? Unsafe.Add(ref g, row) : T.Zero;
                    element = adds ? element + contribution : contribution;
                }
            }

            x = ref Unsafe.Add(ref x, xStride);
            g = ref Unsafe.Add(ref g, gStride);
            target = ref Unsafe.Add(ref target, targetStride);
        }
    }

    private static int Find<T>(ref T x, int terms, bool isMinimum, bool takesLast)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int place = 0;
        T best = x;
        for (int i = 1; i < terms; i++)
        {
            T z = Unsafe.Add(ref x, i);
            bool isBeyond = T.IsNaN(z) ? takesLast || !T.IsNaN(best) : isMinimum ? z < best : z > best;
            if (isBeyond || (takesLast && z == best))
            {
                place = i;
                best = z;
            }
        }

        return place;
    }
}
