using System.Text.Json;
using ReluGen.Readers;
using ReluGen.Readers.Onnx;

namespace ReluGen.Tests.Shared.Conformance;

/// <summary>Whole models, each a folder with <c>model.onnx</c> and <c>reference.json</c>: inputs, outputs, samples of gradients.</summary>
public static class ModelCases
{
    /// <summary>All cases below a folder, by name.</summary>
    public static IEnumerable<ConformanceCase> Load(string folder) => Directory.EnumerateDirectories(folder)
        .Where(model => File.Exists(Path.Combine(model, "model.onnx")))
        .Order(StringComparer.Ordinal)
        .SelectMany(LoadCases);

    private static IEnumerable<ConformanceCase> LoadCases(string folder)
    {
        ReadResult<OnnxModel> read = OnnxReader.Read(File.ReadAllBytes(Path.Combine(folder, "model.onnx")));
        OnnxModel model = read.Value ?? throw new InvalidOperationException($"{folder}: {string.Join(" ", read.Problems)}");
        using JsonDocument reference = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "reference.json")));
        JsonElement root = reference.RootElement;
        bool hasGradient = root.TryGetProperty("gradient", out JsonElement gradient);
        int number = 0;
        var cases = new List<ConformanceCase>();
        foreach (JsonElement item in root.GetProperty("cases").EnumerateArray())
        {
            bool isGradientCase = hasGradient && gradient.GetProperty("case").GetInt32() == number;
            string name = FormattableString.Invariant($"{Path.GetFileName(folder)} {++number}");
            Dictionary<string, NamedTensor> inputs = Tensors(item.GetProperty("inputs"));
            Dictionary<string, NamedTensor> outputs = Tensors(item.GetProperty("outputs"));
            int samples = inputs.Values.First().Shape[0];
            cases.AddRange(Enumerable.Range(0, samples).Select(sample => new ConformanceCase(
                samples == 1 ? name : FormattableString.Invariant($"{name}, sample {sample + 1}"),
                model,
                Sample(inputs, sample),
                Sample(outputs, sample))
            {
                Gradient = isGradientCase ? Gradient(gradient) : null,
            }));
        }

        return cases;
    }

    /// <summary>One row of each tensor; the first dimension is the batch.</summary>
    private static Dictionary<string, NamedTensor> Sample(Dictionary<string, NamedTensor> batches, int sample) => batches.ToDictionary(
        pair => pair.Key,
        pair =>
        {
            int size = pair.Value.Count / pair.Value.Shape[0];
            return pair.Value with
            {
                Shape = [1, .. pair.Value.Shape.Skip(1)],
                Values = pair.Value.Values[(sample * size)..((sample + 1) * size)],
            };
        });

    private static ConformanceGradient Gradient(JsonElement gradient) => new(
        Tensors(gradient.GetProperty("cotangent")),
        Samples(gradient.GetProperty("d_input")),
        Samples(gradient.GetProperty("d_initializer")));

    private static (string Name, int Element, double Value)[] Samples(JsonElement samples) => samples.EnumerateArray()
        .Select(sample => (sample[0].GetString()!, sample[1].GetInt32(), sample[2].GetDouble())).ToArray();

    private static Dictionary<string, NamedTensor> Tensors(JsonElement tensors) => tensors.EnumerateObject().ToDictionary(
        tensor => tensor.Name,
        tensor => new NamedTensor(
            tensor.Name,
            TensorFormat.Float32,
            tensor.Value.GetProperty("shape").EnumerateArray().Select(dimension => dimension.GetInt32()).ToArray(),
            tensor.Value.GetProperty("data").EnumerateArray().Select(value => value.GetDouble()).ToArray(),
            []));
}
