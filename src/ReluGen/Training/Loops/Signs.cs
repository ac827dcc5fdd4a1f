using System.Numerics;
using System.Runtime.CompilerServices;

namespace ReluGen.Training;

/// <summary>Signs of numbers.</summary>
internal static class Signs
{
    /// <summary>1, −1, or the value itself where it is a zero or NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TRegister Of<TRegister, T>(TRegister value)
        where TRegister : struct, IRegister<TRegister, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TRegister zero = TRegister.Splat(T.Zero);
        TRegister negative = TRegister.SelectLess(value, zero, TRegister.Splat(T.NegativeOne), value);
        return TRegister.SelectLess(zero, value, TRegister.Splat(T.One), negative);
    }
}
