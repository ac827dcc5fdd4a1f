using ReluGen.Model;
using ReluGen.Planning;
using static ReluGen.Emit.NumberText;

namespace ReluGen.Emit;

/// <summary>Writes the weights as readable literals and the aligned panels that the vector kernels read.</summary>
internal static class WeightsEmitter
{
    /// <summary>The most values on one line.</summary>
    private const int LongestLine = 16;

    /// <summary>Writes the file.</summary>
    public static GeneratedFile Write(NetworkPlan plan) => KernelFile.Write(plan, "Weights", w =>
    {
        string e = LaneText.ElementName(plan.Model.Element);
        w.Line("/// <summary>The parameters in aligned memory, packed once when they are first used.</summary>");
        using (w.Open("internal static class Parameters"))
        {
            foreach (LayerPlan layer in plan.Layers)
            {
                DenseNode dense = layer.Dense;
                w.Blank();
                w.Line(Text($"// {layer.Name}: [{dense.InputSize} inputs, {dense.Units} units], a row every {layer.OutputStride}"));
                w.Line(Text($"internal static readonly AlignedBuffer<{e}> {layer.Title}Weights = Panel.Transpose<{e}>(Values.{layer.Title}Weights, {dense.Units}, {dense.InputSize}, {layer.OutputStride});"));
                if (dense.Bias is not null)
                {
                    w.Line(Text($"internal static readonly AlignedBuffer<{e}> {layer.Title}Bias = Panel.Pad<{e}>(Values.{layer.Title}Bias, 1, {dense.Units}, {layer.OutputStride});"));
                }
            }
        }

        w.Blank();
        w.Line("/// <summary>The weights once more, in the order in which the backward pass reads them.</summary>");
        using (w.Open("internal static class GradientParameters"))
        {
            foreach (LayerPlan layer in plan.Layers)
            {
                DenseNode dense = layer.Dense;
                int stride = Planner.Padded(dense.InputSize, plan.Model.Element);
                w.Blank();
                w.Line(Text($"// {layer.Name}: [{dense.Units} units, {dense.InputSize} inputs], a row every {stride}"));
                w.Line(Text($"internal static readonly AlignedBuffer<{e}> {layer.Title}Weights = Panel.Pad<{e}>(Values.{layer.Title}Weights, {dense.Units}, {dense.InputSize}, {stride});"));
            }
        }

        w.Blank();
        w.Line("/// <summary>The parameters as they were declared.</summary>");
        using (w.Open("internal static class Values"))
        {
            foreach (LayerPlan layer in plan.Layers)
            {
                DenseNode dense = layer.Dense;
                WriteValues(w, e, $"{layer.Title}Weights", Text($"[{dense.Units} units, {dense.InputSize} inputs]"), dense.Weights, dense.InputSize, plan.Model.Element);
                if (dense.Bias is not null)
                {
                    WriteValues(w, e, $"{layer.Title}Bias", Text($"[{dense.Units} units]"), dense.Bias, dense.Units, plan.Model.Element);
                }
            }
        }
    });

    private static void WriteValues(
        SourceWriter w, string e, string name, string shape, Tensor values, int rowLength, ElementKind element)
    {
        w.Blank();
        w.Line($"// {shape}, sha256 {values.Hash.Substring(0, 8)}");
        using (w.Open($"internal static ReadOnlySpan<{e}> {name} => new {e}[]", "};"))
        {
            for (int row = 0; row < values.Count; row += rowLength)
            {
                for (int i = row; i < row + rowLength; i += LongestLine)
                {
                    IEnumerable<string> line = Enumerable.Range(i, Math.Min(LongestLine, row + rowLength - i))
                        .Select(index => Literal(values[index], element));
                    w.Line(string.Join(", ", line) + ",");
                }
            }
        }
    }
}
