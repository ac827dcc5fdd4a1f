using ReluGen.Readers;
using ReluGen.Readers.Onnx;

namespace ReluGen.Tests.Shared.Conformance;

/// <summary>
/// Cases of one operator each, in the layout of ONNX's own tests: a folder with <c>model.onnx</c> and folders
/// <c>test_data_set_*</c> of inputs and outputs.
/// </summary>
public static class OnnxNodeCases
{
    /// <summary>All cases below a folder, by name.</summary>
    public static IEnumerable<ConformanceCase> Load(string folder) =>
        Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal).SelectMany(LoadCase);

    private static IEnumerable<ConformanceCase> LoadCase(string folder)
    {
        OnnxModel model = Decoded(OnnxReader.Read(File.ReadAllBytes(Path.Combine(folder, "model.onnx"))), folder);
        foreach (string set in Directory.EnumerateDirectories(folder, "test_data_set_*").Order(StringComparer.Ordinal))
        {
            Dictionary<string, NamedTensor> inputs = Tensors(set, "input", model.Graph.Inputs);
            yield return new ConformanceCase(
                Path.GetFileName(folder), Sized(model, inputs), inputs, Tensors(set, "output", model.Graph.Outputs));
        }
    }

    /// <summary>The model with the case's own sizes for open dimensions: a size of 0 reads as open.</summary>
    private static OnnxModel Sized(OnnxModel model, Dictionary<string, NamedTensor> inputs)
    {
        OnnxValue[] sized = model.Graph.Inputs.Select(input => input.Shape is null ? input : input with
        {
            Shape = input.Shape.Select((dimension, d) => dimension with { Size = inputs[input.Name].Shape[d] }).ToArray(),
        }).ToArray();
        return model with { Graph = model.Graph with { Inputs = sized } };
    }

    private static Dictionary<string, NamedTensor> Tensors(string set, string prefix, IReadOnlyList<OnnxValue> values) => values
        .Select((value, i) => (value.Name, Path: Path.Combine(set, FormattableString.Invariant($"{prefix}_{i}.pb"))))
        .Where(file => File.Exists(file.Path))
        .ToDictionary(file => file.Name, file => Decoded(OnnxReader.ReadTensor(File.ReadAllBytes(file.Path)), file.Path));

    private static T Decoded<T>(ReadResult<T> result, string path)
        where T : class =>
        result.Value ?? throw new InvalidOperationException($"{path}: {string.Join(" ", result.Problems)}");
}
