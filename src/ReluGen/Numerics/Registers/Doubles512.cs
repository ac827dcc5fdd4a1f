using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ReluGen.Numerics;

/// <summary>What generated code does with a register of eight doubles; each is one instruction.</summary>
/// <remarks>
/// <see cref="Vector512"/> has it all, in up to two dozen overloads and type parameters each. The C# compiler chooses among them at every
/// call, which took a third of the time of compiling a network. Here each name stands for one method.
/// </remarks>
public static class Doubles512
{
    /// <summary>Reads a register at an offset in elements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Load(ref double source, nuint offset = 0) => Vector512.LoadUnsafe(ref source, offset);

    /// <summary>Writes a register at an offset in elements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<double> value, ref double target, nuint offset = 0) => value.StoreUnsafe(ref target, offset);

    /// <summary>The same number in every lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Broadcast(double value) => Vector512.Create(value);

    /// <summary><c>left · right + addend</c>, rounded once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> MultiplyAdd(Vector512<double> left, Vector512<double> right, Vector512<double> addend) => Vector512.FusedMultiplyAdd(left, right, addend);
}
