using ReluGen;

namespace DrugDosage.Learning;

/// <summary>The lesson's network before anybody has told it its numbers: two ReLU units bend a line.</summary>
[Network(1, Trainable = true)]
[Dense(2, Activation.Relu)]
[Dense(1)]
internal sealed partial class LearnedEffectiveness;

/// <summary>The same with the convention of PyTorch and TensorFlow: at exactly zero the derivative of ReLU is 0, not 1.</summary>
[Network(1, Trainable = true, DerivativeAtZero = 0)]
[Dense(2, Activation.Relu)]
[Dense(1)]
internal sealed partial class LearnedEffectivenessZeroAtBend;

/// <summary>The same with curves.</summary>
[Network(1, Trainable = true)]
[Dense(2, Activation.SoftPlus)]
[Dense(1)]
internal sealed partial class SmoothLearnedEffectiveness;
