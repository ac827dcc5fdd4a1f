using System.Text.Json;
using ReluGen.Tool.Terminal;

namespace ReluGen.Tool.Verifying.Cases;

/// <summary>
/// Cases as JSON: <c>{"cases":[{"inputs":{name:{"shape":[…],"data":[…]}},"outputs":{…}}]}</c>. Other members are passed over.
/// </summary>
internal static class JsonCases
{
    /// <summary>Reads all cases of a file.</summary>
    /// <exception cref="ToolException">The file is not of that form.</exception>
    public static IReadOnlyList<ModelCase> Read(string path, byte[] bytes)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(bytes);
            if (document.RootElement.ValueKind != JsonValueKind.Object || !document.RootElement.TryGetProperty("cases", out JsonElement cases))
            {
                throw new ToolException($"'{path}' has no member 'cases' at its top: docs/tool.md has the form.");
            }

            return cases.EnumerateArray().Select((element, i) => new ModelCase(
                FormattableString.Invariant($"{path}, case {i}"),
                Tensors(path, element, "inputs"),
                Tensors(path, element, "outputs"))).ToArray();
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException)
        {
            throw new ToolException($"'{path}' is not of the form that cases have: {exception.Message}");
        }
    }

    private static Dictionary<string, double[]> Tensors(string path, JsonElement element, string member)
    {
        if (!element.TryGetProperty(member, out JsonElement tensors))
        {
            throw new ToolException($"'{path}' has a case without '{member}'.");
        }

        var result = new Dictionary<string, double[]>();
        foreach (JsonProperty tensor in tensors.EnumerateObject())
        {
            double[] data = tensor.Value.GetProperty("data").EnumerateArray().Select(Number).ToArray();
            long size = tensor.Value.TryGetProperty("shape", out JsonElement shape)
                ? shape.EnumerateArray().Aggregate(1L, (product, dimension) => product * dimension.GetInt32())
                : data.Length;
            if (size != data.Length)
            {
                throw new ToolException($"'{path}': {member}.{PrintableText.Of(tensor.Name)} has a shape of {size} elements but {data.Length} values.");
            }

            result[tensor.Name] = data;
        }

        return result;
    }

    /// <summary>A number, a truth value, or what JSON has no number for.</summary>
    private static double Number(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.True => 1,
        JsonValueKind.False => 0,
        JsonValueKind.String => element.GetString() switch
        {
            "NaN" => double.NaN,
            "Infinity" or "inf" => double.PositiveInfinity,
            "-Infinity" or "-inf" => double.NegativeInfinity,
            var text => throw new FormatException($"\"{text}\" is no number."),
        },
        _ => element.GetDouble(),
    };
}
