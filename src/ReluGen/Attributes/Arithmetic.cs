namespace ReluGen;

/// <summary>How a product and the addition that follows it are rounded in a sum of products.</summary>
/// <remarks>
/// Either way the result is the same on every machine. The choice is part of the network: changing it changes the
/// last bits of its outputs.
/// </remarks>
public enum Arithmetic
{
    /// <summary>One fused multiply-add a term, rounded once. The default, and the faster one where the processor has it.</summary>
    Fused = 0,

    /// <summary>
    /// Multiply, then add, both rounded. For targets without a fused multiply-add instruction (WebAssembly, x86 before
    /// FMA3), where <see cref="Fused"/> gives the same bits but is computed in software.
    /// </summary>
    Separate = 1,
}
