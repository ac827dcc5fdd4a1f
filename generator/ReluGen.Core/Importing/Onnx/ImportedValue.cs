using ReluGen.Readers;

namespace ReluGen.Importing.Onnx;

/// <summary>What a named value of the file became.</summary>
internal abstract class ImportedValue
{
    /// <summary>The shape of one sample, with every dimension that the file gives it.</summary>
    public required int[] Shape { get; init; }

    /// <summary>What its elements are in the file.</summary>
    public required TensorFormat Format { get; init; }

    /// <summary>The number of dimensions.</summary>
    public int Rank => Shape.Length;

    /// <summary>The number of elements.</summary>
    public int Count => Shapes.Count(Shape);

    /// <summary>Whether its elements are whole numbers or truth values.</summary>
    public bool IsInteger => Format is TensorFormat.Integer or TensorFormat.Boolean;
}

/// <summary>A value that is computed at run time. Reshaping gives another one with the same id.</summary>
internal sealed class DynamicValue : ImportedValue
{
    /// <summary>The id of the value in the model.</summary>
    public required int Id { get; init; }
}

/// <summary>A value that cannot be computed.</summary>
internal sealed class RefusedValue : ImportedValue
{
    /// <summary>Any value that cannot be computed: nothing is known about it.</summary>
    public static RefusedValue Instance { get; } = new() { Shape = [], Format = TensorFormat.Float32 };
}

/// <summary>A value that is known at build.</summary>
internal sealed class ConstantValue : ImportedValue
{
    /// <summary>The elements of a floating-point constant, rounded to the model's element type; else empty.</summary>
    public double[] Numbers { get; init; } = [];

    /// <summary>The elements of a constant of whole numbers or truth values; else empty.</summary>
    public long[] Integers { get; init; } = [];

    /// <summary>Which constant of the file it holds, or null where it is computed.</summary>
    public ConstantOrigin? Origin { get; init; }

    /// <summary>Its elements as numbers.</summary>
    public double[] ToNumbers() => IsInteger ? Integers.Select(value => (double)value).ToArray() : Numbers;

    /// <summary>The same elements in another shape.</summary>
    public ConstantValue WithShape(int[] shape) =>
        new() { Shape = shape, Format = Format, Numbers = Numbers, Integers = Integers, Origin = Origin };

    /// <summary>The same elements, known as another constant of the file.</summary>
    public ConstantValue WithOrigin(ConstantOrigin origin) =>
        new() { Shape = Shape, Format = Format, Numbers = Numbers, Integers = Integers, Origin = origin };

    /// <summary>A floating-point constant.</summary>
    public static ConstantValue Of(int[] shape, params double[] numbers) =>
        new() { Shape = shape, Format = TensorFormat.Float32, Numbers = numbers };

    /// <summary>A constant of whole numbers.</summary>
    public static ConstantValue Of(int[] shape, params long[] integers) =>
        new() { Shape = shape, Format = TensorFormat.Integer, Integers = integers };
}

/// <summary>Which constant of the file an array holds, in which order.</summary>
/// <param name="Name">The constant's name.</param>
/// <param name="IsInitializer">Whether it is an initializer, whose elements can be learned, not a constant node.</param>
/// <param name="Map">For each element the constant's element that it is, or null where they are the same.</param>
/// <param name="Factor">What the constant's elements were multiplied by.</param>
internal sealed record ConstantOrigin(string Name, bool IsInitializer, int[]? Map = null, double Factor = 1);
