using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ReluGen.Numerics;

/// <summary>Sixteen single-precision lanes in 512 bits.</summary>
internal readonly struct Single512(Vector512<float> value) : ILanes<Single512, float>
{
    public readonly Vector512<float> Value = value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single512 Splat(float value) =>
        new(Vector512.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single512 Constant(double value) =>
        Splat((float)value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single512 SplatBits(long bits) =>
        new(Vector512.Create((int)bits).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single512 operator +(Single512 left, Single512 right) =>
        new(left.Value + right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single512 operator -(Single512 left, Single512 right) =>
        new(left.Value - right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single512 operator *(Single512 left, Single512 right) =>
        new(left.Value * right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single512 operator /(Single512 left, Single512 right) =>
        new(left.Value / right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single512 Fma(Single512 x, Single512 y, Single512 z) =>
        new(Vector512.FusedMultiplyAdd(x.Value, y.Value, z.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single512 operator &(Single512 left, Single512 right) =>
        new(left.Value & right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single512 operator |(Single512 left, Single512 right) =>
        new(left.Value | right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single512 CopySign(Single512 magnitude, Single512 sign) =>
        new(Vector512.ConditionalSelect(Vector512.Create(float.NegativeZero), sign.Value, magnitude.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single512 AddBits(Single512 left, Single512 right) =>
        new((left.Value.AsInt32() + right.Value.AsInt32()).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single512 SubtractBits(Single512 left, Single512 right) =>
        new((left.Value.AsInt32() - right.Value.AsInt32()).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single512 ShiftLeft(Single512 value, int count) =>
        new((value.Value.AsInt32() << count).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single512 ShiftRight(Single512 value, int count) =>
        new((value.Value.AsInt32() >>> count).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single512 SelectLess(Single512 left, Single512 right, Single512 yes, Single512 no) =>
        new(Vector512.ConditionalSelect(Vector512.LessThan(left.Value, right.Value), yes.Value, no.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single512 AtLeast(Single512 bound, Single512 value) =>
        X86Base.IsSupported
            ? new(Vector512.MaxNative(bound.Value, value.Value))
            : SelectLess(value, bound, bound, value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single512 AtMost(Single512 bound, Single512 value) =>
        X86Base.IsSupported
            ? new(Vector512.MinNative(bound.Value, value.Value))
            : SelectLess(bound, value, bound, value);

    public static int Count => Vector512<float>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single512 Load(ref float source, nuint offset) =>
        new(Vector512.LoadUnsafe(ref source, offset));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref float target, nuint offset) =>
        Value.StoreUnsafe(ref target, offset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single512 SelectEqual(Single512 left, Single512 right, Single512 yes, Single512 no) =>
        new(Vector512.ConditionalSelect(Vector512.Equals(left.Value, right.Value), yes.Value, no.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single512 SquareRoot(Single512 value) =>
        new(Vector512.Sqrt(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single512 Floor(Single512 value) =>
        new(Vector512.Floor(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single512 Ceiling(Single512 value) =>
        new(Vector512.Ceiling(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single512 Round(Single512 value) =>
        new(Vector512.Round(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single512 Truncate(Single512 value) =>
        new(Vector512.Truncate(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single512 Exp(Single512 x) =>
        VectorMath.ExpSingle(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single512 Log(Single512 x) =>
        VectorMath.LogSingle(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single512 Erf(Single512 x) =>
        VectorMath.ErfSingle(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single512 Pow(Single512 x, Single512 y) =>
        new(VectorMath.Pow(x.Value, y.Value));
}

/// <summary>Eight double-precision lanes in 512 bits.</summary>
internal readonly struct Double512(Vector512<double> value) : ILanes<Double512, double>
{
    public readonly Vector512<double> Value = value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double512 Splat(double value) =>
        new(Vector512.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double512 Constant(double value) =>
        Splat(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double512 SplatBits(long bits) =>
        new(Vector512.Create(bits).AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double512 operator +(Double512 left, Double512 right) =>
        new(left.Value + right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double512 operator -(Double512 left, Double512 right) =>
        new(left.Value - right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double512 operator *(Double512 left, Double512 right) =>
        new(left.Value * right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double512 operator /(Double512 left, Double512 right) =>
        new(left.Value / right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double512 Fma(Double512 x, Double512 y, Double512 z) =>
        new(Vector512.FusedMultiplyAdd(x.Value, y.Value, z.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double512 operator &(Double512 left, Double512 right) =>
        new(left.Value & right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double512 operator |(Double512 left, Double512 right) =>
        new(left.Value | right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double512 CopySign(Double512 magnitude, Double512 sign) =>
        new(Vector512.ConditionalSelect(Vector512.Create(double.NegativeZero), sign.Value, magnitude.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double512 AddBits(Double512 left, Double512 right) =>
        new((left.Value.AsInt64() + right.Value.AsInt64()).AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double512 SubtractBits(Double512 left, Double512 right) =>
        new((left.Value.AsInt64() - right.Value.AsInt64()).AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double512 ShiftLeft(Double512 value, int count) =>
        new((value.Value.AsInt64() << count).AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double512 ShiftRight(Double512 value, int count) =>
        new((value.Value.AsInt64() >>> count).AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double512 SelectLess(Double512 left, Double512 right, Double512 yes, Double512 no) =>
        new(Vector512.ConditionalSelect(Vector512.LessThan(left.Value, right.Value), yes.Value, no.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double512 AtLeast(Double512 bound, Double512 value) =>
        X86Base.IsSupported
            ? new(Vector512.MaxNative(bound.Value, value.Value))
            : SelectLess(value, bound, bound, value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double512 AtMost(Double512 bound, Double512 value) =>
        X86Base.IsSupported
            ? new(Vector512.MinNative(bound.Value, value.Value))
            : SelectLess(bound, value, bound, value);

    public static int Count => Vector512<double>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double512 Load(ref double source, nuint offset) =>
        new(Vector512.LoadUnsafe(ref source, offset));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref double target, nuint offset) =>
        Value.StoreUnsafe(ref target, offset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double512 SelectEqual(Double512 left, Double512 right, Double512 yes, Double512 no) =>
        new(Vector512.ConditionalSelect(Vector512.Equals(left.Value, right.Value), yes.Value, no.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double512 SquareRoot(Double512 value) =>
        new(Vector512.Sqrt(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double512 Floor(Double512 value) =>
        new(Vector512.Floor(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double512 Ceiling(Double512 value) =>
        new(Vector512.Ceiling(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double512 Round(Double512 value) =>
        new(Vector512.Round(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double512 Truncate(Double512 value) =>
        new(Vector512.Truncate(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double512 Exp(Double512 x) =>
        VectorMath.ExpDouble(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double512 Log(Double512 x) =>
        VectorMath.LogDouble(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double512 Erf(Double512 x) =>
        VectorMath.ErfDouble(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double512 Pow(Double512 x, Double512 y) =>
        new(VectorMath.Pow(x.Value, y.Value));
}
