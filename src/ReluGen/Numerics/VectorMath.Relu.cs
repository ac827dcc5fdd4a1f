using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ReluGen.Numerics;

// z < 0 ? 0 : z, literally, so NaN and -0 stay as they are. On x86 that is one maximum, max(0, z): the instruction returns
// its second operand when either is NaN and when both are zeros. Elsewhere it is a comparison and a selection. Exact.

public static partial class VectorMath
{
    /// <summary>The rectifier: 0 where <paramref name="z"/> is negative, otherwise <paramref name="z"/>. Exact.</summary>
    /// <param name="z">The argument.</param>
    /// <returns><c>z &lt; 0 ? 0 : z</c>.</returns>
    /// <remarks>-0 gives -0, -∞ gives 0, +∞ gives +∞, NaN gives NaN.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Relu(float z) => Single1.AtLeast(default, new Single1(z)).Value;

    /// <inheritdoc cref="Relu(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Relu(Vector128<float> z) => Single128.AtLeast(default, new Single128(z)).Value;

    /// <inheritdoc cref="Relu(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Relu(Vector256<float> z) => Single256.AtLeast(default, new Single256(z)).Value;

    /// <inheritdoc cref="Relu(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Relu(Vector512<float> z) => Single512.AtLeast(default, new Single512(z)).Value;

    /// <summary>The rectifier: 0 where <paramref name="z"/> is negative, otherwise <paramref name="z"/>. Exact.</summary>
    /// <param name="z">The argument.</param>
    /// <returns><c>z &lt; 0 ? 0 : z</c>.</returns>
    /// <remarks>-0 gives -0, -∞ gives 0, +∞ gives +∞, NaN gives NaN.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Relu(double z) => Double1.AtLeast(default, new Double1(z)).Value;

    /// <inheritdoc cref="Relu(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Relu(Vector128<double> z) => Double128.AtLeast(default, new Double128(z)).Value;

    /// <inheritdoc cref="Relu(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Relu(Vector256<double> z) => Double256.AtLeast(default, new Double256(z)).Value;

    /// <inheritdoc cref="Relu(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Relu(Vector512<double> z) => Double512.AtLeast(default, new Double512(z)).Value;
}
