using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using ReluGen.Tests.Shared;

namespace ReluGen.Benchmarks.Ulp;

/// <summary>All 2^32 floats through one function, in all four widths, on all processors.</summary>
internal static class AllFloats
{
    private const int Chunks = 1 << 12;
    private const int BlockLength = 1 << 10;
    private const int BlocksPerChunk = 1 << 10;

    public static UlpResult Check<TFunction>()
        where TFunction : struct, IElementaryFunction
    {
        var results = new UlpResult[Chunks];
        Parallel.For(0, Chunks, chunk => results[chunk] = CheckChunk<TFunction>((uint)chunk));
        return results.Aggregate((left, right) => left.Then(right));
    }

    private static UlpResult CheckChunk<TFunction>(uint chunk)
        where TFunction : struct, IElementaryFunction
    {
        var inputs = new float[BlockLength];
        var outputs = new float[BlockLength];
        var (worst, at, differences) = (-1.0, 0f, 0L);
        for (var block = 0u; block < BlocksPerChunk; block++)
        {
            var first = (chunk * BlocksPerChunk + block) * BlockLength;
            for (var i = 0u; i < BlockLength; i++)
            {
                inputs[i] = BitConverter.UInt32BitsToSingle(first + i);
                outputs[i] = TFunction.Apply(inputs[i]);
            }

            differences += CountDifferences<TFunction>(inputs, outputs);
            for (var i = 0; i < BlockLength; i++)
            {
                var error = UlpError.Of(outputs[i], TFunction.Reference(inputs[i]));
                if (error > worst)
                {
                    (worst, at) = (error, inputs[i]);
                }
            }
        }

        return new UlpResult(worst, at, (long)BlocksPerChunk * BlockLength, differences, TFunction.SingleBound);
    }

    private static long CountDifferences<TFunction>(float[] inputs, float[] outputs)
        where TFunction : struct, IElementaryFunction
    {
        var count = 0L;
        var expected = MemoryMarshal.Cast<float, Vector512<float>>(outputs);
        var in512 = MemoryMarshal.Cast<float, Vector512<float>>(inputs);
        var in256 = MemoryMarshal.Cast<float, Vector256<float>>(inputs);
        var in128 = MemoryMarshal.Cast<float, Vector128<float>>(inputs);
        for (var i = 0; i < expected.Length; i++)
        {
            var by512 = TFunction.Apply(in512[i]);
            var by256 = Vector512.Create(TFunction.Apply(in256[2 * i]), TFunction.Apply(in256[2 * i + 1]));
            var by128 = Vector512.Create(
                Vector256.Create(TFunction.Apply(in128[4 * i]), TFunction.Apply(in128[4 * i + 1])),
                Vector256.Create(TFunction.Apply(in128[4 * i + 2]), TFunction.Apply(in128[4 * i + 3])));
            count += Different(by512, expected[i]) + Different(by256, expected[i]) + Different(by128, expected[i]);
        }

        return count;
    }

    private static int Different(Vector512<float> actual, Vector512<float> expected)
    {
        var same = Vector512.Equals(actual.AsInt32(), expected.AsInt32())
            | (Vector512.IsNaN(actual) & Vector512.IsNaN(expected)).AsInt32();
        return Vector512<float>.Count - Vector512.CountWhereAllBitsSet(same);
    }
}
