using ReluGen;

namespace Digits;

/// <summary>Reads a digit of 28 × 28 pixels: the network that learns.</summary>
[Network(784, Trainable = true)]
[Dense(128, Activation.Relu)]
[Dense(10)]
internal sealed partial class DigitReader;

#if FROZEN
/// <summary>The same network with what it has learned, as constants.</summary>
[Network(784, Weights = "digits.safetensors")]
[Dense(128, Activation.Relu)]
[Dense(10)]
internal static partial class FrozenDigitReader;
#endif
