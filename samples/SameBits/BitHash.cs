using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ReluGen;

namespace SameBits;

/// <summary>Runs a network every way there is and folds the bits of all results into one number (FNV-1a, 64 bit).</summary>
internal static class BitHash
{
    private const int Samples = 75;

    /// <summary>The hash of outputs, input gradients and the parameter gradient: one by one, and as a batch.</summary>
    public static ulong Of<TNetwork, T>()
        where TNetwork : INetwork<TNetwork, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] inputs = Fill<T>(Samples * TNetwork.InputSize, 0.37, 2);
        T[] gradients = Fill<T>(Samples * TNetwork.OutputSize, 0.61, 1);
        var outputs = new T[gradients.Length];
        var inputGradients = new T[inputs.Length];
        var parameterGradient = new T[TNetwork.ParameterCount];
        ulong hash = 14695981039346656037;

        for (int sample = 0; sample < Samples; sample++)
        {
            Span<T> output = outputs.AsSpan(sample * TNetwork.OutputSize, TNetwork.OutputSize);
            TNetwork.Forward(inputs.AsSpan(sample * TNetwork.InputSize, TNetwork.InputSize), output);
            Add<T>(ref hash, output);
        }

        TNetwork.ForwardBatch(inputs, outputs);
        TNetwork.BackwardBatch(inputs, gradients, inputGradients, parameterGradient);
        Add<T>(ref hash, outputs);
        Add<T>(ref hash, inputGradients);
        Add<T>(ref hash, parameterGradient);
        return hash;
    }

    /// <summary>Numbers between −range and range, from sums and products only: the same bits everywhere.</summary>
    private static T[] Fill<T>(int count, double step, double range)
        where T : IBinaryFloatingPointIeee754<T>
    {
        var numbers = new T[count];
        double fraction = 0;
        for (int i = 0; i < count; i++)
        {
            fraction += step;
            fraction -= Math.Floor(fraction);
            numbers[i] = T.CreateTruncating(((2 * fraction) - 1) * range);
        }

        return numbers;
    }

    private static void Add<T>(ref ulong hash, ReadOnlySpan<T> numbers)
        where T : unmanaged
    {
        ref byte first = ref Unsafe.As<T, byte>(ref MemoryMarshal.GetReference(numbers));
        for (int i = 0; i < numbers.Length * Unsafe.SizeOf<T>(); i++)
        {
            hash = unchecked((hash ^ Unsafe.Add(ref first, i)) * 1099511628211);
        }
    }
}
