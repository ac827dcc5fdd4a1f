namespace ReluGen.Model;

/// <summary>
/// Moves elements without computing: transposition, concatenation, split, slice, gather, padding, repetition. Element i
/// of the output is the element <c>Map[i]</c> of all inputs one after the other, or <see cref="Fill"/> where the map has
/// <see cref="IndexMap.Filled"/>.
/// </summary>
/// <remarks>
/// <para>The gradient of an input element is the sum over the places that read it, in their order; 0 where there are none.</para>
/// <para>Equal when every part is, maps by content hash.</para>
/// </remarks>
/// <param name="Name">The node's name.</param>
/// <param name="Sources">The ids of the values it reads.</param>
/// <param name="Output">The id of the value it makes.</param>
/// <param name="Map">Where each element comes from.</param>
/// <param name="Fill">The value of elements that come from nowhere.</param>
public sealed record ArrangeNode(string Name, EquatableArray<int> Sources, int Output, IndexMap Map, double Fill = 0)
    : Node(Name, Sources, Output);

/// <summary>Where each element of an arrangement comes from.</summary>
/// <remarks>Equal when the content hashes are, so that the incremental pipeline never compares maps one by one.</remarks>
public sealed class IndexMap : IEquatable<IndexMap>
{
    /// <summary>Marks an element that comes from nowhere.</summary>
    public const int Filled = -1;

    private readonly int[] _sources;

    /// <summary>Takes over <paramref name="sources"/>, which nobody may change afterwards.</summary>
    public IndexMap(params int[] sources)
    {
        _sources = sources;
        Hash = ContentHash.Of(sources, sizeof(int), source => source);
    }

    /// <summary>The number of elements of the output.</summary>
    public int Count => _sources.Length;

    /// <summary>The SHA-256 of the places as little-endian 32-bit numbers, 64 hexadecimal digits.</summary>
    public string Hash { get; }

    /// <summary>The place in all inputs one after the other that output element <paramref name="index"/> reads, or <see cref="Filled"/>.</summary>
    public int this[int index] => _sources[index];

    /// <inheritdoc/>
    public bool Equals(IndexMap? other) => other is not null && Count == other.Count && Hash == other.Hash;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as IndexMap);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Hash);
}
