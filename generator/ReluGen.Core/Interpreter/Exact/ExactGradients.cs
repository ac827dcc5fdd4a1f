namespace ReluGen.Interpreter;

/// <summary>The gradients of a batch.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="Inputs">With respect to the inputs, row by row.</param>
/// <param name="Parameters">With respect to the parameters, summed over the rows, in the model's parameter layout.</param>
public sealed record ExactGradients<T>(T[] Inputs, T[] Parameters);
