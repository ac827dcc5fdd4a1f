using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using ReluGen.Numerics;

namespace ReluGen.Tests.Parity.Numerics;

/// <summary>
/// The rectifier bit for bit, sign of zero and payload of NaN included, in every width. The compiler may fold, swap or
/// specialise a maximum, so it is called from optimised and unoptimised methods, with arguments known to it and not.
/// </summary>
public sealed class ReluTests
{
    public static TheoryData<int> Bits =>
    [
        .. new[]
        {
            0f, -0f, 1, -1, float.Epsilon, -float.Epsilon, float.MaxValue, float.MinValue, float.PositiveInfinity, float.NegativeInfinity,
            float.NaN, -float.NaN, BitConverter.Int32BitsToSingle(0x7FC12345), BitConverter.Int32BitsToSingle(unchecked((int)0xFFC12345)),
        }.Select(BitConverter.SingleToInt32Bits),
    ];

    [Theory]
    [MemberData(nameof(Bits))]
    public void Float_keeps_negative_zero_and_nan_in_every_width(int bits)
    {
        float z = BitConverter.Int32BitsToSingle(bits);
        int expected = BitConverter.SingleToInt32Bits(z < 0 ? 0f : z);
        Assert.Equal(Enumerable.Repeat(expected, 4), Optimized(z).Select(BitConverter.SingleToInt32Bits));
        Assert.Equal(Enumerable.Repeat(expected, 4), Unoptimized(z).Select(BitConverter.SingleToInt32Bits));
    }

    [Theory]
    [MemberData(nameof(Bits))]
    public void Double_keeps_negative_zero_and_nan_in_every_width(int bits)
    {
        double z = BitConverter.Int32BitsToSingle(bits);
        long expected = BitConverter.DoubleToInt64Bits(z < 0 ? 0.0 : z);
        Assert.Equal(Enumerable.Repeat(expected, 4), Optimized(z).Select(BitConverter.DoubleToInt64Bits));
        Assert.Equal(Enumerable.Repeat(expected, 4), Unoptimized(z).Select(BitConverter.DoubleToInt64Bits));
    }

    [Fact]
    public void Constants_are_folded_to_the_same_bits()
    {
        Assert.True(float.IsNaN(VectorMath.Relu(float.NaN)));
        Assert.True(double.IsNaN(VectorMath.Relu(double.NaN)));
        Assert.True(float.IsNegative(VectorMath.Relu(-0f)));
        Assert.True(double.IsNegative(VectorMath.Relu(-0.0)));
        Assert.True(float.IsNaN(VectorMath.Relu(Vector128.Create(float.NaN))[3]));
        Assert.True(float.IsNaN(VectorMath.Relu(Vector256.Create(float.NaN))[7]));
        Assert.True(float.IsNaN(VectorMath.Relu(Vector512.Create(float.NaN))[15]));
        Assert.True(float.IsNegative(VectorMath.Relu(Vector128.Create(-0f))[3]));
        Assert.True(float.IsNegative(VectorMath.Relu(Vector256.Create(-0f))[7]));
        Assert.True(float.IsNegative(VectorMath.Relu(Vector512.Create(-0f))[15]));
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static float[] Optimized(float z) =>
    [
        VectorMath.Relu(z), VectorMath.Relu(Vector128.Create(z))[3], VectorMath.Relu(Vector256.Create(z))[7], VectorMath.Relu(Vector512.Create(z))[15],
    ];

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.NoOptimization)]
    private static float[] Unoptimized(float z) =>
    [
        VectorMath.Relu(z), VectorMath.Relu(Vector128.Create(z))[3], VectorMath.Relu(Vector256.Create(z))[7], VectorMath.Relu(Vector512.Create(z))[15],
    ];

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static double[] Optimized(double z) =>
    [
        VectorMath.Relu(z), VectorMath.Relu(Vector128.Create(z))[1], VectorMath.Relu(Vector256.Create(z))[3], VectorMath.Relu(Vector512.Create(z))[7],
    ];

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.NoOptimization)]
    private static double[] Unoptimized(double z) =>
    [
        VectorMath.Relu(z), VectorMath.Relu(Vector128.Create(z))[1], VectorMath.Relu(Vector256.Create(z))[3], VectorMath.Relu(Vector512.Create(z))[7],
    ];
}
