using ReluGen.Describing;
using ReluGen.Model;
using ReluGen.Planning;
using static ReluGen.Emit.NumberText;

namespace ReluGen.Emit;

/// <summary>Writes the forward pass of a general graph: <c>Forward</c> for one sample, <c>ForwardBatch</c> for many.</summary>
internal static class GraphForwardEmitter
{
    /// <summary>Writes the file for single samples.</summary>
    public static GeneratedFile WriteSingle(NetworkPlan plan) => KernelFile.Write(plan, "Forward", w =>
    {
        string e = LaneText.ElementName(plan.Model.Element);
        if (plan.Block is not null)
        {
            PlaceEmitter.Write(w, plan);
            w.Blank();
        }

        TablesEmitter.Write(w, plan);
        string panels = KernelNames.PanelsArgument(plan);
        KernelFile.WriteDispatch(w, plan, choose =>
        {
            using (w.Open($"internal static void Forward(ReadOnlySpan<{e}> input, Span<{e}> output{KernelNames.PanelsParameter(plan)})"))
            {
                choose($"Forward(ref MemoryMarshal.GetReference(input), ref MemoryMarshal.GetReference(output){panels});");
            }

            if (GraphMembers.HasParts(plan.Model))
            {
                w.Blank();
                IEnumerable<string> parameters = plan.Graph!.InputNames.Select(name => $"ReadOnlySpan<{e}> {name}").Concat(plan.Graph.OutputNames.Select(name => $"Span<{e}> {name}Output"));
                using (w.Open($"internal static void Forward({string.Join(", ", parameters)}{KernelNames.PanelsParameter(plan)})"))
                {
                    IEnumerable<string> refs = plan.Graph.InputNames.Concat(plan.Graph.OutputNames.Select(name => name + "Output")).Select(name => $"ref MemoryMarshal.GetReference({name})");
                    choose($"Forward({string.Join(", ", refs)}{panels});");
                }
            }
        });

        foreach (WidthPlan width in plan.Widths)
        {
            var l = new LaneText(width.Lanes, plan.Model.Arithmetic);
            w.Blank();
            w.Line($"/// <summary>One sample at a time in registers of {ForwardEmitter.Lane(l)}.</summary>");
            using (w.Open($"internal static partial class {l.KernelClass}"))
            {
                if (GraphMembers.HasParts(plan.Model))
                {
                    WriteWhole(w, plan);
                    w.Blank();
                }

                WriteForward(w, plan);
                for (int i = 0; i < plan.Layers.Count; i++)
                {
                    WriteKernels(w, l, plan, width, i, isBatch: false);
                }

                GraphPassEmitter.WritePasses(w, l, plan, isBackward: false);
                ActivationEmitter.Write(w, l, plan);
            }
        }
    });

    /// <summary>Writes the file for batches.</summary>
    public static GeneratedFile WriteBatch(NetworkPlan plan) => KernelFile.Write(plan, "Batch", w =>
    {
        string e = LaneText.ElementName(plan.Model.Element);
        KernelFile.WriteDispatch(w, plan, choose =>
        {
            using (w.Open($"internal static void ForwardBatch(ReadOnlySpan<{e}> inputs, Span<{e}> outputs, int count{KernelNames.PanelsParameter(plan)})"))
            {
                choose($"ForwardBatch(ref MemoryMarshal.GetReference(inputs), ref MemoryMarshal.GetReference(outputs), count{KernelNames.PanelsArgument(plan)});");
            }
        });

        foreach (WidthPlan width in plan.Widths)
        {
            var l = new LaneText(width.Lanes, plan.Model.Arithmetic);
            w.Blank();
            w.Line(Text($"/// <summary>Up to {plan.Graph!.BatchSamples} samples at a time, step by step, in registers of {ForwardEmitter.Lane(l)}.</summary>"));
            using (w.Open($"internal static partial class {l.KernelClass}"))
            {
                WriteForwardBatch(w, plan);
                WriteForwardRows(w, plan);
                for (int i = 0; i < plan.Layers.Count; i++)
                {
                    WriteKernels(w, l, plan, width, i, isBatch: true);
                }
            }
        }
    });

    /// <summary>The refs to each input and output as parameters of a method.</summary>
    private static string Parameters(NetworkPlan plan)
    {
        string e = LaneText.ElementName(plan.Model.Element);
        return string.Join(", ", Inputs(plan).Concat(Outputs(plan)).Select(name => $"ref {e} {name}"));
    }

    private static IEnumerable<string> Inputs(NetworkPlan plan) => plan.Model.Inputs.Select(id => plan.Graph!.Values[id].Name);

    private static IEnumerable<string> Outputs(NetworkPlan plan) => plan.Graph!.OutputNames.Select(name => name + "Output");

    /// <summary>Refs to all inputs and outputs in rows that hold them one after the other.</summary>
    private static string Arguments(NetworkPlan plan, string input, string output) => string.Join(", ",
        Starts(plan.Model, plan.Model.Inputs).Select(start => $"ref {LaneText.At(input, Integer(start))}")
            .Concat(Starts(plan.Model, plan.Model.Outputs).Select(start => $"ref {LaneText.At(output, Integer(start))}")));

    /// <summary>Where each of some values starts in a row that holds them one after the other.</summary>
    public static IEnumerable<int> Starts(NetworkModel model, IEnumerable<int> ids)
    {
        int start = 0;
        foreach (int id in ids)
        {
            yield return start;
            start += model.Values[id].Shape.ElementCount;
        }
    }

    private static void WriteWhole(SourceWriter w, NetworkPlan plan)
    {
        string e = LaneText.ElementName(plan.Model.Element);
        using (w.Open($"internal static void Forward(ref {e} input, ref {e} output{KernelNames.PanelsParameter(plan)})"))
        {
            w.Line($"Forward({Arguments(plan, "input", "output")}{KernelNames.PanelsArgument(plan)});");
        }
    }

