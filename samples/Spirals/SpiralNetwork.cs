using ReluGen;

namespace Spirals;

/// <summary>Says for a point of the plane which of two spirals it belongs to: above 0 the first, below 0 the second.</summary>
[Network(2, Trainable = true)]
[Dense(32, Activation.Tanh)]
[Dense(32, Activation.Tanh)]
[Dense(1)]
internal sealed partial class SpiralNetwork;
