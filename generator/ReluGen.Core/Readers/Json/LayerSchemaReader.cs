using ReluGen.Building;
using ReluGen.Declaration;
using ReluGen.Model;
using static System.FormattableString;

namespace ReluGen.Readers.Json;

/// <summary>
/// Our own list of layers. Members that the format does not have are refused: a misspelt one must not be ignored.
/// </summary>
/// <param name="document">The document.</param>
/// <param name="problems">Where problems go.</param>
internal sealed class LayerSchemaReader(JsonDocument document, ProblemList problems)
{
    private static readonly string[] Parameters = ["slope", "offset", "alpha", "minimum", "maximum"];
    private readonly DenseWeights _weights = new(document, problems);

    /// <summary>Reads the root object.</summary>
    /// <returns>The layers; of no use where there are problems.</returns>
    public LayerList? Read(JsonObject root)
    {
        CheckMembers(root, "The document", "format", "inputs", "layers");
        if (root["format"] is JsonString { Value: not "relugen" } format)
        {
            problems.Add($"The format {QuotedText.Quote(format.Value)} at {document.Place(format)} is not known; it must be 'relugen'.");
            return null;
        }

        int? inputs = ReadSize(root, "The document", "inputs");
        if (root["layers"] is not JsonArray { Items.Count: > 0 } array)
        {
            problems.Add("The document has no 'layers'; it must be an array of one layer or more.");
            return null;
        }

        var layers = new List<ListedLayer>();
        int size = inputs ?? 0;
        for (int i = 0; i < array.Items.Count && !problems.IsFull; i++)
        {
            size = ReadLayer(array.Items[i], Invariant($"Layer {i + 1}"), size, layers);
        }

        return new LayerList(inputs ?? 0, layers);
    }

    /// <summary>Reads a layer and returns the number of its outputs, or 0 where they are not known.</summary>
    private int ReadLayer(JsonValue value, string name, int inputs, List<ListedLayer> layers)
    {
        if (value is not JsonObject layer)
        {
            problems.Add($"{name} at {document.Place(value)} is {value.Kind}; it must be an object.");
            return 0;
        }

        switch ((layer["type"] as JsonString)?.Value)
        {
            case "dense":
                CheckMembers(layer, name, ["type", "units", "activation", "weights", "bias", .. Parameters]);
                int? units = ReadSize(layer, name, "units");
                ReadDense(layer, name, units ?? 0, inputs, layers);
                ReadActivation(layer, name, layers);
                return units ?? 0;
            case "activation":
                CheckMembers(layer, name, ["type", "activation", .. Parameters]);
                if (layer["activation"] is null)
                {
                    problems.Add($"{name} at {document.Place(layer)} has no 'activation'.");
                }

                ReadActivation(layer, name, layers);
                return inputs;
            case null:
                problems.Add($"{name} at {document.Place(layer)} has no 'type'; it must be 'dense' or 'activation'.");
                return 0;
            case { } type:
                problems.Add($"{name} at {document.Place(layer)} is of the type {QuotedText.Quote(type)}; it must be 'dense' or 'activation'.");
                return 0;
        }
    }

    private void ReadDense(JsonObject layer, string name, int units, int inputs, List<ListedLayer> layers)
    {
        if (layer["weights"] is not { } weights)
        {
            problems.Add($"{name} at {document.Place(layer)} has no 'weights'; it must have an array of rows, one a unit.");
            return;
        }

        if (units == 0)
        {
            return;
        }

        double[]? matrix = _weights.ReadMatrix($"'weights' of {Lower(name)}", weights, units, inputs, "[units, inputs]", out _);
        double[]? bias = layer["bias"] is null or JsonNull ? null : _weights.ReadVector($"'bias' of {Lower(name)}", layer["bias"]!, units);
        if (matrix is not null)
        {
            layers.Add(new ListedDense(units, matrix, bias));
        }
    }

    private void ReadActivation(JsonObject layer, string name, List<ListedLayer> layers)
    {
        if (layer["activation"] is null or JsonNull)
        {
            foreach (string parameter in Parameters.Where(parameter => layer[parameter] is not null))
            {
                problems.Add($"{name} at {document.Place(layer)} has '{parameter}', but no 'activation'.");
            }

            return;
        }

        if (layer["activation"] is not JsonString text || !ActivationNames.Own.TryGetValue(text.Value, out ActivationKind kind))
        {
            string given = layer["activation"] is JsonString other ? QuotedText.Quote(other.Value) : layer["activation"]!.Kind;
            problems.Add($"The activation of {Lower(name)} at {document.Place(layer)} is {given}; it must be one of {string.Join(", ", ActivationNames.Own.Keys)}.");
            return;
        }

        var options = new List<ActivationOption>();
        string[] known = [.. ActivationRules.For(kind).Select(parameter => parameter.Name)];
        foreach (string parameter in Parameters)
        {
            if (layer[parameter] is not { } value)
            {
                continue;
            }

            string? property = known.FirstOrDefault(candidate => string.Equals(candidate, parameter, StringComparison.OrdinalIgnoreCase));
            if (property is null || value is not JsonNumber number)
            {
                string takes = known.Length == 0 ? "no parameter" : string.Join(" and ", known.Select(candidate => $"'{candidate.ToLowerInvariant()}'"));
                problems.Add($"{name} has '{parameter}' at {document.Place(value)}, which is {value.Kind}; {text.Value} takes {takes}, each a number.");
                continue;
            }

            options.Add(new ActivationOption(property, number.Value));
        }

        layers.Add(new ListedActivation(kind, new EquatableArray<ActivationOption>(options)));
    }

    private int? ReadSize(JsonObject owner, string name, string member)
    {
        if (owner[member] is JsonNumber { Integer: >= 1 and <= DeclarationChecker.LargestSize } number)
        {
            return (int)number.Value;
        }

        problems.Add(Invariant($"{name} at {document.Place(owner)} must have '{member}', a whole number from 1 to {DeclarationChecker.LargestSize}."));
        return null;
    }

    private void CheckMembers(JsonObject owner, string name, params string[] known)
    {
        foreach (JsonMember member in owner.Members.Where(member => !known.Contains(member.Name)))
        {
            problems.Add($"{name} has the member {QuotedText.Quote(member.Name)} at {document.Place(member.Value)}, which is not known; it may have {string.Join(", ", known)}.");
            if (problems.IsFull)
            {
                return;
            }
        }
    }

    private static string Lower(string name) => "l" + name.Substring(1);
}
