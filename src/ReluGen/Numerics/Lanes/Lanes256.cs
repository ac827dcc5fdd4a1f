using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ReluGen.Numerics;

/// <summary>Eight single-precision lanes in 256 bits.</summary>
internal readonly struct Single256(Vector256<float> value) : ILanes<Single256, float>
{
    public readonly Vector256<float> Value = value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single256 Splat(float value) =>
        new(Vector256.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single256 Constant(double value) =>
        Splat((float)value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single256 SplatBits(long bits) =>
        new(Vector256.Create((int)bits).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single256 operator +(Single256 left, Single256 right) =>
        new(left.Value + right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single256 operator -(Single256 left, Single256 right) =>
        new(left.Value - right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single256 operator *(Single256 left, Single256 right) =>
        new(left.Value * right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single256 operator /(Single256 left, Single256 right) =>
        new(left.Value / right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single256 Fma(Single256 x, Single256 y, Single256 z) =>
        new(Vector256.FusedMultiplyAdd(x.Value, y.Value, z.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single256 operator &(Single256 left, Single256 right) =>
        new(left.Value & right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single256 operator |(Single256 left, Single256 right) =>
        new(left.Value | right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single256 CopySign(Single256 magnitude, Single256 sign) =>
        new(Vector256.ConditionalSelect(Vector256.Create(float.NegativeZero), sign.Value, magnitude.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single256 AddBits(Single256 left, Single256 right) =>
        new((left.Value.AsInt32() + right.Value.AsInt32()).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single256 SubtractBits(Single256 left, Single256 right) =>
        new((left.Value.AsInt32() - right.Value.AsInt32()).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single256 ShiftLeft(Single256 value, int count) =>
        new((value.Value.AsInt32() << count).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single256 ShiftRight(Single256 value, int count) =>
        new((value.Value.AsInt32() >>> count).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single256 SelectLess(Single256 left, Single256 right, Single256 yes, Single256 no) =>
        new(Vector256.ConditionalSelect(Vector256.LessThan(left.Value, right.Value), yes.Value, no.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single256 AtLeast(Single256 bound, Single256 value) =>
        X86Base.IsSupported
            ? new(Vector256.MaxNative(bound.Value, value.Value))
            : SelectLess(value, bound, bound, value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single256 AtMost(Single256 bound, Single256 value) =>
        X86Base.IsSupported
            ? new(Vector256.MinNative(bound.Value, value.Value))
            : SelectLess(bound, value, bound, value);

    public static int Count => Vector256<float>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single256 Load(ref float source, nuint offset) =>
        new(Vector256.LoadUnsafe(ref source, offset));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref float target, nuint offset) =>
        Value.StoreUnsafe(ref target, offset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single256 SelectEqual(Single256 left, Single256 right, Single256 yes, Single256 no) =>
        new(Vector256.ConditionalSelect(Vector256.Equals(left.Value, right.Value), yes.Value, no.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single256 SquareRoot(Single256 value) =>
        new(Vector256.Sqrt(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single256 Floor(Single256 value) =>
        new(Vector256.Floor(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single256 Ceiling(Single256 value) =>
        new(Vector256.Ceiling(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single256 Round(Single256 value) =>
        new(Vector256.Round(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single256 Truncate(Single256 value) =>
        new(Vector256.Truncate(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single256 Exp(Single256 x) =>
        VectorMath.ExpSingle(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single256 Log(Single256 x) =>
        VectorMath.LogSingle(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single256 Erf(Single256 x) =>
        VectorMath.ErfSingle(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single256 Pow(Single256 x, Single256 y) =>
        new(VectorMath.Pow(x.Value, y.Value));
}

/// <summary>Four double-precision lanes in 256 bits.</summary>
internal readonly struct Double256(Vector256<double> value) : ILanes<Double256, double>
{
    public readonly Vector256<double> Value = value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double256 Splat(double value) =>
        new(Vector256.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double256 Constant(double value) =>
        Splat(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double256 SplatBits(long bits) =>
        new(Vector256.Create(bits).AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double256 operator +(Double256 left, Double256 right) =>
        new(left.Value + right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double256 operator -(Double256 left, Double256 right) =>
        new(left.Value - right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double256 operator *(Double256 left, Double256 right) =>
        new(left.Value * right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double256 operator /(Double256 left, Double256 right) =>
        new(left.Value / right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double256 Fma(Double256 x, Double256 y, Double256 z) =>
        new(Vector256.FusedMultiplyAdd(x.Value, y.Value, z.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double256 operator &(Double256 left, Double256 right) =>
        new(left.Value & right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double256 operator |(Double256 left, Double256 right) =>
        new(left.Value | right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double256 CopySign(Double256 magnitude, Double256 sign) =>
        new(Vector256.ConditionalSelect(Vector256.Create(double.NegativeZero), sign.Value, magnitude.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double256 AddBits(Double256 left, Double256 right) =>
        new((left.Value.AsInt64() + right.Value.AsInt64()).AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double256 SubtractBits(Double256 left, Double256 right) =>
        new((left.Value.AsInt64() - right.Value.AsInt64()).AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double256 ShiftLeft(Double256 value, int count) =>
        new((value.Value.AsInt64() << count).AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double256 ShiftRight(Double256 value, int count) =>
        new((value.Value.AsInt64() >>> count).AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double256 SelectLess(Double256 left, Double256 right, Double256 yes, Double256 no) =>
        new(Vector256.ConditionalSelect(Vector256.LessThan(left.Value, right.Value), yes.Value, no.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double256 AtLeast(Double256 bound, Double256 value) =>
        X86Base.IsSupported
            ? new(Vector256.MaxNative(bound.Value, value.Value))
            : SelectLess(value, bound, bound, value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double256 AtMost(Double256 bound, Double256 value) =>
        X86Base.IsSupported
            ? new(Vector256.MinNative(bound.Value, value.Value))
            : SelectLess(bound, value, bound, value);

    public static int Count => Vector256<double>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double256 Load(ref double source, nuint offset) =>
        new(Vector256.LoadUnsafe(ref source, offset));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref double target, nuint offset) =>
        Value.StoreUnsafe(ref target, offset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double256 SelectEqual(Double256 left, Double256 right, Double256 yes, Double256 no) =>
        new(Vector256.ConditionalSelect(Vector256.Equals(left.Value, right.Value), yes.Value, no.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double256 SquareRoot(Double256 value) =>
        new(Vector256.Sqrt(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double256 Floor(Double256 value) =>
        new(Vector256.Floor(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double256 Ceiling(Double256 value) =>
        new(Vector256.Ceiling(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double256 Round(Double256 value) =>
        new(Vector256.Round(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double256 Truncate(Double256 value) =>
        new(Vector256.Truncate(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double256 Exp(Double256 x) =>
        VectorMath.ExpDouble(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double256 Log(Double256 x) =>
        VectorMath.LogDouble(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double256 Erf(Double256 x) =>
        VectorMath.ErfDouble(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double256 Pow(Double256 x, Double256 y) =>
        new(VectorMath.Pow(x.Value, y.Value));
}
