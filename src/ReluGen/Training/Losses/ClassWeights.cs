using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using ReluGen.Numerics;

namespace ReluGen.Training;

/// <summary>The weights of a cross-entropy's classes: given ones, or 1 for each of any number of classes.</summary>
internal readonly unsafe struct ClassWeights<T>(ReadOnlySpan<T> values)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private static readonly AlignedBuffer<T> Ones = CreateOnes();

    /// <summary>Sixteen ones, to be read where no weights are given; they live as long as the process.</summary>
    public static T* SixteenOnes => (T*)Unsafe.AsPointer(ref Ones.Reference);

    /// <summary>The given weights, or null.</summary>
    public T[]? Values { get; } = values.IsEmpty ? null : values.ToArray();

    /// <summary>The weights as text.</summary>
    public string Text => Values is null ? "none" : string.Join(' ', Values.Select(value => value.ToString(null, CultureInfo.InvariantCulture)));

    /// <summary>The weight of a class.</summary>
    public T this[int label] => Values is null ? T.One : Values[label];

    /// <summary>Checks that there is a weight for each of <paramref name="classes"/>.</summary>
    public void Check(int classes)
    {
        if (Values is not null && Values.Length != classes)
        {
            throw new ArgumentException(
                $"The loss has {Values.Length} class weights, but a row has {classes} outputs; give one weight a class.", nameof(classes));
        }
    }

    private static AlignedBuffer<T> CreateOnes()
    {
        var ones = new AlignedBuffer<T>(SixteenLanes.Count);
        ones.Span.Fill(T.One);
        return ones;
    }
}
