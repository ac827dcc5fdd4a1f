namespace ReluGen.Planning;

/// <summary>How a dimension is cut into equal tiles and at most one smaller one at the end.</summary>
/// <remarks>Equal when all numbers are.</remarks>
/// <param name="FullTiles">The number of full tiles.</param>
/// <param name="Size">The size of a full tile.</param>
/// <param name="Tail">The size of the last, smaller tile, or 0.</param>
public sealed record Tiling(int FullTiles, int Size, int Tail)
{
    /// <summary>Cuts <paramref name="total"/> into the fewest tiles of at most <paramref name="largest"/>, as even as they come.</summary>
    public static Tiling Of(int total, int largest)
    {
        int tiles = (total + largest - 1) / largest;
        int size = (total + tiles - 1) / tiles;
        return new Tiling(total / size, size, total % size);
    }

    /// <summary>The number of items in full tiles.</summary>
    public int FullItems => FullTiles * Size;
}
