namespace ReluGen.Readers;

/// <summary>The number formats of tensors in files.</summary>
public enum TensorFormat
{
    /// <summary>32-bit floating point.</summary>
    Float32,

    /// <summary>64-bit floating point.</summary>
    Float64,

    /// <summary>16-bit floating point, IEEE 754.</summary>
    Float16,

    /// <summary>16-bit floating point with the exponent of 32 bit.</summary>
    BFloat16,

    /// <summary>Decimal text, exact to a double, which names no number type: whoever uses it chooses.</summary>
    Decimal,

    /// <summary>Whole numbers of up to 64 bit, signed or unsigned, in <see cref="NamedTensor.Integers"/>.</summary>
    Integer,

    /// <summary>Truth values, as 0 and 1 in <see cref="NamedTensor.Integers"/>.</summary>
    Boolean,
}

/// <summary>A tensor as a file holds it, decoded: row-major, in the format's exact values.</summary>
/// <param name="Name">The name in the file.</param>
/// <param name="Format">The number format in the file.</param>
/// <param name="Shape">The dimensions, none for a single number; their product is the number of values.</param>
/// <param name="Values">The values of a floating-point tensor, each exact in double; else empty.</param>
/// <param name="Integers">The values of an integer or Boolean tensor; else empty.</param>
public sealed record NamedTensor(
    string Name, TensorFormat Format, IReadOnlyList<int> Shape, double[] Values, long[] Integers)
{
    /// <summary>Whether the values are whole numbers or truth values.</summary>
    public bool IsInteger => Format is TensorFormat.Integer or TensorFormat.Boolean;

    /// <summary>The number of values.</summary>
    public int Count => IsInteger ? Integers.Length : Values.Length;
}

/// <summary>What a reader made of a file: a result, or everything that is wrong with it.</summary>
/// <param name="Value">The result, or null where there are problems.</param>
/// <param name="Problems">One message a problem: what, both numbers, the remedy.</param>
public sealed record ReadResult<T>(T? Value, IReadOnlyList<string> Problems)
    where T : class
{
    /// <summary>A result without problems.</summary>
    public static ReadResult<T> Of(T value) => new(value, []);

    /// <summary>A file that could not be read.</summary>
    public static ReadResult<T> Failed(params string[] problems) => new(null, problems);
}

/// <summary>A file of tensors, decoded.</summary>
/// <param name="Tensors">The tensors in file order.</param>
/// <param name="Unreadable">
/// The tensors of formats that are not read, by name; the reason is to be put behind the name: <c>is of the format
/// F8_E4M3, which is not read</c>.
/// </param>
public sealed record TensorFile(IReadOnlyList<NamedTensor> Tensors, IReadOnlyDictionary<string, string> Unreadable)
{
    /// <summary>A file all of whose tensors are read.</summary>
    public static TensorFile Of(IReadOnlyList<NamedTensor> tensors) => new(tensors, new Dictionary<string, string>());
}
