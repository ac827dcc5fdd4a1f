namespace ReluGen.Interpreter;

/// <summary>The gradients of one sample.</summary>
/// <param name="Input">With respect to the input elements, all inputs one after the other.</param>
/// <param name="Parameters">With respect to the parameters, in the model's parameter layout.</param>
/// <param name="Values">With respect to every value of the graph, by id.</param>
public sealed record ReferenceGradients(double[] Input, double[] Parameters, double[][] Values);
