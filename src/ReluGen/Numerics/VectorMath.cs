namespace ReluGen.Numerics;

/// <summary>
/// The elementary functions that generated networks call, on single numbers and on vectors of 128, 256 and 512 bits.
/// Every function is one algorithm for all widths, made of correctly rounded operations only: it gives the same bits
/// (NaN payloads aside) in every width and on every machine. Nothing here branches on values or reads tables.
/// </summary>
public static partial class VectorMath
{
}
