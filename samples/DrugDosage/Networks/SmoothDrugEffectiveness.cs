using ReluGen;

namespace DrugDosage.Networks;

/// <summary>The numbers of the SoftPlus network of the lesson's first part, as published.</summary>
internal static class SoftPlusWeights
{
    // Hidden units: −34.4 · dosage + 2.14 and −2.52 · dosage + 1.29.
    public const double FirstSlope = -34.4;
    public const double FirstBias = 2.14;
    public const double SecondSlope = -2.52;
    public const double SecondBias = 1.29;

    // Output: −1.30 · first + 2.28 · second − 0.58, without an activation.
    public const double FirstWeight = -1.30;
    public const double SecondWeight = 2.28;
    public const double OutputBias = -0.58;
}

/// <summary>The same data fitted with curves: one input, two hidden SoftPlus units, one output.</summary>
[Network(1)]
[Dense(2, Activation.SoftPlus,
    Weights = [SoftPlusWeights.FirstSlope, SoftPlusWeights.SecondSlope], Bias = [SoftPlusWeights.FirstBias, SoftPlusWeights.SecondBias])]
[Dense(1,
    Weights = [SoftPlusWeights.FirstWeight, SoftPlusWeights.SecondWeight], Bias = [SoftPlusWeights.OutputBias])]
internal partial class SmoothDrugEffectiveness;

/// <summary>Its hidden layer alone.</summary>
[Network(1)]
[Dense(2, Activation.SoftPlus,
    Weights = [SoftPlusWeights.FirstSlope, SoftPlusWeights.SecondSlope], Bias = [SoftPlusWeights.FirstBias, SoftPlusWeights.SecondBias])]
internal partial class SmoothHiddenUnits;
