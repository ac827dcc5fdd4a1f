namespace ReluGen.Tool.Verifying;

/// <summary>Samples from a seed: the same on every machine.</summary>
/// <param name="seed">The seed.</param>
internal sealed class RandomSamples(int seed)
{
    /// <summary>A row of elements: uniform in [−2, 2), one in sixteen exactly zero; exact in float.</summary>
    /// <param name="size">The number of elements.</param>
    /// <param name="stream">Which row: rows do not depend on each other.</param>
    public double[] Row(int size, int stream)
    {
        var random = new Random(unchecked((seed * 486187739) + stream));
        return Enumerable.Range(0, size).Select(_ => random.Next(16) == 0 ? 0 : (double)(float)((random.NextDouble() * 4) - 2)).ToArray();
    }
}
