namespace ReluGen.Benchmarks.Training;

/// <summary>4-32-16-4 with tanh.</summary>
[Network(4, Trainable = true)]
[Dense(32, Activation.Tanh)]
[Dense(16, Activation.Tanh)]
[Dense(4)]
public sealed partial class SmallTanh;

/// <summary>4-32-16-4 with ReLU.</summary>
[Network(4, Trainable = true)]
[Dense(32, Activation.Relu)]
[Dense(16, Activation.Relu)]
[Dense(4)]
public sealed partial class SmallRelu;

/// <summary>64-128-128-10 with ReLU.</summary>
[Network(64, Trainable = true)]
[Dense(128, Activation.Relu)]
[Dense(128, Activation.Relu)]
[Dense(10)]
public sealed partial class WideRelu;

/// <summary>784-128-10 with ReLU.</summary>
[Network(784, Trainable = true)]
[Dense(128, Activation.Relu)]
[Dense(10)]
public sealed partial class MnistRelu;

/// <summary>24-8-2 with tanh.</summary>
[Network(24, Trainable = true)]
[Dense(8, Activation.Tanh)]
[Dense(2)]
public sealed partial class PolicyTanh;
