using System.Numerics;

namespace ReluGen.Numerics;

/// <summary>
/// A register of equal lanes, from one number to 512 bits: what the elementary functions are written in, once.
/// Every operation is exact or rounded as IEEE 754 prescribes, so it gives the same bits on every machine.
/// There are no estimates and nothing whose treatment of NaN or of signed zeros is left to the processor.
/// </summary>
/// <typeparam name="TSelf">The implementing lanes.</typeparam>
/// <typeparam name="TScalar">The number in a lane: <see cref="float"/> or <see cref="double"/>.</typeparam>
internal interface ILanes<TSelf, TScalar> :
    IAdditionOperators<TSelf, TSelf, TSelf>,
    ISubtractionOperators<TSelf, TSelf, TSelf>,
    IMultiplyOperators<TSelf, TSelf, TSelf>,
    IDivisionOperators<TSelf, TSelf, TSelf>
    where TSelf : struct, ILanes<TSelf, TScalar>
    where TScalar : unmanaged
{
    /// <summary>The number of lanes.</summary>
    static abstract int Count { get; }

    /// <summary>Reads as many numbers as there are lanes.</summary>
    static abstract TSelf Load(ref TScalar source, nuint offset);

    /// <summary>Writes as many numbers as there are lanes.</summary>
    void Store(ref TScalar target, nuint offset);

    /// <summary>The same number in every lane.</summary>
    static abstract TSelf Splat(TScalar value);

    /// <summary>The same number in every lane, rounded from double.</summary>
    static abstract TSelf Constant(double value);

    /// <summary>The same bit pattern in every lane; 32-bit lanes take the low half.</summary>
    static abstract TSelf SplatBits(long bits);

    /// <summary><c>x * y + z</c>, rounded once.</summary>
    static abstract TSelf Fma(TSelf x, TSelf y, TSelf z);

    /// <summary>The bits that are set in both.</summary>
    static abstract TSelf operator &(TSelf left, TSelf right);

    /// <summary>The bits that are set in either.</summary>
    static abstract TSelf operator |(TSelf left, TSelf right);

    /// <summary>The first number with the sign bit of the second, NaN and zeros included.</summary>
    static abstract TSelf CopySign(TSelf magnitude, TSelf sign);

    /// <summary>The bit patterns added as integers, wrapping.</summary>
    static abstract TSelf AddBits(TSelf left, TSelf right);

    /// <summary>The bit patterns subtracted as integers, wrapping.</summary>
    static abstract TSelf SubtractBits(TSelf left, TSelf right);

    /// <summary>The bit patterns shifted to the left.</summary>
    static abstract TSelf ShiftLeft(TSelf value, int count);

    /// <summary>The bit patterns shifted to the right, zeros coming in.</summary>
    static abstract TSelf ShiftRight(TSelf value, int count);

    /// <summary><c>left &lt; right ? yes : no</c>; false where either is NaN.</summary>
    static abstract TSelf SelectLess(TSelf left, TSelf right, TSelf yes, TSelf no);

    /// <summary><c>value &lt; bound ? bound : value</c>: NaN stays, and so does a zero of either sign at a zero bound.</summary>
    static abstract TSelf AtLeast(TSelf bound, TSelf value);

    /// <summary><c>bound &lt; value ? bound : value</c>: NaN stays, and so does a zero of either sign at a zero bound.</summary>
    static abstract TSelf AtMost(TSelf bound, TSelf value);

    /// <summary><c>left == right ? yes : no</c>; false where either is NaN.</summary>
    static abstract TSelf SelectEqual(TSelf left, TSelf right, TSelf yes, TSelf no);

    /// <summary>The square root, correctly rounded.</summary>
    static abstract TSelf SquareRoot(TSelf value);

    /// <summary>The largest integer up to the number.</summary>
    static abstract TSelf Floor(TSelf value);

    /// <summary>The smallest integer from the number on.</summary>
    static abstract TSelf Ceiling(TSelf value);

    /// <summary>The nearest integer, the even one of two.</summary>
    static abstract TSelf Round(TSelf value);

    /// <summary>The integer towards zero.</summary>
    static abstract TSelf Truncate(TSelf value);

    /// <summary>e to the power of the number, as <see cref="VectorMath"/> computes it.</summary>
    static abstract TSelf Exp(TSelf x);

    /// <summary>The natural logarithm, as <see cref="VectorMath"/> computes it.</summary>
    static abstract TSelf Log(TSelf x);

    /// <summary>The error function, as <see cref="VectorMath"/> computes it.</summary>
    static abstract TSelf Erf(TSelf x);

    /// <summary>A power, as <see cref="VectorMath"/> computes it.</summary>
    static abstract TSelf Pow(TSelf x, TSelf y);
}
