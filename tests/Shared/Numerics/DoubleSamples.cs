namespace ReluGen.Tests.Shared;

/// <summary>Random doubles for the elementary functions.</summary>
public static class DoubleSamples
{
    /// <summary>
    /// A double of the range: uniform in the exponent (all magnitudes, or those from 2^-40 up), or in the value, near zero or
    /// over the whole range.
    /// </summary>
    public static double Next(Random random, (double Low, double High) range)
    {
        while (true)
        {
            var kind = random.Next(4);
            var x = kind switch
            {
                0 => BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue)),
                1 => Math.ScaleB((1 + random.NextDouble()) * (random.Next(2) * 2 - 1), random.Next(-40, 11)),
                2 => random.NextDouble() * 4 - 2,
                _ => range.Low + random.NextDouble() * (Math.Min(range.High, 1e3) - range.Low),
            };
            if (x >= range.Low && x <= range.High)
            {
                return x;
            }
        }
    }
}
