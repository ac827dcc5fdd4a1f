namespace ReluGen.Tool.Verifying;

/// <summary>The names of the checks, as reports give them. They are part of the JSON's schema.</summary>
internal static class CheckNames
{
    /// <summary>The generated code compiles without an error or warning.</summary>
    public const string Compiles = "compiles";

    /// <summary>Outputs are as close to the double reference as rounding explains.</summary>
    public const string Reference = "reference";

    /// <summary>Outputs have the bits of the exact interpreter.</summary>
    public const string Bits = "bits";

    /// <summary>Each row of a batch has the bits of the sample alone.</summary>
    public const string Batch = "batch";

    /// <summary>Gradients, one by one and of a batch, have the bits of the exact interpreter.</summary>
    public const string GradientBits = "gradientBits";

    /// <summary>Gradients are as close to the double reference as rounding explains.</summary>
    public const string Gradients = "gradients";

    /// <summary>Gradients agree with central differences of the double reference.</summary>
    public const string Differences = "differences";

    /// <summary>Outputs are those of the given cases.</summary>
    public const string Cases = "cases";
}
