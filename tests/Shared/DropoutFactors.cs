using System.Numerics;
using ReluGen.Model;
using ReluGen.Training;

namespace ReluGen.Tests.Shared;

/// <summary>What a training pass multiplies with where there is dropout, element by element, from the definition.</summary>
public static class DropoutFactors
{
    private const ulong Golden = 0x9E3779B97F4A7C15;

    /// <summary>The factors for the inputs of a dense node.</summary>
    /// <param name="model">The model.</param>
    /// <param name="dense">The node, with dropout before it.</param>
    /// <param name="seed">The seed of the run.</param>
    /// <param name="step">The number of steps before.</param>
    /// <param name="row">The row of the batch.</param>
    public static T[] Of<T>(NetworkModel model, DenseNode dense, ulong seed, long step, int row)
        where T : IFloatingPoint<T>
    {
        int layer = model.Nodes.OfType<DenseNode>().ToList().FindIndex(node => node.Name == dense.Name);
        return [.. Enumerable.Range(0, dense.InputSize).Select(element => Of<T>(seed, step, row, layer, element, dense.InputDropout!.Value))];
    }

    /// <summary>The factor of one element.</summary>
    public static T Of<T>(ulong seed, long step, int row, int layer, int element, double rate)
        where T : IFloatingPoint<T>
    {
        ulong state = Mix(Mix(RandomSource.StreamSeed(seed, "dropout", step) ^ (ulong)layer) ^ (ulong)row);
        ulong number = Mix(unchecked(state + ((ulong)(element / 2) * Golden)));
        ulong bits = element % 2 == 0 ? number & 0xFFFFFFFF : number >> 32;
        return bits < Math.Floor(rate * Math.Pow(2, 32)) ? T.Zero : T.CreateTruncating(1 / (1 - rate));
    }

    /// <summary>SplitMix64: the number that follows a state.</summary>
    private static ulong Mix(ulong state)
    {
        unchecked
        {
            state += Golden;
            state = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
            state = (state ^ (state >> 27)) * 0x94D049BB133111EB;
            return state ^ (state >> 31);
        }
    }
}
