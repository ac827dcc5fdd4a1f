using System.Numerics;
using System.Runtime.CompilerServices;

namespace ReluGen.Training;

/// <summary>SplitMix64 (Steele, Lea, Flood 2014; the constants are Vigna's): fills states and mixes seeds.</summary>
internal static class SplitMix64
{
    /// <summary>What the state grows by from one number to the next.</summary>
    public const ulong Step = 0x9E3779B97F4A7C15;

    /// <summary>The next number; advances the state.</summary>
    public static ulong Next(ref ulong state)
    {
        ulong mixed = Mix(state);
        state += Step;
        return mixed;
    }

    /// <summary>The number that follows the state <paramref name="state"/>: a bijection without visible pattern.</summary>
    public static ulong Mix(ulong state)
    {
        ulong z = state + Step;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>The same, lane by lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<ulong> Mix(Vector<ulong> states)
    {
        Vector<ulong> z = states + new Vector<ulong>(Step);
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EB;
        return z ^ (z >>> 31);
    }
}
