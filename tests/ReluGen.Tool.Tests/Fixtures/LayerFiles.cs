namespace ReluGen.Tool.Tests.Fixtures;

/// <summary>Networks as lists of layers, in JSON.</summary>
internal static class LayerFiles
{
    /// <summary>2 inputs, 2 hidden units with ReLU, 1 output: straight-line code. For (1, 2) the hidden units are 1 and 2, the output is 5.5.</summary>
    public const string Tiny = """
        {
          "format": "relugen",
          "inputs": 2,
          "layers": [
            { "type": "dense", "units": 2, "activation": "relu", "weights": [[1.5, -0.5], [0.25, 1]], "bias": [0.5, -0.25] },
            { "type": "dense", "units": 1, "weights": [[1, 2]], "bias": [0.5] }
          ]
        }
        """;

    /// <summary>A network of dense layers with ReLU between them.</summary>
    /// <param name="sizes">The input size, then each layer's units.</param>
    public static string Chain(params int[] sizes)
    {
        var random = new Random(5);
        var layers = new List<string>();
        for (int layer = 1; layer < sizes.Length; layer++)
        {
            int inputs = sizes[layer - 1];
            string rows = string.Join(",", Enumerable.Range(0, sizes[layer]).Select(_ => "[" + Numbers(inputs, 2 / Math.Sqrt(inputs)) + "]"));
            string activation = layer < sizes.Length - 1 ? "\"activation\": \"relu\", " : "";
            layers.Add($"{{ \"type\": \"dense\", \"units\": {sizes[layer]}, {activation}\"weights\": [{rows}], \"bias\": [{Numbers(sizes[layer], 1)}] }}");
        }

        return $"{{ \"format\": \"relugen\", \"inputs\": {sizes[0]}, \"layers\": [{string.Join(",\n", layers)}] }}";

        string Numbers(int count, double scale) => string.Join(",", Enumerable.Range(0, count)
            .Select(_ => FormattableString.Invariant($"{(float)((random.NextDouble() - 0.5) * 2 * scale):R}")));
    }
}
