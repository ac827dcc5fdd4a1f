namespace ReluGen;

/// <summary>The number type of a network's inputs, outputs, parameters and every intermediate value.</summary>
public enum ElementType
{
    /// <summary><see cref="float"/>: 32-bit IEEE 754 binary floating point.</summary>
    Float = 0,

    /// <summary><see cref="double"/>: 64-bit IEEE 754 binary floating point.</summary>
    Double = 1,
}
