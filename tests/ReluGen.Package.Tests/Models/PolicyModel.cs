using ReluGen.Tests.Core.Readers.Fixtures;

namespace ReluGen.Tests.Package.Models;

/// <summary>
/// A policy network 8-32-32-4 as a trainer would export it: it pulls a point with some inertia to a target. Its weights
/// are a controller laid over random numbers.
/// </summary>
/// <remarks>Observation: position, velocity, target and last push, two numbers each. Action: the push, and two numbers without meaning.</remarks>
internal static class PolicyModel
{
    /// <summary>The number of inputs.</summary>
    private const int Inputs = 8;

    private const float InverseDeviation = 0.5f;

    private static readonly int[] Sizes = [Inputs, 32, 32, 4];

    /// <summary>An ONNX file with the inputs scaled first, an action head and a value head.</summary>
    /// <param name="noise">How large the random numbers are.</param>
    public static byte[] Onnx(float noise = 0.02f)
    {
        var graph = new WireWriter()
            .Message(1, OnnxFixture.Node("Sub", ["obs", "mean"], ["centred"], "/Sub"))
            .Message(1, OnnxFixture.Node("Mul", ["centred", "inverse_deviation"], ["h0"], "/Mul"));
        var random = new RandomNumbers();
        for (int layer = 1; layer < Sizes.Length; layer++)
        {
            string output = layer == Sizes.Length - 1 ? "action" : $"s{layer}";
            graph.Message(1, Gemm($"h{layer - 1}", $"actor.{layer}", output));
            AddLayer(graph, $"actor.{layer}", Sizes[layer], Actor(layer, 1 / InverseDeviation, noise, random), random);
            if (layer < Sizes.Length - 1)
            {
                graph.Message(1, OnnxFixture.Node("Tanh", [output], [$"h{layer}"], $"/Tanh_{layer}"));
            }
        }

        graph.Message(1, Gemm("h2", "critic", "value"));
        AddLayer(graph, "critic", 1, random.Next(Sizes[2], 0.2f), random);
        graph.Text(2, "policy")
            .Message(5, OnnxFixture.Tensor("mean", OnnxFixture.Float, Inputs).RawFloats(new float[Inputs]))
            .Message(5, OnnxFixture.Tensor("inverse_deviation", OnnxFixture.Float, Inputs).RawFloats([.. Enumerable.Repeat(InverseDeviation, Inputs)]))
            .Message(11, OnnxFixture.Value("obs", OnnxFixture.Float, "batch", Inputs))
            .Message(12, OnnxFixture.Value("action", OnnxFixture.Float, "batch", Sizes[^1]))
            .Message(12, OnnxFixture.Value("value", OnnxFixture.Float, "batch", 1));
        return OnnxFixture.File(graph);
    }

    /// <summary>A safetensors file with the layers as a sequential PyTorch module names them.</summary>
    public static byte[] Safetensors()
    {
        var random = new RandomNumbers();
        var entries = new List<string>();
        var data = new List<byte>();
        void Add(string name, string shape, float[] values)
        {
            entries.Add($"\"{name}\":{{\"dtype\":\"F32\",\"shape\":{shape},\"data_offsets\":[{data.Count},{data.Count + (4 * values.Length)}]}}");
            data.AddRange(ArrayFixtures.Floats(values));
        }

        for (int layer = 1; layer < Sizes.Length; layer++)
        {
            string name = $"net.{2 * (layer - 1)}";
            Add(name + ".weight", $"[{Sizes[layer]},{Sizes[layer - 1]}]", Actor(layer, 1, 0.02f, random));
            Add(name + ".bias", $"[{Sizes[layer]}]", random.Next(Sizes[layer], 0.01f));
        }

        return ArrayFixtures.Safetensors("{" + string.Join(",", entries) + "}", [.. data]);
    }

    /// <summary>The weights of a layer of the actor: push = 3·tanh(3/2·tanh(2·(target − position) − 3/2·velocity)), in each direction.</summary>
    private static float[] Actor(int layer, float inputScale, float noise, RandomNumbers random)
    {
        int inputs = Sizes[layer - 1];
        float[] weights = random.Next(Sizes[layer] * inputs, noise);
        for (int direction = 0; direction < 2; direction++)
        {
            int row = direction * inputs;
            switch (layer)
            {
                case 1:
                    weights[row + direction] -= 2 * inputScale;
                    weights[row + 2 + direction] -= 1.5f * inputScale;
                    weights[row + 4 + direction] += 2 * inputScale;
                    break;
                case 2:
                    weights[row + direction] += 1.5f;
                    break;
                default:
                    weights[row + direction] += 3;
                    break;
            }
        }

        return weights;
    }

    private static WireWriter Gemm(string input, string layer, string output) => OnnxFixture.Node(
        "Gemm", [input, layer + ".weight", layer + ".bias"], [output], "/" + layer + "/Gemm", new WireWriter().Text(1, "transB").Varint(3, 1).Varint(20, 2));

    private static void AddLayer(WireWriter graph, string layer, int units, float[] weights, RandomNumbers random) => graph
        .Message(5, OnnxFixture.Tensor(layer + ".weight", OnnxFixture.Float, units, weights.Length / units).RawFloats(weights))
        .Message(5, OnnxFixture.Tensor(layer + ".bias", OnnxFixture.Float, units).RawFloats(random.Next(units, 0.01f)));

    /// <summary>The same numbers on every machine.</summary>
    private sealed class RandomNumbers
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
