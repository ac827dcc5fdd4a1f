using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace ReluGen.Numerics;

/// <summary>One single-precision number.</summary>
internal readonly struct Single1(float value) : ILanes<Single1, float>
{
    public readonly float Value = value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single1 Splat(float value) =>
        new(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single1 Constant(double value) =>
        Splat((float)value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single1 SplatBits(long bits) =>
        new(BitConverter.UInt32BitsToSingle((uint)bits));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single1 operator +(Single1 left, Single1 right) =>
        new(left.Value + right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single1 operator -(Single1 left, Single1 right) =>
        new(left.Value - right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single1 operator *(Single1 left, Single1 right) =>
        new(left.Value * right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single1 operator /(Single1 left, Single1 right) =>
        new(left.Value / right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single1 Fma(Single1 x, Single1 y, Single1 z) =>
        new(MathF.FusedMultiplyAdd(x.Value, y.Value, z.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single1 operator &(Single1 left, Single1 right) =>
        new(BitConverter.UInt32BitsToSingle(BitConverter.SingleToUInt32Bits(left.Value) & BitConverter.SingleToUInt32Bits(right.Value)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single1 operator |(Single1 left, Single1 right) =>
        new(BitConverter.UInt32BitsToSingle(BitConverter.SingleToUInt32Bits(left.Value) | BitConverter.SingleToUInt32Bits(right.Value)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single1 CopySign(Single1 magnitude, Single1 sign) =>
        new(MathF.CopySign(magnitude.Value, sign.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single1 AddBits(Single1 left, Single1 right) =>
        new(BitConverter.UInt32BitsToSingle(BitConverter.SingleToUInt32Bits(left.Value) + BitConverter.SingleToUInt32Bits(right.Value)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single1 SubtractBits(Single1 left, Single1 right) =>
        new(BitConverter.UInt32BitsToSingle(BitConverter.SingleToUInt32Bits(left.Value) - BitConverter.SingleToUInt32Bits(right.Value)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single1 ShiftLeft(Single1 value, int count) =>
        new(BitConverter.UInt32BitsToSingle(BitConverter.SingleToUInt32Bits(value.Value) << count));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single1 ShiftRight(Single1 value, int count) =>
        new(BitConverter.UInt32BitsToSingle(BitConverter.SingleToUInt32Bits(value.Value) >> count));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single1 SelectLess(Single1 left, Single1 right, Single1 yes, Single1 no) =>
        left.Value < right.Value ? yes : no;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single1 AtLeast(Single1 bound, Single1 value) =>
        X86Base.IsSupported
            ? new(float.MaxNative(bound.Value, value.Value))
            : SelectLess(value, bound, bound, value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single1 AtMost(Single1 bound, Single1 value) =>
        X86Base.IsSupported
            ? new(float.MinNative(bound.Value, value.Value))
            : SelectLess(bound, value, bound, value);

    public static int Count => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single1 Load(ref float source, nuint offset) =>
        new(Unsafe.Add(ref source, offset));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref float target, nuint offset) =>
        Unsafe.Add(ref target, offset) = Value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single1 SelectEqual(Single1 left, Single1 right, Single1 yes, Single1 no) =>
        left.Value == right.Value ? yes : no;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single1 SquareRoot(Single1 value) =>
        new(MathF.Sqrt(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single1 Floor(Single1 value) =>
        new(MathF.Floor(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single1 Ceiling(Single1 value) =>
        new(MathF.Ceiling(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single1 Round(Single1 value) =>
        new(MathF.Round(value.Value, MidpointRounding.ToEven));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single1 Truncate(Single1 value) =>
        new(MathF.Truncate(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single1 Exp(Single1 x) =>
        VectorMath.ExpSingle(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single1 Log(Single1 x) =>
        VectorMath.LogSingle(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single1 Erf(Single1 x) =>
        VectorMath.ErfSingle(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single1 Pow(Single1 x, Single1 y) =>
        new(VectorMath.Pow(x.Value, y.Value));
}

/// <summary>One double-precision number.</summary>
internal readonly struct Double1(double value) : ILanes<Double1, double>
{
    public readonly double Value = value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 Splat(double value) =>
        new(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 Constant(double value) =>
        Splat(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 SplatBits(long bits) =>
        new(BitConverter.UInt64BitsToDouble((ulong)bits));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 operator +(Double1 left, Double1 right) =>
        new(left.Value + right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 operator -(Double1 left, Double1 right) =>
        new(left.Value - right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 operator *(Double1 left, Double1 right) =>
        new(left.Value * right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 operator /(Double1 left, Double1 right) =>
        new(left.Value / right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 Fma(Double1 x, Double1 y, Double1 z) =>
        new(Math.FusedMultiplyAdd(x.Value, y.Value, z.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 operator &(Double1 left, Double1 right) =>
        new(BitConverter.UInt64BitsToDouble(BitConverter.DoubleToUInt64Bits(left.Value) & BitConverter.DoubleToUInt64Bits(right.Value)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 operator |(Double1 left, Double1 right) =>
        new(BitConverter.UInt64BitsToDouble(BitConverter.DoubleToUInt64Bits(left.Value) | BitConverter.DoubleToUInt64Bits(right.Value)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 CopySign(Double1 magnitude, Double1 sign) =>
        new(Math.CopySign(magnitude.Value, sign.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 AddBits(Double1 left, Double1 right) =>
        new(BitConverter.UInt64BitsToDouble(BitConverter.DoubleToUInt64Bits(left.Value) + BitConverter.DoubleToUInt64Bits(right.Value)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 SubtractBits(Double1 left, Double1 right) =>
        new(BitConverter.UInt64BitsToDouble(BitConverter.DoubleToUInt64Bits(left.Value) - BitConverter.DoubleToUInt64Bits(right.Value)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 ShiftLeft(Double1 value, int count) =>
        new(BitConverter.UInt64BitsToDouble(BitConverter.DoubleToUInt64Bits(value.Value) << count));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 ShiftRight(Double1 value, int count) =>
        new(BitConverter.UInt64BitsToDouble(BitConverter.DoubleToUInt64Bits(value.Value) >> count));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 SelectLess(Double1 left, Double1 right, Double1 yes, Double1 no) =>
        left.Value < right.Value ? yes : no;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 AtLeast(Double1 bound, Double1 value) =>
        X86Base.IsSupported
            ? new(double.MaxNative(bound.Value, value.Value))
            : SelectLess(value, bound, bound, value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 AtMost(Double1 bound, Double1 value) =>
        X86Base.IsSupported
            ? new(double.MinNative(bound.Value, value.Value))
            : SelectLess(bound, value, bound, value);

    public static int Count => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 Load(ref double source, nuint offset) =>
        new(Unsafe.Add(ref source, offset));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref double target, nuint offset) =>
        Unsafe.Add(ref target, offset) = Value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 SelectEqual(Double1 left, Double1 right, Double1 yes, Double1 no) =>
        left.Value == right.Value ? yes : no;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 SquareRoot(Double1 value) =>
        new(Math.Sqrt(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 Floor(Double1 value) =>
        new(Math.Floor(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 Ceiling(Double1 value) =>
        new(Math.Ceiling(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 Round(Double1 value) =>
        new(Math.Round(value.Value, MidpointRounding.ToEven));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 Truncate(Double1 value) =>
        new(Math.Truncate(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 Exp(Double1 x) =>
        VectorMath.ExpDouble(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 Log(Double1 x) =>
        VectorMath.LogDouble(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 Erf(Double1 x) =>
        VectorMath.ErfDouble(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 Pow(Double1 x, Double1 y) =>
        new(VectorMath.Pow(x.Value, y.Value));
}
