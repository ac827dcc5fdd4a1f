using ReluGen.Model;

namespace ReluGen.Importing.Onnx;

/// <summary>What moves elements without computing.</summary>
internal sealed partial class GraphBuilder
{
    /// <summary>Repeats a value to a shape that it fits.</summary>
    public ImportedValue Expand(ImportedValue value, int[] shape)
    {
        int[] own = Shapes.Pad(value.Shape, shape.Length);
        if (own.SequenceEqual(shape))
        {
            return Reshape(value, shape);
        }

        Check(shape);
        int[] strides = Shapes.Strides(own);
        int[] steps = strides.Select((stride, d) => own[d] == 1 ? 0 : stride).ToArray();
        return Arrange("Expanded", shape, [value], Shapes.Walk(shape, steps));
    }

    /// <summary>Reorders dimensions: dimension d of the result is dimension <c>order[d]</c> of the value.</summary>
    public ImportedValue Transpose(ImportedValue value, int[] order)
    {
        int[] strides = Shapes.Strides(value.Shape);
        int[] shape = order.Select(d => value.Shape[d]).ToArray();
        int[] moved = order.Where(d => value.Shape[d] != 1).ToArray();
        if (moved.SequenceEqual(moved.OrderBy(d => d)))
        {
            return Reshape(value, shape);
        }

        Check(shape);
        return Arrange("Transposed", shape, [value], Shapes.Walk(shape, order.Select(d => strides[d]).ToArray()));
    }

    /// <summary>Takes elements by their place in each dimension.</summary>
    /// <param name="label">What this is, for the node's name.</param>
    /// <param name="value">The value to take them from.</param>
    /// <param name="shape">The shape of the result, of the same rank.</param>
    /// <param name="source">From a dimension and a place in it to the value's place there, or <see cref="IndexMap.Filled"/> for none.</param>
    /// <param name="fill">The element where there is none.</param>
    public ImportedValue Gather(string label, ImportedValue value, int[] shape, Func<int, int, int> source, double fill = 0)
    {
        Check(shape);
        int[][] placesOf = shape.Select((size, d) => Enumerable.Range(0, size).Select(i => source(d, i)).ToArray()).ToArray();
        if (shape.SequenceEqual(value.Shape) && placesOf.All(IsIdentity))
        {
            return Reshape(value, shape);
        }

        var map = new int[Shapes.Count(shape)];
        int[] strides = Shapes.Strides(shape);
        int[] sourceStrides = Shapes.Strides(value.Shape);
        for (int d = 0; d < shape.Length && map.Length > 0; d++)
        {
            int[] places = placesOf[d];
            for (int i = 0; i < map.Length; i++)
            {
                int place = places[i / strides[d] % shape[d]];
                map[i] = place < 0 || map[i] < 0 ? IndexMap.Filled : map[i] + (place * sourceStrides[d]);
            }
        }

        return Arrange(label, shape, [value], map, fill);
    }

    /// <summary>Checks the size of a value before memory is taken.</summary>
    public void Check(int[] shape) => _budget.TakeElements(shape);

    /// <summary>Moves elements: element i of the result is element <c>map[i]</c> of all sources one after the other.</summary>
    public ImportedValue Arrange(string label, int[] shape, IReadOnlyList<ImportedValue> sources, int[] map, double fill = 0)
    {
        if (sources.Count == 1 && map.Length == sources[0].Count && IsIdentity(map))
        {
            return Reshape(sources[0], shape);
        }

        if (sources.Count == 1 && sources[0] is ConstantValue { Origin: not null, IsInteger: false } constant)
        {
            return Arranged(constant, shape, map, fill);
        }

        ImportedValue[] filled = sources.Where(source => source.Count > 0).ToArray();
        return Apply(label, shape, sources[0].Format, filled, (name, ids, output) =>
            new ArrangeNode(name, new EquatableArray<int>(ids), output, new IndexMap(map), Round(fill)));
    }

    /// <summary>A constant of the file in another order: it stays known which elements it holds.</summary>
    private ConstantValue Arranged(ConstantValue constant, int[] shape, int[] map, double fill)
    {
        _budget.TakeElements(shape);
        ConstantOrigin origin = constant.Origin!;
        int[] places = origin.Map is null ? map : map.Select(i => i < 0 ? i : origin.Map[i]).ToArray();
        return new ConstantValue
        {
            Shape = shape,
            Format = constant.Format,
            Numbers = map.Select(i => i < 0 ? Round(fill) : constant.Numbers[i]).ToArray(),
            Origin = origin with { Map = places },
        };
    }

    private static bool IsIdentity(int[] map)
    {
        for (int i = 0; i < map.Length; i++)
        {
            if (map[i] != i)
            {
                return false;
            }
        }

        return true;
    }
}
