using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ReluGen.Numerics;

/// <summary>What generated code does with a register of sixteen floats; each is one instruction.</summary>
/// <remarks>
/// <see cref="Vector512"/> has it all, in up to two dozen overloads and type parameters each. The C# compiler chooses among them at every
/// call, which took a third of the time of compiling a network. Here each name stands for one method.
/// </remarks>
public static class Floats512
{
    /// <summary>Reads a register at an offset in elements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Load(ref float source, nuint offset = 0) => Vector512.LoadUnsafe(ref source, offset);

    /// <summary>Writes a register at an offset in elements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<float> value, ref float target, nuint offset = 0) => value.StoreUnsafe(ref target, offset);

    /// <summary>The same number in every lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Broadcast(float value) => Vector512.Create(value);

    /// <summary><c>left · right + addend</c>, rounded once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> MultiplyAdd(Vector512<float> left, Vector512<float> right, Vector512<float> addend) => Vector512.FusedMultiplyAdd(left, right, addend);
}
