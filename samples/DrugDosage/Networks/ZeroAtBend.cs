using ReluGen;

namespace DrugDosage.Networks;

/// <summary>
/// <see cref="DrugEffectiveness"/> with the convention of PyTorch and TensorFlow: at exactly zero the derivative of
/// ReLU is 0, not 1. Outputs are the same; gradients differ at the bends.
/// </summary>
[Network(1, DerivativeAtZero = 0)]
[Dense(2, Activation.Relu,
    Weights = [ReluWeights.FirstSlope, ReluWeights.SecondSlope], Bias = [ReluWeights.FirstBias, ReluWeights.SecondBias])]
[Dense(1, Activation.Relu,
    Weights = [ReluWeights.FirstWeight, ReluWeights.SecondWeight], Bias = [ReluWeights.OutputBias])]
internal partial class DrugEffectivenessZeroAtBend;

/// <summary><see cref="HiddenUnits"/> with the same convention.</summary>
[Network(1, DerivativeAtZero = 0)]
[Dense(2, Activation.Relu,
    Weights = [ReluWeights.FirstSlope, ReluWeights.SecondSlope], Bias = [ReluWeights.FirstBias, ReluWeights.SecondBias])]
internal partial class HiddenUnitsZeroAtBend;
