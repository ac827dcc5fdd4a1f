namespace ReluGen.Importing.Onnx;

/// <summary>Arithmetic on shapes: row-major, outermost dimension first.</summary>
internal static class Shapes
{
    /// <summary>The number of elements. The shape must be known to fit.</summary>
    public static int Count(IEnumerable<int> shape) => shape.Aggregate(1, (product, dimension) => product * dimension);

    /// <summary>The number of elements, or a number beyond all limits where it does not fit.</summary>
    public static long LongCount(IEnumerable<int> shape)
    {
        long count = 1;
        bool isHuge = false;
        foreach (int dimension in shape)
        {
            if (dimension == 0)
            {
                return 0;
            }

            count *= isHuge ? 1 : dimension;
            isHuge |= count > int.MaxValue;
        }

        return isHuge ? long.MaxValue : count;
    }

    /// <summary>Whether products of any of the dimensions fit 32 bit, those beside a dimension of 0 as well.</summary>
    public static bool IsBounded(IEnumerable<int> shape) => LongCount(shape.Where(dimension => dimension != 0)) <= int.MaxValue;

    /// <summary>The product of the dimensions from <paramref name="start"/> up to <paramref name="end"/>.</summary>
    public static int Count(int[] shape, int start, int end) => Count(shape.Skip(start).Take(end - start));

    /// <summary>How far apart neighbours along each dimension lie.</summary>
    public static int[] Strides(int[] shape)
    {
        var strides = new int[shape.Length];
        int stride = 1;
        for (int d = shape.Length - 1; d >= 0; d--)
        {
            strides[d] = stride;
            stride *= shape[d];
        }

        return strides;
    }

    /// <summary>The shape that both are repeated to, or null where they do not fit.</summary>
    public static int[]? Broadcast(int[] left, int[] right)
    {
        int rank = Math.Max(left.Length, right.Length);
        var result = new int[rank];
        for (int d = 0; d < rank; d++)
        {
            int l = d - rank + left.Length < 0 ? 1 : left[d - rank + left.Length];
            int r = d - rank + right.Length < 0 ? 1 : right[d - rank + right.Length];
            if (l != r && l != 1 && r != 1)
            {
                return null;
            }

            result[d] = l == 1 ? r : l;
        }

        return result;
    }

    /// <summary>The shape with as many ones in front as make it <paramref name="rank"/> dimensions.</summary>
    public static int[] Pad(int[] shape, int rank) => [.. Enumerable.Repeat(1, Math.Max(0, rank - shape.Length)), .. shape];

    /// <summary>The places, in row-major order of <paramref name="shape"/>, that strides from a start lead to.</summary>
    /// <param name="shape">The shape of the result.</param>
    /// <param name="strides">For each dimension, how far one step leads.</param>
    /// <param name="start">The first place.</param>
    public static int[] Walk(int[] shape, int[] strides, int start = 0)
    {
        var places = new int[Count(shape)];
        var index = new int[shape.Length];
        int place = start;
        for (int i = 0; i < places.Length; i++)
        {
            places[i] = place;
            for (int d = shape.Length - 1; d >= 0; d--)
            {
                place += strides[d];
                if (++index[d] < shape[d])
                {
                    break;
                }

                place -= strides[d] * shape[d];
                index[d] = 0;
            }
        }

        return places;
    }

    /// <summary>As a message shows it: [2, 3].</summary>
    public static string Text(IEnumerable<int> shape) =>
        "[" + string.Join(", ", shape.Select(dimension => dimension.ToString(System.Globalization.CultureInfo.InvariantCulture))) + "]";
}
