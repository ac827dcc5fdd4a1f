using static System.FormattableString;

namespace ReluGen.Readers.Numpy;

/// <summary>
/// Arrays that <c>numpy.save</c> has written, versions 1 to 3, to tensors: floating-point numbers of 16, 32 and 64 bit,
/// integers of 8 to 64 bit, truth values; both byte orders and both orders of dimensions.
/// </summary>
public static class NpyReader
{
    /// <summary>Reads a file.</summary>
    /// <param name="name">What the tensor is to be called: the file has no name for it.</param>
    /// <param name="bytes">The file.</param>
    public static ReadResult<NamedTensor> Read(string name, byte[] bytes)
    {
        if (FileSignature.DescribeForeign(bytes) is { } foreign)
        {
            return ReadResult<NamedTensor>.Failed(foreign);
        }

        return Read(name, bytes, out string? fault) is { } tensor
            ? ReadResult<NamedTensor>.Of(tensor)
            : ReadResult<NamedTensor>.Failed($"The array {QuotedText.Quote(name)} {fault}.");
    }

    /// <summary>Reads a file, or says what is wrong, to be put behind the array's name.</summary>
    private static NamedTensor? Read(string name, byte[] bytes, out string? fault)
    {
        if (NpyFormat.HeaderLengthOf(bytes) is not { } length || length > bytes.Length || length > NpyFormat.LongestHeader)
        {
            fault = Invariant($"does not start as numpy.save writes it, or ends in its header, at {bytes.Length} bytes; save it again");
            return null;
        }

        var header = new byte[length];
        Array.Copy(bytes, header, header.Length);
        NpyFormat? format = NpyFormat.Read(header, out fault);
        return format?.Decode(name, new ByteRange(bytes, header.Length, bytes.Length - header.Length), out fault);
    }
}
