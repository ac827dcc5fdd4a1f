using ReluGen;

namespace DrugDosage.Networks;

/// <summary>The numbers of the lesson's ReLU network, as published. Every declaration below refers to them.</summary>
internal static class ReluWeights
{
    // Hidden units: 1.70 · dosage − 0.85 and 12.6 · dosage + 0.00.
    public const double FirstSlope = 1.70;
    public const double FirstBias = -0.85;
    public const double SecondSlope = 12.6;
    public const double SecondBias = 0.00;

    // Output: −40.8 · first + 2.70 · second − 16.
    public const double FirstWeight = -40.8;
    public const double SecondWeight = 2.70;
    public const double OutputBias = -16;
}

/// <summary>How well a dosage between 0 and 1 works: one input, two hidden ReLU units, one ReLU output.</summary>
[Network(1)]
[Dense(2, Activation.Relu,
    Weights = [ReluWeights.FirstSlope, ReluWeights.SecondSlope], Bias = [ReluWeights.FirstBias, ReluWeights.SecondBias])]
[Dense(1, Activation.Relu,
    Weights = [ReluWeights.FirstWeight, ReluWeights.SecondWeight], Bias = [ReluWeights.OutputBias])]
internal partial class DrugEffectiveness;

/// <summary>
/// Its hidden layer alone. A network gives its output, not what happens inside; to look inside, declare the part.
/// </summary>
[Network(1)]
[Dense(2, Activation.Relu,
    Weights = [ReluWeights.FirstSlope, ReluWeights.SecondSlope], Bias = [ReluWeights.FirstBias, ReluWeights.SecondBias])]
internal partial class HiddenUnits;
