using System.Globalization;
using ReluGen.Tool.Loading;
using ReluGen.Tool.Terminal;

namespace ReluGen.Tool.Inspecting;

/// <summary>A report for people: a few lines, the table of layers, what is not supported.</summary>
/// <param name="streams">Where to.</param>
internal sealed class ReportText(ToolStreams streams)
{
    /// <summary>Writes the report.</summary>
    public void Write(ModelReport report)
    {
        Line(PrintableText.Of(report.File));
        Line($"  {Describe(report)}, sha256 {report.Sha256[..8]}");
        foreach (string problem in report.Problems)
        {
            Line($"  {PrintableText.Of(problem)}");
        }

        if (report.Network is { } network)
        {
            Write(network, report);
        }

        if (report.Tensors.Count > 0)
        {
            Line("");
            TextTable.Write(streams, ["tensor", "format", "shape"], report.Tensors.Select(tensor =>
                new[] { PrintableText.Of(tensor.Name), tensor.Format, Shape(tensor.Shape) }));
            Line("");
            Line("Weights without layers: declare the layers by attributes, with Weights = this file.");
        }
    }

    /// <summary>A shape as people write it.</summary>
    public static string Shape(IReadOnlyList<int> shape) => $"[{string.Join(", ", shape)}]";

    /// <summary>A count with its thousands apart.</summary>
    public static string Count(long count) => count.ToString("#,0", CultureInfo.InvariantCulture).Replace(',', ' ');

    private void Write(NetworkReport network, ModelReport report)
    {
        foreach (ValueReport value in network.Inputs)
        {
            Line($"  input   {Named(value)}");
        }

        foreach (ValueReport value in network.Outputs)
        {
            Line($"  output  {Named(value)}");
        }

        Line($"  {Count(network.Parameters)} parameters, {Count(network.MultiplyAdds)} multiply-adds a sample, {Count(network.WeightBytes)} bytes of weights as {network.Element}");
        if (report.Operators.Count > 0)
        {
            string operators = string.Join(", ", report.Operators.Select(pair => $"{PrintableText.Of(pair.Key)} {Count(pair.Value)}"));
            Line($"  {ModelFaults.CountOf(report.Operators.Values.Sum(), "operator")} in the file ({operators}), {ModelFaults.CountOf(network.Nodes, "node")} in the network: the rest was folded, fused or cut away");
        }

        Line($"  generated code: {FormName(network.Form)}");
        Line("");
        TextTable.Write(
            streams,
            ["layer", "computes", "shape", "parameters>", "multiply-adds>", "one sample", "batch"],
            network.Layers.Select(layer => new[]
            {
                layer.Name, layer.Computes, Shape(layer.Shape), Count(layer.Parameters), Count(layer.MultiplyAdds), layer.Single, layer.Batch,
            }));
    }

    private static string Describe(ModelReport report) => string.Join(", ", new[]
    {
        report.Format ?? "format not known",
        report.Opset is { } opset ? FormattableString.Invariant($"opset {opset}") : null,
        report.Producer is { } producer ? $"written by {PrintableText.Of(producer)}" : null,
        $"{Count(report.FileBytes)} bytes",
    }.Where(part => part is not null));

    private static string Named(ValueReport value)
    {
        string name = PrintableText.Of(value.Name);
        return $"{name} {Shape(value.Shape)}{(value.Identifier == value.Name ? "" : $" ({value.Identifier})")}";
    }

    private static string FormName(string form) => form switch
    {
        "straightLine" => "straight-line, weights as literals",
        "vector" => "vector kernels, fused over all layers",
        "graph" => "a step a node, dense layers in vector kernels",
        _ => form,
    };

    private void Line(string text) => streams.Output.Write(text + "\n");
}
