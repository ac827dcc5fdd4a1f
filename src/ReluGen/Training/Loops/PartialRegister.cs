using System.Numerics;
using System.Runtime.CompilerServices;

namespace ReluGen.Training;

/// <summary>Reads and writes registers of which memory may fill only a part.</summary>
internal static unsafe class PartialRegister
{
    /// <summary>Reads up to <paramref name="rest"/> numbers, 1 or more; the lanes beyond hold <paramref name="padding"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TRegister Load<TRegister, T>(T* source, nint rest, T padding)
        where TRegister : struct, IRegister<TRegister, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        rest >= TRegister.Count ? TRegister.Load(source) : TRegister.LoadFirst(source, rest, padding);

    /// <summary>Writes up to <paramref name="rest"/> numbers, 1 or more.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<TRegister, T>(TRegister value, T* target, nint rest)
        where TRegister : struct, IRegister<TRegister, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (rest >= TRegister.Count)
        {
            TRegister.Store(value, target);
        }
        else
        {
            TRegister.StoreFirst(value, target, rest);
        }
    }
}
