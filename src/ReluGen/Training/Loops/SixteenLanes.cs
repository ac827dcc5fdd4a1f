using System.Numerics;

namespace ReluGen.Training;

/// <summary>A calculation that is written for registers of sixteen lanes and gives one number.</summary>
/// <typeparam name="T">The number: <see cref="float"/> or <see cref="double"/>.</typeparam>
internal interface ISixteenLanes<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Calculates, with <typeparamref name="TRegister"/> of sixteen lanes.</summary>
    T Run<TRegister>()
        where TRegister : struct, IRegister<TRegister, T>;
}

/// <summary>Makes sixteen lanes of one, two, four or eight vectors.</summary>
internal static class SixteenLanes
{
    /// <summary>The number of lanes.</summary>
    public const int Count = 16;

    /// <summary>Runs <paramref name="calculation"/> with vectors of <paramref name="width"/>.</summary>
    public static T Run<TCalculation, T>(TCalculation calculation, VectorWidth width)
        where TCalculation : struct, ISixteenLanes<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(float))
        {
            return width switch
            {
                VectorWidth.Bits512 => calculation.Run<Register512<T>>(),
                VectorWidth.Bits256 => calculation.Run<RegisterPair<Register256<T>, T>>(),
                _ => calculation.Run<RegisterPair<RegisterPair<Register128<T>, T>, T>>(),
            };
        }

        return width switch
        {
            VectorWidth.Bits512 => calculation.Run<RegisterPair<Register512<T>, T>>(),
            VectorWidth.Bits256 => calculation.Run<RegisterPair<RegisterPair<Register256<T>, T>, T>>(),
            _ => calculation.Run<RegisterPair<RegisterPair<RegisterPair<Register128<T>, T>, T>, T>>(),
        };
    }
}
