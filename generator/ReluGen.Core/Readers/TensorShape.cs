using static System.FormattableString;

namespace ReluGen.Readers;

/// <summary>The shape of a tensor in a file, checked before memory is taken for its values.</summary>
internal static class TensorShape
{
    /// <summary>The most dimensions a tensor may have; what supported operators make of more is not defined anywhere.</summary>
    public const int MostDimensions = 32;

    /// <summary>Checks <paramref name="dimensions"/> and counts the elements.</summary>
    /// <param name="dimensions">The dimensions as the file gives them.</param>
    /// <param name="shape">The dimensions; none where they are wrong.</param>
    /// <param name="count">The number of elements, the product of the dimensions.</param>
    /// <returns>What is wrong, to be put behind the tensor's name, or null.</returns>
    public static string? Check(IReadOnlyList<long> dimensions, out int[] shape, out int count)
    {
        shape = [];
        count = 0;
        if (dimensions.Count > MostDimensions)
        {
            return Invariant($"has {dimensions.Count} dimensions; at most {MostDimensions} are read");
        }

        if (dimensions.Any(dimension => dimension < 0))
        {
            return Invariant($"has the shape {QuotedText.Shape(dimensions)}; no dimension may be negative");
        }

        // A zero makes the product zero whatever the others are; they must fit all the same.
        long product = 1;
        bool isTooLarge = dimensions.Any(dimension => dimension > int.MaxValue);
        foreach (long dimension in dimensions.Where(dimension => dimension != 0))
        {
            product = isTooLarge || product > int.MaxValue ? long.MaxValue : product * dimension;
        }

        if (isTooLarge || product > int.MaxValue)
        {
            return Invariant($"has the shape {QuotedText.Shape(dimensions)}, more than {int.MaxValue} elements, the most that are read");
        }

        shape = [.. dimensions.Select(dimension => (int)dimension)];
        count = shape.Contains(0) ? 0 : (int)product;
        return null;
    }
}
