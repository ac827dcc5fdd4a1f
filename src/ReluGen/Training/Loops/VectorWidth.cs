using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ReluGen.Training;

/// <summary>The width of the vectors that a loop runs with. It cannot show in a result.</summary>
internal enum VectorWidth
{
    /// <summary>128 bits: everywhere.</summary>
    Bits128,

    /// <summary>256 bits.</summary>
    Bits256,

    /// <summary>512 bits.</summary>
    Bits512,
}

/// <summary>What the loops may run with.</summary>
internal static class VectorWidths
{
    /// <summary>The widest vectors that the processor accelerates.</summary>
    public static VectorWidth Widest
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.IsHardwareAccelerated ? VectorWidth.Bits512
            : Vector256.IsHardwareAccelerated ? VectorWidth.Bits256
            : VectorWidth.Bits128;
    }

    /// <summary>Refuses numbers other than <see cref="float"/> and <see cref="double"/>.</summary>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> is another type.</exception>
    public static void CheckNumber<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (typeof(T) != typeof(float) && typeof(T) != typeof(double))
        {
            throw new NotSupportedException($"Training runs in float or double; '{typeof(T)}' is neither.");
        }
    }
}
