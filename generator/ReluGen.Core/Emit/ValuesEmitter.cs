using ReluGen.Describing;
using ReluGen.Model;
using ReluGen.Planning;
using static ReluGen.Emit.NumberText;

namespace ReluGen.Emit;

/// <summary>Writes a span for each tensor: literals, or a stretch of the model's resource.</summary>
internal sealed class ValuesEmitter(SourceWriter w, NetworkPlan plan)
{
    /// <summary>The most values on one line.</summary>
    private const int LongestLine = 16;

    private readonly string _e = LaneText.ElementName(plan.Model.Element);

    /// <summary>Writes the members of the class.</summary>
    public void Write()
    {
        if (plan.Model.HasResource)
        {
            WriteResource(plan.Model.Source?.Resource ?? "");
        }

        foreach (LayerPlan layer in plan.Layers)
        {
            DenseNode dense = layer.Dense;
            if (dense.Tie is null)
            {
                Write($"{layer.Title}Weights", Shape(dense, isWeights: true), dense.Weights, dense.InputSize);
            }

            if (dense.Bias is not null)
            {
                Write($"{layer.Title}Bias", Shape(dense, isWeights: false), dense.Bias, dense.Units);
            }
        }

        foreach (ConstantNode constant in plan.Model.Nodes.OfType<ConstantNode>())
        {
            if (plan.Graph?.Values[constant.Output] is { Place: ValuePlace.Constant } value)
            {
                EquatableArray<int> shape = plan.Model.Values[constant.Output].Shape.Dimensions;
                Write(value.Title, $"[{string.Join(", ", shape.Select(size => Integer(size)))}]", constant.Values, shape.Count == 0 ? 1 : shape[shape.Count - 1]);
            }
        }
    }

    /// <summary>The shape of a layer's weights or bias, in words.</summary>
    public static string Shape(DenseNode dense, bool isWeights)
    {
        string units = Describer.Count(dense.Units, "unit");
        string inputs = Describer.Count(dense.InputSize, "input");
        return !isWeights ? $"[{units}]" : dense.Tie is { IsTransposed: true } ? $"[{inputs}, {units}]" : $"[{units}, {inputs}]";
    }

    private void WriteResource(string name)
    {
        int length = plan.Model.Tensors.Where(tensor => tensor.ResourceOffset is not null).Max(tensor => tensor.ResourceOffset!.Value + tensor.Count);
        w.Line(Text($"private static readonly ModelResource Resource = ModelResource.Open<{_e}>(typeof(Values).Assembly, {EscapedText.Literal(name)}, {length});"));
    }

    private void Write(string name, string shape, Tensor values, int rowLength)
    {
        if (!values.HasValues)
        {
            return;
        }

        w.Blank();
        w.Line($"// {shape}, sha256 {values.Hash.Substring(0, 8)}");
        if (values.ResourceOffset is { } offset)
        {
            w.Line(Text($"internal static ReadOnlySpan<{_e}> {name} => Resource.Read<{_e}>({offset}, {values.Count});"));
            return;
        }

        using (w.Open($"internal static ReadOnlySpan<{_e}> {name} => new {_e}[]", "};"))
        {
            for (int row = 0; row < values.Count; row += rowLength)
            {
                for (int i = row; i < row + rowLength; i += LongestLine)
                {
                    IEnumerable<string> line = Enumerable.Range(i, Math.Min(LongestLine, row + rowLength - i))
                        .Select(index => Special(values[index], plan.Model.Element));
                    w.Line(string.Join(", ", line) + ",");
                }
            }
        }
    }
}
