namespace ReluGen.Readers;

/// <summary>A stretch of a file.</summary>
/// <param name="Bytes">The whole file.</param>
/// <param name="Start">Where the stretch starts.</param>
/// <param name="Length">How many bytes it has.</param>
internal readonly record struct ByteRange(byte[] Bytes, int Start, int Length)
{
    /// <summary>A whole file.</summary>
    public static ByteRange All(byte[] bytes) => new(bytes, 0, bytes.Length);

    /// <summary>The byte at <paramref name="index"/>.</summary>
    public byte this[int index] => Bytes[Start + index];
}
