using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ReluGen.Numerics;

/// <summary>
/// Folds the lanes of vectors: the upper half is added to the lower half until one lane is left. Called by generated
/// code for sums whose chains lie across lanes.
/// </summary>
public static class LaneSums
{
    /// <summary>The folded lanes of one vector.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Fold(Vector512<float> a) => Fold(a.GetLower() + a.GetUpper());

    /// <inheritdoc cref="Fold(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Fold(Vector256<float> a) => Fold(a.GetLower() + a.GetUpper());

    /// <inheritdoc cref="Fold(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Fold(Vector128<float> a)
    {
        Vector128<float> two = a + Vector128.Shuffle(a, Vector128.Create(2, 3, 0, 1));
        return two.GetElement(0) + two.GetElement(1);
    }

    /// <inheritdoc cref="Fold(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Fold(Vector512<double> a) => Fold(a.GetLower() + a.GetUpper());

    /// <inheritdoc cref="Fold(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Fold(Vector256<double> a) => Fold(a.GetLower() + a.GetUpper());

    /// <inheritdoc cref="Fold(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Fold(Vector128<double> a) => a.GetElement(0) + a.GetElement(1);

    /// <summary>The folded lanes of four vectors, one in each lane of the result.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Fold(Vector512<float> a, Vector512<float> b, Vector512<float> c, Vector512<float> d) => Fold(
        a.GetLower() + a.GetUpper(), b.GetLower() + b.GetUpper(), c.GetLower() + c.GetUpper(), d.GetLower() + d.GetUpper());

    /// <inheritdoc cref="Fold(Vector512{float}, Vector512{float}, Vector512{float}, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Fold(Vector256<float> a, Vector256<float> b, Vector256<float> c, Vector256<float> d) => Fold(
        a.GetLower() + a.GetUpper(), b.GetLower() + b.GetUpper(), c.GetLower() + c.GetUpper(), d.GetLower() + d.GetUpper());

    /// <inheritdoc cref="Fold(Vector512{float}, Vector512{float}, Vector512{float}, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Fold(Vector128<float> a, Vector128<float> b, Vector128<float> c, Vector128<float> d)
    {
        // Pairs of lanes as if they were doubles: [a0 a1 b0 b1] + [a2 a3 b2 b3].
        Vector128<float> ab = Interleaved.Low(a.AsDouble(), b.AsDouble()).AsSingle() + Interleaved.High(a.AsDouble(), b.AsDouble()).AsSingle();
        Vector128<float> cd = Interleaved.Low(c.AsDouble(), d.AsDouble()).AsSingle() + Interleaved.High(c.AsDouble(), d.AsDouble()).AsSingle();
        return Interleaved.Even(ab, cd) + Interleaved.Odd(ab, cd);
    }

    /// <summary>The folded lanes of two vectors, one in each lane of the result.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Fold(Vector512<double> a, Vector512<double> b) =>
        Fold(a.GetLower() + a.GetUpper(), b.GetLower() + b.GetUpper());

    /// <inheritdoc cref="Fold(Vector512{double}, Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Fold(Vector256<double> a, Vector256<double> b) =>
        Fold(a.GetLower() + a.GetUpper(), b.GetLower() + b.GetUpper());

    /// <inheritdoc cref="Fold(Vector512{double}, Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Fold(Vector128<double> a, Vector128<double> b) =>
        Interleaved.Low(a, b) + Interleaved.High(a, b);
}
