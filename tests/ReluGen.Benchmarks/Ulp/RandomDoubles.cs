using System.Runtime.Intrinsics;
using ReluGen.Tests.Shared;

namespace ReluGen.Benchmarks.Ulp;

/// <summary>Random doubles, half of them uniform in the exponent and half in the value, against 256-bit arithmetic.</summary>
internal static class RandomDoubles
{
    private const int Chunk = 1 << 10;

    public static UlpResult Check<TFunction>(int count)
        where TFunction : struct, IElementaryFunction
    {
        var results = new UlpResult[Math.Max(1, count / Chunk)];
        Parallel.For(0, results.Length, chunk => results[chunk] = CheckChunk<TFunction>(chunk));
        return results.Aggregate((left, right) => left.Then(right));
    }

    private static UlpResult CheckChunk<TFunction>(int chunk)
        where TFunction : struct, IElementaryFunction
    {
        var (worst, at, differences) = (-1.0, 0.0, 0L);
        var random = new Random(chunk);
        for (var i = 0; i < Chunk; i++)
        {
            var x = DoubleSamples.Next(random, TFunction.Range);
            var y = TFunction.Apply(x);
            var bits = BitConverter.DoubleToInt64Bits(y);
            differences +=
                (BitConverter.DoubleToInt64Bits(TFunction.Apply(Vector128.Create(x))[1]) == bits ? 0 : 1) +
                (BitConverter.DoubleToInt64Bits(TFunction.Apply(Vector256.Create(x))[3]) == bits ? 0 : 1) +
                (BitConverter.DoubleToInt64Bits(TFunction.Apply(Vector512.Create(x))[7]) == bits ? 0 : 1);
            var error = UlpError.Of(y, TFunction.Reference((BigReal)x));
            if (error > worst)
            {
                (worst, at) = (error, x);
            }
        }

        return new UlpResult(worst, at, Chunk, differences, TFunction.DoubleBound);
    }
}
