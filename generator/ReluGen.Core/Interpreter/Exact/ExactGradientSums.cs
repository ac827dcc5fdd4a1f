using System.Numerics;

namespace ReluGen.Interpreter;

/// <summary>
/// The gradients of one sample's values. An element's contributions add up in the order in which they come, from the first one on;
/// an element without any has the gradient +0.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="values">The number of values.</param>
internal sealed class ExactGradientSums<T>(int values)
    where T : struct, IBinaryFloatingPointIeee754<T>
{
    private readonly T?[]?[] _sums = new T?[]?[values];

    /// <summary>Adds a contribution to an element of a value of <paramref name="size"/> elements.</summary>
    public void Add(int id, int size, int element, T contribution)
    {
        T?[] sums = _sums[id] ??= new T?[size];
        sums[element] = sums[element] is { } sum ? sum + contribution : contribution;
    }

    /// <summary>The gradient of a value, or null where nothing contributes to it.</summary>
    public T[]? Of(int id) => _sums[id] is { } sums ? Array.ConvertAll(sums, sum => sum ?? T.Zero) : null;
}
