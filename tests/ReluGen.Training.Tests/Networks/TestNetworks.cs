namespace ReluGen.Tests.Training.Networks;

/// <summary>The lesson's network: one input, two units, one output.</summary>
[Network(1, Trainable = true)]
[Dense(2, Activation.Relu)]
[Dense(1)]
public sealed partial class Lesson;

/// <summary>The lesson's network with the framework's derivative at the bend.</summary>
[Network(1, Trainable = true, DerivativeAtZero = 0)]
[Dense(2, Activation.Relu)]
[Dense(1)]
public sealed partial class LessonFromLeft;

/// <summary>The lesson's network without a bend.</summary>
[Network(1, Trainable = true)]
[Dense(2, Activation.SoftPlus)]
[Dense(1)]
public sealed partial class SmoothLesson;

/// <summary>Two spirals.</summary>
[Network(2, Trainable = true)]
[Dense(32, Activation.Tanh)]
[Dense(32, Activation.Tanh)]
[Dense(1)]
public sealed partial class Spirals;

/// <summary>The optdigits data.</summary>
[Network(64, Trainable = true)]
[Dense(64, Activation.Relu)]
[Dense(10)]
public sealed partial class OptDigits;

/// <summary>The MNIST data.</summary>
[Network(784, Trainable = true)]
[Dense(128, Activation.Relu)]
[Dense(10)]
public sealed partial class Mnist;

/// <summary>Everything odd: sizes, a layer without bias, first values for one layer.</summary>
[Network(3, Trainable = true)]
[Dense(5, Activation.Tanh, UseBias = false)]
[Dense(2, Activation.Sigmoid, Weights = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10], Bias = [-1, 0.5])]
[Dense(4)]
public sealed partial class Odd;

/// <summary>Double, smooth everywhere, for central differences.</summary>
[Network(3, Trainable = true, ElementType = ElementType.Double)]
[Dense(7, Activation.Tanh)]
[Dense(6, Activation.Gelu)]
[Dense(4)]
public sealed partial class Smooth;
