using System.Numerics;

namespace ReluGen.Training;

/// <summary>
/// A register of equal lanes that is read from and written to memory, generic in the number: what the loops over flat
/// spans are written in, once for every width and for <see cref="float"/> and <see cref="double"/>. (The elementary
/// functions have their own abstraction, since their constants depend on the number.) Every operation is exact or rounded as
/// IEEE 754 prescribes.
/// </summary>
/// <typeparam name="TSelf">The implementing register.</typeparam>
/// <typeparam name="T">The number in a lane: <see cref="float"/> or <see cref="double"/>.</typeparam>
internal unsafe interface IRegister<TSelf, T> :
    IAdditionOperators<TSelf, TSelf, TSelf>,
    ISubtractionOperators<TSelf, TSelf, TSelf>,
    IMultiplyOperators<TSelf, TSelf, TSelf>,
    IDivisionOperators<TSelf, TSelf, TSelf>
    where TSelf : struct, IRegister<TSelf, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The number of lanes.</summary>
    static abstract int Count { get; }

    /// <summary>The same number in every lane.</summary>
    static abstract TSelf Splat(T value);

    /// <summary>Reads <see cref="Count"/> numbers; no alignment is assumed.</summary>
    static abstract TSelf Load(T* source);

    /// <summary>Writes <see cref="Count"/> numbers; no alignment is assumed.</summary>
    static abstract void Store(TSelf value, T* target);

    /// <summary>Reads the first <paramref name="count"/> numbers, 1 to all but one, and nothing behind them; the other lanes hold <paramref name="padding"/>.</summary>
    static abstract TSelf LoadFirst(T* source, nint count, T padding);

    /// <summary>Writes the first <paramref name="count"/> numbers, 1 to all but one, and nothing behind them.</summary>
    static abstract void StoreFirst(TSelf value, T* target, nint count);

    /// <summary>The square root.</summary>
    static abstract TSelf Sqrt(TSelf value);

    /// <summary>The number without its sign.</summary>
    static abstract TSelf Abs(TSelf value);

    /// <summary><c>left &lt; right ? yes : no</c>; false where either is NaN.</summary>
    static abstract TSelf SelectLess(TSelf left, TSelf right, TSelf yes, TSelf no);

    /// <summary>The library's e to the power of <paramref name="value"/>.</summary>
    static abstract TSelf Exp(TSelf value);

    /// <summary>The library's natural logarithm of 1 + <paramref name="value"/>.</summary>
    static abstract TSelf Log1p(TSelf value);

    /// <summary>The sum of the lanes: the upper half is added to the lower half until one lane is left.</summary>
    static abstract T Fold(TSelf value);

    /// <summary>The largest lane; NaN lanes do not count.</summary>
    static abstract T Largest(TSelf value);
}
