using System.Runtime.Intrinsics;
using ReluGen.Tests.Shared;

namespace ReluGen.Tests.Parity.Numerics;

/// <summary>
/// The elementary functions: the same bits in every width, and the documented bound in ulp. The benchmark project checks
/// all 2³² floats in the same way; here every 4093rd and the neighbourhood of every special value.
/// </summary>
public sealed class ElementaryFunctionTests
{
    private const int Stride = 4093;
    private const int Seed = 7000;
    private const int Doubles = 4096;

    [Fact]
    public void Exp_keeps_its_bounds_and_bits() => Check<ElementaryFunctions.Exp>();

    [Fact]
    public void Expm1_keeps_its_bounds_and_bits() => Check<ElementaryFunctions.Expm1>();

    [Fact]
    public void Log1p_keeps_its_bounds_and_bits() => Check<ElementaryFunctions.Log1p>();

    [Fact]
    public void Log_keeps_its_bounds_and_bits() => Check<ElementaryFunctions.Log>();

    [Fact]
    public void Tanh_keeps_its_bounds_and_bits() => Check<ElementaryFunctions.Tanh>();

    [Fact]
    public void Sigmoid_keeps_its_bounds_and_bits() => Check<ElementaryFunctions.Sigmoid>();

    [Fact]
    public void Erf_keeps_its_bounds_and_bits() => Check<ElementaryFunctions.Erf>();

    private static void Check<TFunction>()
        where TFunction : IElementaryFunction
    {
        CheckFloats<TFunction>();
        CheckDoubles<TFunction>();
    }

    private static void CheckFloats<TFunction>()
        where TFunction : IElementaryFunction
    {
        var block = new float[Vector512<float>.Count];
        var (by512, by256, by128) = (new float[block.Length], new float[block.Length], new float[block.Length]);
        int filled = 0;
        foreach (float x in Floats())
        {
            block[filled++] = x;
            if (filled < block.Length)
            {
                continue;
            }

            filled = 0;
            TFunction.Apply(Vector512.Create(block)).CopyTo(by512);
            for (int lane = 0; lane < block.Length; lane += Vector128<float>.Count)
            {
                TFunction.Apply(Vector256.Create(block, lane & 8)).CopyTo(by256, lane & 8);
                TFunction.Apply(Vector128.Create(block, lane)).CopyTo(by128, lane);
            }

            for (int lane = 0; lane < block.Length; lane++)
            {
                float y = TFunction.Apply(block[lane]);
                AssertSame(block[lane], y, by512[lane], 512);
                AssertSame(block[lane], y, by256[lane], 256);
                AssertSame(block[lane], y, by128[lane], 128);
                double error = UlpError.Of(y, TFunction.Reference(block[lane]));
                Assert.True(error <= TFunction.SingleBound, $"{typeof(TFunction).Name}({block[lane]:R}) = {y:R}: {error} ulp");
            }
        }
    }

    private static void CheckDoubles<TFunction>()
        where TFunction : IElementaryFunction
    {
        var random = new Random(Seed);
        var block = new double[Vector512<double>.Count];
        for (int round = 0; round < Doubles / block.Length; round++)
        {
            for (int i = 0; i < block.Length; i++)
            {
                block[i] = DoubleSamples.Next(random, TFunction.Range);
            }

            Vector512<double> wide = TFunction.Apply(Vector512.Create(block));
            for (int lane = 0; lane < block.Length; lane++)
            {
                double y = TFunction.Apply(block[lane]);
                AssertSame(block[lane], y, wide[lane], 512);
                AssertSame(block[lane], y, TFunction.Apply(Vector256.Create(block, lane & 4))[lane & 3], 256);
                AssertSame(block[lane], y, TFunction.Apply(Vector128.Create(block, lane & 6))[lane & 1], 128);
                double error = UlpError.Of(y, TFunction.Reference((BigReal)block[lane]));
                Assert.True(error <= TFunction.DoubleBound, $"{typeof(TFunction).Name}({block[lane]:R}) = {y:R}: {error} ulp, seed {Seed}");
            }
        }
    }

    /// <summary>A stride through all bit patterns, then the eight neighbours of values where something changes.</summary>
    private static IEnumerable<float> Floats()
    {
        for (long bits = 0; bits <= uint.MaxValue; bits += Stride)
        {
            yield return BitConverter.UInt32BitsToSingle((uint)bits);
        }

        float[] special =
        [
            0, float.Epsilon, 1.17549435e-38f, float.MaxValue, float.PositiveInfinity, 1e-20f, 0.1256f, 0.25f, 0.2572233f, 0.5f, 0.6037969f, 0.6931472f, 0.8f, 1, 1.25f, 2, 4,
            9.01f, 10, 16.6f, 17.3f, 18, 20, 40, 87.3f, 88.72284f, 89, 103.27893f, 104,
        ];
        foreach (uint bits in special.SelectMany(value => new[] { value, -value }).Select(BitConverter.SingleToUInt32Bits))
        {
            for (int step = -4; step < 4; step++)
            {
                yield return BitConverter.UInt32BitsToSingle(unchecked(bits + (uint)step));
            }
        }
    }

    private static void AssertSame<T>(T x, T scalar, T vector, int width)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        if (!Ulp.SameBits(scalar, vector))
        {
            Assert.Fail($"At {x}, {width} bit: {Ulp.Describe(scalar, vector)}");
        }
    }
}
