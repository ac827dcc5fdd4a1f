namespace ReluGen.Model;

/// <summary>Constant values in row-major order: the weights or the bias of a layer.</summary>
/// <remarks>
/// Two tensors are equal when their content hashes are, so that the incremental pipeline never compares weights one by
/// one. The hash covers count and bits: 0 and −0 differ. A tensor may leave its values in a resource and be known by their
/// count and hash alone.
/// </remarks>
public sealed class Tensor : IEquatable<Tensor>
{
    private readonly double[] _values;

    /// <summary>Takes over <paramref name="values"/>, which nobody may change afterwards.</summary>
    public Tensor(params double[] values)
    {
        _values = values;
        Count = values.Length;
        Hash = ContentHash.Of(values, sizeof(double), BitConverter.DoubleToInt64Bits);
    }

    private Tensor(int count, string hash, int? resourceOffset)
    {
        _values = [];
        Count = count;
        Hash = hash;
        ResourceOffset = resourceOffset;
    }

    /// <summary>Whether there are values, here or in a resource: a network that is to be trained may have none to start from.</summary>
    public bool HasValues => Hash.Length > 0;

    /// <summary>The values; none where they are left in a resource.</summary>
    public IReadOnlyList<double> Values => _values;

    /// <summary>The number of values.</summary>
    public int Count { get; }

    /// <summary>Where the values start in the model's resource, in elements, or null where they are here.</summary>
    public int? ResourceOffset { get; }

    /// <summary>The SHA-256 of the values' little-endian bits, 64 hexadecimal digits; empty where there are no values.</summary>
    public string Hash { get; }

    /// <summary>The value at <paramref name="index"/>.</summary>
    public double this[int index] => _values[index];

    /// <summary>A tensor whose values stay in the model's resource.</summary>
    /// <param name="count">The number of values.</param>
    /// <param name="hash">Their hash, as <see cref="Hash"/>.</param>
    /// <param name="offset">Where they start in the resource, in elements.</param>
    public static Tensor InResource(int count, string hash, int offset) => new(count, hash, offset);

    /// <summary>A tensor whose values nobody knows before training starts: it has a count alone.</summary>
    /// <param name="count">The number of values.</param>
    public static Tensor WithoutValues(int count) => new(count, "", null);

    /// <summary>The transpose of a matrix, or null where its values are left in a resource.</summary>
    /// <param name="rows">The number of its rows, which divides <see cref="Count"/>.</param>
    public Tensor? Transpose(int rows)
    {
        if (ResourceOffset is not null)
        {
            return null;
        }

        if (!HasValues)
        {
            return this;
        }

        int columns = Count / rows;
        var transposed = new double[Count];
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                transposed[(column * rows) + row] = _values[(row * columns) + column];
            }
        }

        return new Tensor(transposed);
    }

    /// <inheritdoc/>
    public bool Equals(Tensor? other) => other is not null && Count == other.Count && Hash == other.Hash && ResourceOffset == other.ResourceOffset;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Tensor);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Hash);
}
