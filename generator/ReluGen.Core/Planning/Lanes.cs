using ReluGen.Model;

namespace ReluGen.Planning;

/// <summary>A vector width as data: every planner and emitter is written once and given one of these.</summary>
/// <remarks>Equal when both parts are.</remarks>
/// <param name="Width">The width.</param>
/// <param name="Element">The number type in the lanes.</param>
public sealed record Lanes(LaneWidth Width, ElementKind Element)
{
    /// <summary>How many numbers one register holds.</summary>
    public int Count => Width == LaneWidth.Scalar ? 1 : (int)Width / (Element == ElementKind.Float ? 32 : 64);

    /// <summary>Whether there are vectors at all.</summary>
    public bool IsVector => Width != LaneWidth.Scalar;

    /// <summary>The registers: 32 come with 512 bit, otherwise 16.</summary>
    public int Registers => Width == LaneWidth.Bits512 ? 32 : 16;

    /// <summary>How many registers may hold sums, the rest being needed for weights and inputs.</summary>
    public int SumRegisters => Width == LaneWidth.Bits512 ? 24 : 12;

    /// <summary>How many registers hold <paramref name="elements"/> numbers, the last one perhaps in part.</summary>
    public int Vectors(int elements) => (elements + Count - 1) / Count;
}
