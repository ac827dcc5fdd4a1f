namespace ReluGen.Numerics;

/// <summary>Packs parameters into aligned rows for the vector kernels. Called by generated code, once a network.</summary>
public static class Panel
{
    /// <summary>Copies <paramref name="rows"/> rows of <paramref name="columns"/> elements to rows of <paramref name="stride"/>, padded with zeros.</summary>
    public static AlignedBuffer<T> Pad<T>(ReadOnlySpan<T> values, int rows, int columns, int stride)
        where T : unmanaged
    {
        var panel = new AlignedBuffer<T>(checked(rows * stride));
        for (int row = 0; row < rows; row++)
        {
            values.Slice(row * columns, columns).CopyTo(panel.Span.Slice(row * stride, columns));
        }

        return panel;
    }

    /// <summary>
    /// Turns weights [<paramref name="units"/>, <paramref name="inputs"/>] into [inputs, <paramref name="stride"/>],
    /// padded with zeros.
    /// </summary>
    public static AlignedBuffer<T> Transpose<T>(ReadOnlySpan<T> weights, int units, int inputs, int stride)
        where T : unmanaged
    {
        var panel = new AlignedBuffer<T>(checked(inputs * stride));
        Span<T> target = panel.Span;
        for (int unit = 0; unit < units; unit++)
        {
            for (int input = 0; input < inputs; input++)
            {
                target[(input * stride) + unit] = weights[(unit * inputs) + input];
            }
        }

        return panel;
    }
}
