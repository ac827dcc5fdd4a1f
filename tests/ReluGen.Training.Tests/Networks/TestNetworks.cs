namespace ReluGen.Tests.Training.Networks;

/// <summary>The lesson's network: one input, two units, one output.</summary>
[Network(1, Trainable = true)]
[Dense(2, Activation.Relu)]
[Dense(1)]
public sealed partial class Lesson;

/// <summary>A linear function.</summary>
[Network(4, Trainable = true)]
[Dense(1)]
public sealed partial class Line;

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

/// <summary>The optdigits data, with dropout.</summary>
[Network(64, Trainable = true)]
[Dropout(0.2)]
[Dense(64, Activation.Relu)]
[Dropout(0.5)]
[Dense(10)]
public sealed partial class DroppedDigits;

/// <summary>Everything odd, with dropout in some places.</summary>
[Network(3, Trainable = true)]
[Dense(5, Activation.Tanh, UseBias = false)]
[Dropout(0.25)]
[Dense(2, Activation.Sigmoid, Weights = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10], Bias = [-1, 0.5])]
[Dense(4)]
public sealed partial class DroppedOdd;

/// <summary>Double, smooth everywhere, with dropout, for central differences.</summary>
[Network(3, Trainable = true, ElementType = ElementType.Double)]
[Dropout(0.2)]
[Dense(7, Activation.Tanh)]
[Dense(6, Activation.Gelu)]
[Dropout(0.4)]
[Dense(4)]
public sealed partial class DroppedSmooth;

/// <summary>Double, smooth everywhere, for central differences.</summary>
[Network(3, Trainable = true, ElementType = ElementType.Double)]
[Dense(7, Activation.Tanh)]
[Dense(6, Activation.Gelu)]
[Dense(4)]
public sealed partial class Smooth;

/// <summary>An autoencoder of the optdigits data, whose second half is the first one transposed.</summary>
[Network(64, Trainable = true)]
[Dense(20, Activation.Tanh)]
[Dense(9, Activation.Relu)]
[Dense(20, Activation.Tanh, TiedTo = "hidden2")]
[Dense(64, TiedTo = "hidden1")]
public sealed partial class Autoencoder;

/// <summary>A step that is taken three times, with the same weights and a bias of its own each time.</summary>
[Network(12, Trainable = true)]
[Dense(12, Activation.Tanh)]
[Dense(12, Activation.Tanh, TiedTo = "hidden1")]
[Dense(12, TiedTo = "hidden1")]
public sealed partial class Repeated;

/// <summary>Double, smooth, with weights that are used both ways round.</summary>
[Network(4, Trainable = true, ElementType = ElementType.Double)]
[Dense(6, Activation.Tanh)]
[Dense(6, Activation.Gelu)]
[Dense(6, Activation.SoftPlus, TiedTo = "hidden2")]
[Dense(6, Activation.Tanh, TiedTo = "hidden2", Transposed = true)]
[Dense(4, TiedTo = "hidden1")]
public sealed partial class Folded;
