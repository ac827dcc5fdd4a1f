using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ReluGen.Numerics;

/// <summary>What generated code does with a register of four doubles; each is one instruction.</summary>
/// <remarks>
/// <see cref="Vector256"/> has it all, in up to two dozen overloads and type parameters each. The C# compiler chooses among them at every
/// call, which took a third of the time of compiling a network. Here each name stands for one method.
/// </remarks>
public static class Doubles256
{
    /// <summary>Reads a register at an offset in elements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Load(ref double source, nuint offset = 0) => Vector256.LoadUnsafe(ref source, offset);

    /// <summary>Writes a register at an offset in elements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<double> value, ref double target, nuint offset = 0) => value.StoreUnsafe(ref target, offset);

    /// <summary>The same number in every lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Broadcast(double value) => Vector256.Create(value);

    /// <summary><c>left · right + addend</c>, rounded once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> MultiplyAdd(Vector256<double> left, Vector256<double> right, Vector256<double> addend) => Vector256.FusedMultiplyAdd(left, right, addend);
}
