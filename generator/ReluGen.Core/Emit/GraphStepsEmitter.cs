using ReluGen.Model;
using ReluGen.Planning;
using static ReluGen.Emit.NumberText;

namespace ReluGen.Emit;

/// <summary>Writes what a method over rows of a graph consists of: buffers, constants, copies, the steps of the forward pass.</summary>
internal sealed class GraphStepsEmitter(SourceWriter w, NetworkPlan plan, GraphRows rows)
{
    private readonly GraphPlan _graph = plan.Graph!;

    /// <summary>The values with rows in scratch memory, each with the name of its rows.</summary>
    public IEnumerable<(string Name, int Stride)> Buffers()
    {
        foreach (ValuePlan value in _graph.Values)
        {
            if (value.Place == ValuePlace.Buffer)
            {
                yield return (value.Name, value.Stride);
            }
            else if (rows.IsCopied(value))
            {
                yield return (value.Name + "Rows", value.Stride);
            }
        }
    }

    /// <summary>Writes a ref for each buffer, one behind the other in scratch memory.</summary>
    public void WriteBuffers(IEnumerable<(string Name, int Stride)> buffers)
    {
        (string Name, int Stride)? before = null;
        foreach ((string name, int stride) in buffers)
        {
            string start = before is { } last ? LaneText.At(last.Name, rows.Times(last.Stride)) : "scratch";
            w.Line($"ref {rows.Element} {name} = ref {start};");
            before = (name, stride);
        }
    }

    /// <summary>Writes a ref for each constant, and copies to padded rows what has to be.</summary>
    public void WriteSources()
    {
        foreach (ValuePlan constant in PlaceEmitter.Constants(plan))
        {
            w.Line($"ref {rows.Element} {constant.Name} = ref Panel.At<{rows.Element}>({KernelNames.Address(PlaceEmitter.ConstantName(constant), constant.Panel)});");
        }

        for (int id = 0; id < _graph.Values.Count; id++)
        {
            if (rows.IsCopied(_graph.Values[id]))
            {
                GraphRows.Row source = rows.Original(id);
                GraphRows.Row target = rows.Of(id);
                w.Line(Text($"Rows.Copy(ref {source.Name}, {source.Stride}, ref {target.Name}, {target.Stride}, {source.Size}, {rows.Count});"));
            }
        }
    }

    /// <summary>Writes the steps, those of layers by <paramref name="layer"/>.</summary>
    public void WriteSteps(Action<GraphStep> layer)
    {
        var calls = new GraphForwardCalls(w, plan, rows);
        w.Blank();
        foreach (GraphStep step in _graph.Steps)
        {
            if (step.Layer >= 0)
            {
                layer(step);
            }
            else
            {
                calls.Write(step);
            }
        }
    }

    /// <summary>
    /// Writes the call of a method over a layer's rows, <c>method(ref input, ref output, number of rows)</c>. Samples of several rows
    /// take one call where nothing lies between them, else one each.
    /// </summary>
    public void WriteLayerCall(string method, DenseNode dense, GraphRows.Row input, GraphRows.Row output)
    {
        bool isOne = rows.IsSingle || dense.Rows == 1
            || (input.Stride == dense.Rows * dense.InputSize && output.Stride == dense.Rows * dense.Units);
        if (isOne)
        {
            w.Line($"{method}(ref {input.Name}, ref {output.Name}, {rows.Times(dense.Rows)}{KernelNames.PanelsArgument(plan)});");
            return;
        }

        using (w.Open($"for (int sample = 0; sample < {rows.Count}; sample++)"))
        {
            w.Line(Text($"{method}(ref {LaneText.At(input.Name, Text($"sample * {input.Stride}"))}, ref {LaneText.At(output.Name, Text($"sample * {output.Stride}"))}, {dense.Rows}{KernelNames.PanelsArgument(plan)});"));
        }
    }
}
