using ReluGen.Readers;
using ReluGen.Readers.Onnx;

namespace ReluGen.Tests.Shared.Conformance;

/// <summary>A model with inputs and the outputs that they must give.</summary>
/// <param name="Name">The case's name.</param>
/// <param name="Model">The decoded model.</param>
/// <param name="Inputs">Inputs by name.</param>
/// <param name="Outputs">The outputs to compare, by name.</param>
public sealed record ConformanceCase(
    string Name, OnnxModel Model, IReadOnlyDictionary<string, NamedTensor> Inputs, IReadOnlyDictionary<string, NamedTensor> Outputs)
{
    /// <summary>The gradients to compare, if there are any.</summary>
    public ConformanceGradient? Gradient { get; init; }

    /// <summary>The operators of the graph, each once.</summary>
    public IEnumerable<string> Operators => Model.Graph.Nodes.Select(node => node.Operator).Distinct().Order(StringComparer.Ordinal);

    /// <summary>The same case with all inputs but the first one as constants of the model.</summary>
    public ConformanceCase WithConstants()
    {
        var initializers = Model.Graph.Initializers.ToDictionary(pair => pair.Key, pair => pair.Value);
        foreach (OnnxValue input in Model.Graph.Inputs.Skip(1))
        {
            initializers.Add(input.Name, Inputs[input.Name] with { Name = input.Name });
        }

        OnnxGraph graph = Model.Graph with { Inputs = [.. Model.Graph.Inputs.Take(1)], Initializers = initializers };
        return this with { Model = Model with { Graph = graph } };
    }
}

/// <summary>Gradients of the sum of cotangent · output.</summary>
/// <param name="Cotangents">The cotangent of each output.</param>
/// <param name="Inputs">Samples of the gradient of inputs: name, element, value.</param>
/// <param name="Initializers">Samples of the gradient of initializers: name, element, value.</param>
public sealed record ConformanceGradient(
    IReadOnlyDictionary<string, NamedTensor> Cotangents,
    IReadOnlyList<(string Name, int Element, double Value)> Inputs,
    IReadOnlyList<(string Name, int Element, double Value)> Initializers);