    private static void WriteForward(SourceWriter w, NetworkPlan plan)
    {
        var rows = new GraphRows(plan, isBackward: false, "1");
        var steps = new GraphStepsEmitter(w, plan, rows);
        using (w.Open($"internal static void Forward({Parameters(plan)}{KernelNames.PanelsParameter(plan)})"))
        {
            if (steps.Buffers().Any())
            {
                KernelFile.WriteScratch(w, rows.Element, steps.Buffers().Sum(buffer => buffer.Stride));
            }

            WriteBody(w, plan, rows, steps);
        }
    }

    private static void WriteForwardBatch(SourceWriter w, NetworkPlan plan)
    {
        var rows = new GraphRows(plan, isBackward: false, "count");
        int row = new GraphStepsEmitter(w, plan, rows).Buffers().Sum(buffer => buffer.Stride);
        int samples = plan.Graph!.BatchSamples;
        using (w.Open($"internal static void ForwardBatch(ref {rows.Element} inputs, ref {rows.Element} outputs, int count{KernelNames.PanelsParameter(plan)})"))
        {
            w.Line(Text($"ref {rows.Element} scratch = ref Scratch.Rent<{rows.Element}>({(long)samples * row});"));
            using (w.Open("while (count > 0)"))
            {
                w.Line(Text($"int chunk = Math.Min(count, {samples});"));
                w.Line($"ForwardRows({Arguments(plan, "inputs", "outputs")}, ref scratch, chunk{KernelNames.PanelsArgument(plan)});");
                w.Line(Text($"inputs = ref Unsafe.Add(ref inputs, chunk * {plan.Model.InputSize});"));
                w.Line(Text($"outputs = ref Unsafe.Add(ref outputs, chunk * {plan.Model.OutputSize});"));
                w.Line("count -= chunk;");
            }
        }
    }

    private static void WriteForwardRows(SourceWriter w, NetworkPlan plan)
    {
        var rows = new GraphRows(plan, isBackward: false, "count");
        var steps = new GraphStepsEmitter(w, plan, rows);
        w.Blank();
        w.Line("// each step for all samples, a row each");
        using (w.Open($"private static void ForwardRows({Parameters(plan)}, ref {rows.Element} scratch, int count{KernelNames.PanelsParameter(plan)})"))
        {
            WriteBody(w, plan, rows, steps);
        }
    }

    private static void WriteBody(SourceWriter w, NetworkPlan plan, GraphRows rows, GraphStepsEmitter steps)
    {
        var calls = new GraphForwardCalls(w, plan, rows);
        steps.WriteBuffers(steps.Buffers());
        steps.WriteSources();
        steps.WriteSteps(step =>
        {
            LayerPlan layer = plan.Layers[step.Layer];
            GraphRows.Row input = rows.Of(layer.Dense.Input);
            GraphRows.Row output = rows.Of(step.Output);
            if (rows.IsSingle && layer.Dense.Rows == 1)
            {
                w.Line($"{layer.Title}Single(ref {input.Name}, ref {output.Name}{KernelNames.PanelsArgument(plan)});");
            }
            else
            {
                steps.WriteLayerCall(layer.Title, layer.Dense, input, output);
            }

            if (layer.HasPass)
            {
                calls.WriteActivation(layer.Function, output, output);
            }
        });

        w.Blank();
        foreach ((int id, string name) in plan.Model.Outputs.Zip(Outputs(plan), (id, name) => (id, name)))
        {
            GraphRows.Row value = rows.Of(id);
            w.Line(Text($"Rows.Copy(ref {value.Name}, {value.Stride}, ref {name}, {plan.Model.OutputSize}, {value.Size}, {rows.Count});"));
        }
    }

    /// <summary>
    /// Writes a layer's kernels: the one for a single row, and the loop over several with the kernel of a tile, which a layer of
    /// several rows has for one sample already.
    /// </summary>
    private static void WriteKernels(SourceWriter w, LaneText l, NetworkPlan plan, WidthPlan width, int index, bool isBatch)
    {
        LayerPlan layer = plan.Layers[index];
        DenseNode dense = layer.Dense;
        LayerKernels kernels = width.Layers[index];
        var rows = new GraphRows(plan, isBackward: false, "count");
        GraphRows.Row input = rows.Of(dense.Input);
        int inputStride = dense.Rows == 1 ? input.Stride : dense.InputSize;
        if (isBatch == (dense.Rows == 1))
        {
            RowPairEmitter.WriteLoop(w, plan, layer.Title, Describer.LayerFormula(layer), inputStride, layer.OutputStride, kernels.Rows.Samples);
            if (kernels.Rows.Samples > 1)
            {
                DenseEmitter.Write(w, l, Kernel("Rows", kernels.Rows));
            }
        }

        if (!isBatch)
        {
            DenseEmitter.Write(w, l, Kernel("Single", kernels.Single));
        }

        DenseKernel Kernel(string suffix, DenseTiles tiles) => new(
            layer.Title + suffix,
            Describer.Kernel(layer, tiles),
            dense.ForwardOrder,
            dense.Units,
            KernelNames.ByInput(layer),
            KernelNames.ByUnit(layer, plan.Model.Element),
            KernelNames.Bias(layer),
            layer.IsIdentity || layer.HasPass ? null : ActivationEmitter.Method(plan, layer.Function),
            inputStride,
            IsInputExact: dense.Rows > 1 || !input.IsPadded,
            layer.OutputStride,
            IsOutputExact: dense.Rows > 1,
            tiles,
            PanelsParameter: KernelNames.PanelsParameter(plan));
    }
}
