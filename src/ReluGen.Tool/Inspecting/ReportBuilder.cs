using ReluGen.Model;
using ReluGen.Planning;
using ReluGen.Tool.Loading;

namespace ReluGen.Tool.Inspecting;

/// <summary>A loaded model to its report.</summary>
internal static class ReportBuilder
{
    /// <summary>Builds the report.</summary>
    public static ModelReport Build(LoadedModel loaded) => new()
    {
        File = loaded.File.Path,
        Format = loaded.Imported.Format?.Extension[1..],
        Sha256 = loaded.Imported.Hash,
        FileBytes = loaded.File.Bytes.Length,
        Producer = loaded.Imported.Onnx is { Producer.Length: > 0 } onnx ? onnx.Producer : null,
        Opset = loaded.Imported.Onnx?.Opset,
        Problems = loaded.Problems,
        Network = loaded.Model is { } model ? Network(model) : null,
        Operators = new SortedDictionary<string, int>(
            loaded.Imported.Onnx?.Graph.Nodes
                .GroupBy(node => node.Domain.Length == 0 ? node.Operator : $"{node.Domain}.{node.Operator}")
                .ToDictionary(group => group.Key, group => group.Count()) ?? [],
            StringComparer.Ordinal),
        Refused = loaded.Refused.Select(output => new RefusedReport(output.Name, [.. output.Nodes])).ToArray(),
        Unsupported = loaded.Unsupported
            .Select(node => new UnsupportedReport(node.Name, node.Operator, node.Opset, node.Reason, node.Remedy)).ToArray(),
        Tensors = loaded.IsWeights
            ? loaded.Imported.Tensors!.Tensors.Select(tensor => new TensorReport(tensor.Name, Lower(tensor.Format.ToString()), tensor.Shape)).ToArray()
            : [],
    };

    private static NetworkReport Network(NetworkModel model)
    {
        NetworkPlan plan = Planner.Plan(model);
        return new NetworkReport
        {
            Element = Lower(model.Element.ToString()),
            Form = Lower(plan.Form.ToString()),
            Inputs = Values(model, model.Inputs),
            Outputs = Values(model, model.Outputs),
            Nodes = model.Nodes.Count,
            Layers = LayerRows.Of(plan),
            Parameters = model.ParameterCount,
            MultiplyAdds = NodeFigures.MultiplyAdds(model),
            WeightBytes = model.Nodes.Sum(node => NodeFigures.ConstantBytes(node, model.Element)),
        };
    }

    private static ValueReport[] Values(NetworkModel model, EquatableArray<int> ids)
    {
        int offset = 0;
        return ids.Select(id =>
        {
            Value value = model.Values[id];
            var report = new ValueReport(LoadedModel.NameOf(value), value.Name, [.. value.Shape.Dimensions], offset);
            offset += value.Shape.ElementCount;
            return report;
        }).ToArray();
    }

    private static string Lower(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
