namespace ReluGen.Model;

/// <summary>The static shape of a value, without the batch dimension.</summary>
/// <remarks>Equal when all dimensions are.</remarks>
/// <param name="Dimensions">The dimensions, outermost first; none for a single number.</param>
public sealed record Shape(EquatableArray<int> Dimensions)
{
    /// <summary>A vector of <paramref name="length"/> elements.</summary>
    public static Shape Vector(int length) => new(new EquatableArray<int>(length));

    /// <summary>The number of elements.</summary>
    public int ElementCount => Dimensions.Contains(0) ? 0 : Dimensions.Aggregate(1, (product, dimension) => checked(product * dimension));
}
