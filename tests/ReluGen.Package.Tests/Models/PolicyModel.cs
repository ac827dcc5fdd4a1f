using ReluGen.Tests.Core.Readers.Fixtures;

namespace ReluGen.Tests.Package.Models;

/// <summary>A policy network as a trainer would export it, with weights from a generator of random numbers.</summary>
internal static class PolicyModel
{
    /// <summary>The number of inputs.</summary>
    public const int Inputs = 8;

    private static readonly int[] Sizes = [Inputs, 32, 32, 4];

    /// <summary>An ONNX file: 8-32-32-4 with tanh, the inputs scaled first, an action head and a value head.</summary>
    public static byte[] Onnx(float scale = 1)
    {
        var graph = new WireWriter()
            .Message(1, OnnxFixture.Node("Sub", ["obs", "mean"], ["centred"], "/Sub"))
            .Message(1, OnnxFixture.Node("Mul", ["centred", "inverse_deviation"], ["h0"], "/Mul"));
        var random = new RandomWeights();
        for (int layer = 1; layer < Sizes.Length; layer++)
        {
            string output = layer == Sizes.Length - 1 ? "action" : $"s{layer}";
            graph.Message(1, Gemm($"h{layer - 1}", $"actor.{layer}", output));
            AddLayer(graph, $"actor.{layer}", Sizes[layer - 1], Sizes[layer], random, scale);
            if (layer < Sizes.Length - 1)
            {
                graph.Message(1, OnnxFixture.Node("Tanh", [output], [$"h{layer}"], $"/Tanh_{layer}"));
            }
        }

        graph.Message(1, Gemm("h2", "critic", "value"));
        AddLayer(graph, "critic", Sizes[2], 1, random, scale);
        graph.Text(2, "policy")
            .Message(5, OnnxFixture.Tensor("mean", OnnxFixture.Float, Inputs).RawFloats(random.Next(Inputs, 0.25f)))
            .Message(5, OnnxFixture.Tensor("inverse_deviation", OnnxFixture.Float, Inputs).RawFloats([.. random.Next(Inputs, 0.25f).Select(value => 1 + value)]))
            .Message(11, OnnxFixture.Value("obs", OnnxFixture.Float, "batch", Inputs))
            .Message(12, OnnxFixture.Value("action", OnnxFixture.Float, "batch", Sizes[^1]))
            .Message(12, OnnxFixture.Value("value", OnnxFixture.Float, "batch", 1));
        return OnnxFixture.File(graph);
    }

    /// <summary>A safetensors file with the layers 8-32-32-4 of a PyTorch module.</summary>
    public static byte[] Safetensors()
    {
        var random = new RandomWeights();
        var entries = new List<string>();
        var data = new List<byte>();
        void Add(string name, string shape, float[] values)
        {
            entries.Add($"\"{name}\":{{\"dtype\":\"F32\",\"shape\":{shape},\"data_offsets\":[{data.Count},{data.Count + (4 * values.Length)}]}}");
            data.AddRange(ArrayFixtures.Floats(values));
        }

        for (int layer = 1; layer < Sizes.Length; layer++)
        {
            Add($"net.{2 * (layer - 1)}.weight", $"[{Sizes[layer]},{Sizes[layer - 1]}]", random.Next(Sizes[layer] * Sizes[layer - 1], 1 / MathF.Sqrt(Sizes[layer - 1])));
            Add($"net.{2 * (layer - 1)}.bias", $"[{Sizes[layer]}]", random.Next(Sizes[layer], 0.1f));
        }

        return ArrayFixtures.Safetensors("{" + string.Join(",", entries) + "}", [.. data]);
    }

    private static WireWriter Gemm(string input, string layer, string output) => OnnxFixture.Node(
        "Gemm", [input, layer + ".weight", layer + ".bias"], [output], "/" + layer + "/Gemm", new WireWriter().Text(1, "transB").Varint(3, 1).Varint(20, 2));

    private static void AddLayer(WireWriter graph, string layer, int inputs, int units, RandomWeights random, float scale) => graph
        .Message(5, OnnxFixture.Tensor(layer + ".weight", OnnxFixture.Float, units, inputs).RawFloats(random.Next(units * inputs, scale / MathF.Sqrt(inputs))))
        .Message(5, OnnxFixture.Tensor(layer + ".bias", OnnxFixture.Float, units).RawFloats(random.Next(units, 0.1f)));

    /// <summary>The same numbers on every machine.</summary>
    private sealed class RandomWeights
    {
        private uint _state = 20_000;

        /// <summary>Numbers between −<paramref name="range"/> and <paramref name="range"/>.</summary>
        public float[] Next(int count, float range)
        {
            var values = new float[count];
            for (int i = 0; i < count; i++)
            {
                _state = unchecked((_state * 1664525) + 1013904223);
                values[i] = range * ((_state >> 8) / (float)(1 << 23) - 1);
            }

            return values;
        }
    }
}
