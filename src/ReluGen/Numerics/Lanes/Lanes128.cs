using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ReluGen.Numerics;

/// <summary>Four single-precision lanes in 128 bits.</summary>
internal readonly struct Single128(Vector128<float> value) : ILanes<Single128, float>
{
    public readonly Vector128<float> Value = value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single128 Splat(float value) =>
        new(Vector128.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single128 Constant(double value) =>
        Splat((float)value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single128 SplatBits(long bits) =>
        new(Vector128.Create((int)bits).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single128 operator +(Single128 left, Single128 right) =>
        new(left.Value + right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single128 operator -(Single128 left, Single128 right) =>
        new(left.Value - right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single128 operator *(Single128 left, Single128 right) =>
        new(left.Value * right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single128 operator /(Single128 left, Single128 right) =>
        new(left.Value / right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single128 Fma(Single128 x, Single128 y, Single128 z) =>
        new(Vector128.FusedMultiplyAdd(x.Value, y.Value, z.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single128 operator &(Single128 left, Single128 right) =>
        new(left.Value & right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single128 operator |(Single128 left, Single128 right) =>
        new(left.Value | right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single128 CopySign(Single128 magnitude, Single128 sign) =>
        new(Vector128.ConditionalSelect(Vector128.Create(float.NegativeZero), sign.Value, magnitude.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single128 AddBits(Single128 left, Single128 right) =>
        new((left.Value.AsInt32() + right.Value.AsInt32()).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single128 SubtractBits(Single128 left, Single128 right) =>
        new((left.Value.AsInt32() - right.Value.AsInt32()).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single128 ShiftLeft(Single128 value, int count) =>
        new((value.Value.AsInt32() << count).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single128 ShiftRight(Single128 value, int count) =>
        new((value.Value.AsInt32() >>> count).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single128 SelectLess(Single128 left, Single128 right, Single128 yes, Single128 no) =>
        new(Vector128.ConditionalSelect(Vector128.LessThan(left.Value, right.Value), yes.Value, no.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single128 AtLeast(Single128 bound, Single128 value) =>
        X86Base.IsSupported
            ? new(Vector128.MaxNative(bound.Value, value.Value))
            : SelectLess(value, bound, bound, value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single128 AtMost(Single128 bound, Single128 value) =>
        X86Base.IsSupported
            ? new(Vector128.MinNative(bound.Value, value.Value))
            : SelectLess(bound, value, bound, value);

    public static int Count => Vector128<float>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single128 Load(ref float source, nuint offset) =>
        new(Vector128.LoadUnsafe(ref source, offset));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref float target, nuint offset) =>
        Value.StoreUnsafe(ref target, offset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single128 SelectEqual(Single128 left, Single128 right, Single128 yes, Single128 no) =>
        new(Vector128.ConditionalSelect(Vector128.Equals(left.Value, right.Value), yes.Value, no.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single128 SquareRoot(Single128 value) =>
        new(Vector128.Sqrt(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single128 Floor(Single128 value) =>
        new(Vector128.Floor(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single128 Ceiling(Single128 value) =>
        new(Vector128.Ceiling(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single128 Round(Single128 value) =>
        new(Vector128.Round(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single128 Truncate(Single128 value) =>
        new(Vector128.Truncate(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single128 Exp(Single128 x) =>
        VectorMath.ExpSingle(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single128 Log(Single128 x) =>
        VectorMath.LogSingle(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single128 Erf(Single128 x) =>
        VectorMath.ErfSingle(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single128 Pow(Single128 x, Single128 y) =>
        new(VectorMath.Pow(x.Value, y.Value));
}

/// <summary>Two double-precision lanes in 128 bits.</summary>
internal readonly struct Double128(Vector128<double> value) : ILanes<Double128, double>
{
    public readonly Vector128<double> Value = value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double128 Splat(double value) =>
        new(Vector128.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double128 Constant(double value) =>
        Splat(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double128 SplatBits(long bits) =>
        new(Vector128.Create(bits).AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double128 operator +(Double128 left, Double128 right) =>
        new(left.Value + right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double128 operator -(Double128 left, Double128 right) =>
        new(left.Value - right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double128 operator *(Double128 left, Double128 right) =>
        new(left.Value * right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double128 operator /(Double128 left, Double128 right) =>
        new(left.Value / right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double128 Fma(Double128 x, Double128 y, Double128 z) =>
        new(Vector128.FusedMultiplyAdd(x.Value, y.Value, z.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double128 operator &(Double128 left, Double128 right) =>
        new(left.Value & right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double128 operator |(Double128 left, Double128 right) =>
        new(left.Value | right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double128 CopySign(Double128 magnitude, Double128 sign) =>
        new(Vector128.ConditionalSelect(Vector128.Create(double.NegativeZero), sign.Value, magnitude.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double128 AddBits(Double128 left, Double128 right) =>
        new((left.Value.AsInt64() + right.Value.AsInt64()).AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double128 SubtractBits(Double128 left, Double128 right) =>
        new((left.Value.AsInt64() - right.Value.AsInt64()).AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double128 ShiftLeft(Double128 value, int count) =>
        new((value.Value.AsInt64() << count).AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double128 ShiftRight(Double128 value, int count) =>
        new((value.Value.AsInt64() >>> count).AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double128 SelectLess(Double128 left, Double128 right, Double128 yes, Double128 no) =>
        new(Vector128.ConditionalSelect(Vector128.LessThan(left.Value, right.Value), yes.Value, no.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double128 AtLeast(Double128 bound, Double128 value) =>
        X86Base.IsSupported
            ? new(Vector128.MaxNative(bound.Value, value.Value))
            : SelectLess(value, bound, bound, value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double128 AtMost(Double128 bound, Double128 value) =>
        X86Base.IsSupported
            ? new(Vector128.MinNative(bound.Value, value.Value))
            : SelectLess(bound, value, bound, value);

    public static int Count => Vector128<double>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double128 Load(ref double source, nuint offset) =>
        new(Vector128.LoadUnsafe(ref source, offset));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref double target, nuint offset) =>
        Value.StoreUnsafe(ref target, offset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double128 SelectEqual(Double128 left, Double128 right, Double128 yes, Double128 no) =>
        new(Vector128.ConditionalSelect(Vector128.Equals(left.Value, right.Value), yes.Value, no.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double128 SquareRoot(Double128 value) =>
        new(Vector128.Sqrt(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double128 Floor(Double128 value) =>
        new(Vector128.Floor(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double128 Ceiling(Double128 value) =>
        new(Vector128.Ceiling(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double128 Round(Double128 value) =>
        new(Vector128.Round(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double128 Truncate(Double128 value) =>
        new(Vector128.Truncate(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double128 Exp(Double128 x) =>
        VectorMath.ExpDouble(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double128 Log(Double128 x) =>
        VectorMath.LogDouble(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double128 Erf(Double128 x) =>
        VectorMath.ErfDouble(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double128 Pow(Double128 x, Double128 y) =>
        new(VectorMath.Pow(x.Value, y.Value));
}
