using System.Numerics;
using ReluGen.Numerics;

namespace ReluGen.Training;

/// <summary>
/// A seeded source of random numbers with the same bits on every machine and in every release: xoshiro256** (Blackman, Vigna
/// 2018, period 2²⁵⁶ − 1), whose state SplitMix64 fills from the seed. Not for secrets.
/// </summary>
/// <remarks>Not thread-safe. Independent parts of a program take a stream each, by name and index, instead of sharing one source.</remarks>
public sealed class RandomSource
{
    private ulong _s0;
    private ulong _s1;
    private ulong _s2;
    private ulong _s3;

    /// <summary>Starts from a seed. Every seed is fine, and neighbouring seeds give unrelated numbers.</summary>
    /// <param name="seed">The seed.</param>
    public RandomSource(ulong seed) => Restart(seed);

    /// <summary>Starts from the state of xoshiro256** itself, which is not all zero.</summary>
    internal RandomSource(ulong s0, ulong s1, ulong s2, ulong s3) => (_s0, _s1, _s2, _s3) = (s0, s1, s2, s3);

    /// <summary>A source of its own for one purpose: streams of different names or indices give unrelated numbers.</summary>
    /// <param name="seed">The seed that all streams of a run share.</param>
    /// <param name="name">What the numbers are for, such as a layer's name.</param>
    /// <param name="index">Which of several, such as an epoch.</param>
    public static RandomSource ForStream(ulong seed, string name, long index = 0) => new(StreamSeed(seed, name, index));

    /// <summary>The seed of a stream: seed, FNV-1a hash of the name's UTF-16 units, and index, each mixed in by SplitMix64.</summary>
    /// <param name="seed">The seed that all streams of a run share.</param>
    /// <param name="name">What the numbers are for.</param>
    /// <param name="index">Which of several.</param>
    public static ulong StreamSeed(ulong seed, string name, long index = 0)
    {
        ArgumentNullException.ThrowIfNull(name);
        ulong hash = 0xCBF29CE484222325;
        foreach (char unit in name)
        {
            hash = (hash ^ (byte)unit) * 0x100000001B3;
            hash = (hash ^ (byte)(unit >> 8)) * 0x100000001B3;
        }

        return SplitMix64.Mix(SplitMix64.Mix(SplitMix64.Mix(seed) ^ hash) ^ (ulong)index);
    }

    /// <summary>Starts again from a seed, as a new source would.</summary>
    /// <param name="seed">The seed, such as one of <see cref="StreamSeed"/>.</param>
    public void Restart(ulong seed)
    {
        _s0 = SplitMix64.Next(ref seed);
        _s1 = SplitMix64.Next(ref seed);
        _s2 = SplitMix64.Next(ref seed);
        _s3 = SplitMix64.Next(ref seed);
    }

    /// <summary>64 random bits.</summary>
    public ulong NextBits()
    {
        ulong result = BitOperations.RotateLeft(_s1 * 5, 7) * 9;
        ulong shifted = _s1 << 17;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= shifted;
        _s3 = BitOperations.RotateLeft(_s3, 45);
        return result;
    }

    /// <summary>A uniform number from 0 (possible) to 1 (impossible): a multiple of 2⁻⁵³.</summary>
    public double NextDouble() => (NextBits() >> 11) * 1.1102230246251565e-16;

    /// <summary>A uniform number from 0 (possible) to 1 (impossible): a multiple of 2⁻²⁴.</summary>
    public float NextSingle() => (NextBits() >> 40) * 5.9604644775390625e-8f;

    /// <summary>A uniform integer from 0 to <paramref name="bound"/> − 1, without bias (Lemire 2019: product and rejection).</summary>
    /// <param name="bound">The number of values, at least 1.</param>
    public int NextInteger(int bound)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bound, 1);
        ulong product = (NextBits() >> 32) * (uint)bound;
        if ((uint)product < (uint)bound)
        {
            uint least = (uint)(-bound) % (uint)bound;
            while ((uint)product < least)
            {
                product = (NextBits() >> 32) * (uint)bound;
            }
        }

        return (int)(product >> 32);
    }

    /// <summary>A number from the standard normal distribution (mean 0, variance 1), by Marsaglia's polar method.</summary>
    /// <remarks>Made of products, quotients, the square root and the library's logarithm. The method's second number is not used.</remarks>
    public double NextNormal()
    {
        double u;
        double square;
        do
        {
            u = (2 * NextDouble()) - 1;
            double v = (2 * NextDouble()) - 1;
            square = (u * u) + (v * v);
        }
        while (square >= 1 || square == 0);

        return u * double.Sqrt(-2 * VectorMath.Log(square) / square);
    }

    /// <summary>Puts <paramref name="values"/> into a random order, each order equally likely (Fisher, Yates; Durstenfeld).</summary>
    /// <param name="values">The values.</param>
    public void Shuffle<TValue>(Span<TValue> values)
    {
        for (int last = values.Length - 1; last > 0; last--)
        {
            int other = NextInteger(last + 1);
            (values[last], values[other]) = (values[other], values[last]);
        }
    }
}
