namespace ReluGen.Model;

/// <summary>An elementwise activation with its parameters.</summary>
/// <remarks>
/// Equal when kind and parameters are. A parameter that the kind does not have is zero. Parameters are rounded to the
/// model's element type when the model is built.
/// </remarks>
/// <param name="Kind">The function; not softmax or log-softmax, which are nodes of their own.</param>
/// <param name="Slope">Leaky ReLU's slope below zero; hard sigmoid's between its bounds.</param>
/// <param name="Offset">Hard sigmoid's value at zero.</param>
/// <param name="Alpha">ELU's and CELU's scale of the exponential.</param>
/// <param name="Minimum">Hard tanh's lower bound.</param>
/// <param name="Maximum">Hard tanh's and clipped ReLU's upper bound.</param>
public sealed record ActivationFunction(
    ActivationKind Kind,
    double Slope = 0,
    double Offset = 0,
    double Alpha = 0,
    double Minimum = 0,
    double Maximum = 0);
