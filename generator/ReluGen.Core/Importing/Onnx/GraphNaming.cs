using ReluGen.Model;

namespace ReluGen.Importing.Onnx;

/// <summary>Gives values and nodes their final names and makes the model.</summary>
internal static class GraphNaming
{
    /// <summary>Makes the model: inputs and outputs choose their names first, then all others in order.</summary>
    public static NetworkModel Build(GraphBuilder graph, IReadOnlyList<int> inputs, IReadOnlyList<int> outputs, ModelSource source)
    {
        var names = new ModelNames();
        var valueNames = new string[graph.Values.Count];
        foreach (int id in inputs.Concat(outputs).Distinct())
        {
            DraftValue value = graph.Values[id];
            valueNames[id] = names.Take(value.OutputName ?? value.SourceName ?? value.BaseName, "", "value");
        }

        for (int id = 0; id < valueNames.Length; id++)
        {
            DraftValue value = graph.Values[id];
            valueNames[id] ??= value.SourceName is { } name
                ? names.Take(name, "", "value")
                : names.Take(value.BaseName, value.Label, "value");
        }

        var nodeNames = new ModelNames();
        Node[] nodes = graph.Nodes.Select(draft =>
        {
            bool isWhole = draft.Label == "Constant" || graph.Values[draft.Output].SourceName is not null;
            return draft.Make(nodeNames.Take(draft.BaseName, isWhole ? "" : draft.Label, "node"));
        }).ToArray();
        Value[] values = graph.Values.Select((value, id) => new Value(
            id, valueNames[id], new Shape(new EquatableArray<int>(value.Shape)), value.OutputName ?? value.SourceName)).ToArray();
        return new NetworkModel(
            ImportResult.Unnamed,
            graph.Element,
            ArithmeticKind.Fused,
            DerivativeAtZero: 1,
            new EquatableArray<Value>(values),
            new EquatableArray<Node>(nodes),
            new EquatableArray<int>(inputs),
            new EquatableArray<int>(outputs),
            source);
    }
}
