using ReluGen.Building;
using ReluGen.Model;
using static System.FormattableString;

namespace ReluGen.Readers.Json;

/// <summary>
/// The list of layers that RTNeural's script writes from a Keras model. Only dense layers and activations are read; all
/// others are refused by name, at once. The last number of <c>in_shape</c> is the input size: further ones are steps in
/// time, each of which passes the dense layers by itself.
/// </summary>
/// <param name="document">The document.</param>
/// <param name="problems">Where problems go.</param>
internal sealed class KerasLayersReader(JsonDocument document, ProblemList problems)
{
    private readonly DenseWeights _weights = new(document, problems);

    /// <summary>Reads the root object.</summary>
    /// <returns>The layers; of no use where there are problems.</returns>
    public LayerList? Read(JsonObject root)
    {
        if (root["in_shape"] is not JsonArray { Items.Count: > 0 } shape
            || shape.Items[shape.Items.Count - 1] is not JsonNumber { Integer: >= 1 and <= DeclarationChecker.LargestSize } size)
        {
            problems.Add(Invariant($"The document must have 'in_shape', an array that ends in the input size, from 1 to {DeclarationChecker.LargestSize}; or 'format', where it is a list of layers of our own."));
            return null;
        }

        var layers = new List<ListedLayer>();
        int inputs = (int)size.Value;
        IReadOnlyList<JsonValue> items = ((JsonArray)root["layers"]!).Items;
        for (int i = 0; i < items.Count && !problems.IsFull; i++)
        {
            inputs = ReadLayer(items[i], Invariant($"Layer {i + 1}"), inputs, layers);
        }

        if (layers.Count == 0 && problems.Count == 0)
        {
            problems.Add("The document has no layers; there must be one or more.");
        }

        return new LayerList((int)size.Value, layers);
    }

    /// <summary>Reads a layer and returns the number of its outputs, or 0 where they are not known.</summary>
    private int ReadLayer(JsonValue value, string name, int inputs, List<ListedLayer> layers)
    {
        string type = ((value as JsonObject)?["type"] as JsonString)?.Value ?? "";
        if (value is not JsonObject layer || type is not ("dense" or "activation"))
        {
            problems.Add($"{name} at {document.Place(value)} is of the type {QuotedText.Quote(type)}, which is not supported; 'dense' and 'activation' are. Export the model to ONNX instead.");
            return 0;
        }

        if (type == "dense")
        {
            inputs = ReadDense(layer, name, inputs, layers);
        }

        ReadActivation(layer, name, layers);
        return inputs;
    }

    /// <summary>Kernels are [inputs, units].</summary>
    private int ReadDense(JsonObject layer, string name, int inputs, List<ListedLayer> layers)
    {
        if (layer["weights"] is not JsonArray { Items.Count: 1 or 2 } weights)
        {
            problems.Add($"{name} at {document.Place(layer)} must have 'weights', an array of the kernel and the bias.");
            return 0;
        }

        // Where the layer before could not be read, the number of inputs is not known.
        int rows = inputs > 0 ? inputs : (weights.Items[0] as JsonArray)?.Items.Count ?? 0;
        double[]? kernel = _weights.ReadMatrix($"The kernel of {Lower(name)}", weights.Items[0], rows, 0, "[inputs, units]", out int units);
        double[]? bias = units > 0 && weights.Items.Count == 2 ? _weights.ReadVector($"The bias of {Lower(name)}", weights.Items[1], units) : null;
        if (kernel is null || rows == 0)
        {
            return 0;
        }

        var matrix = new double[kernel.Length];
        for (int i = 0; i < matrix.Length; i++)
        {
            matrix[i] = kernel[(i % rows * units) + (i / rows)];
        }

        layers.Add(new ListedDense(units, matrix, bias));
        return units;
    }

    private void ReadActivation(JsonObject layer, string name, List<ListedLayer> layers)
    {
        string text = (layer["activation"] as JsonString)?.Value ?? "";
        if (!ActivationNames.Keras.TryGetValue(text, out ActivationKind kind))
        {
            problems.Add($"The activation of {Lower(name)} at {document.Place(layer)} is {QuotedText.Quote(text)}; it must be one of {string.Join(", ", ActivationNames.Keras.Keys.Where(key => key.Length > 0))}. Export the model to ONNX instead.");
        }
        else if (kind != ActivationKind.Identity)
        {
            layers.Add(new ListedActivation(kind, default));
        }
    }

    private static string Lower(string name) => "l" + name.Substring(1);
}
