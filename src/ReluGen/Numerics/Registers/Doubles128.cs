using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ReluGen.Numerics;

/// <summary>What generated code does with a register of two doubles; each is one instruction.</summary>
/// <remarks>
/// <see cref="Vector128"/> has it all, in up to two dozen overloads and type parameters each. The C# compiler chooses among them at every
/// call, which took a third of the time of compiling a network. Here each name stands for one method.
/// </remarks>
public static class Doubles128
{
    /// <summary>Reads a register at an offset in elements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Load(ref double source, nuint offset = 0) => Vector128.LoadUnsafe(ref source, offset);

    /// <summary>Writes a register at an offset in elements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector128<double> value, ref double target, nuint offset = 0) => value.StoreUnsafe(ref target, offset);

    /// <summary>The same number in every lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Broadcast(double value) => Vector128.Create(value);

    /// <summary><c>left · right + addend</c>, rounded once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> MultiplyAdd(Vector128<double> left, Vector128<double> right, Vector128<double> addend) => Vector128.FusedMultiplyAdd(left, right, addend);
}
