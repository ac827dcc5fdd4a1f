using ReluGen.Training;

namespace ReluGen.Tests.Training.Running;

/// <summary>The vector widths that every loop must give the same bits in, accelerated here or not.</summary>
internal static class Widths
{
    public static readonly VectorWidth[] All = [VectorWidth.Bits128, VectorWidth.Bits256, VectorWidth.Bits512];
}
