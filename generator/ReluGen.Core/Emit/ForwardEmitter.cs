using ReluGen.Describing;
using ReluGen.Planning;
using static ReluGen.Emit.NumberText;

namespace ReluGen.Emit;

/// <summary>Writes the forward pass in vector form: one sample in <c>Forward</c>, tiles of samples in <c>Batch</c>.</summary>
internal static class ForwardEmitter
{
    /// <summary>Writes the file for single samples.</summary>
    public static GeneratedFile WriteSingle(NetworkPlan plan) => KernelFile.Write(plan, "Forward", w =>
    {
        string e = LaneText.ElementName(plan.Model.Element);
        KernelFile.WriteDispatch(w, plan, choose =>
        {
            using (w.Open($"internal static void Forward(ReadOnlySpan<{e}> input, Span<{e}> output)"))
            {
                choose("Forward(ref MemoryMarshal.GetReference(input), ref MemoryMarshal.GetReference(output));");
            }
        });

        foreach (WidthPlan width in plan.Widths)
        {
            var l = new LaneText(width.Lanes, plan.Model.Arithmetic);
            w.Blank();
            w.Line($"/// <summary>One sample at a time in registers of {Lane(l)}.</summary>");
            using (w.Open($"internal static partial class {l.KernelClass}"))
            {
                using (w.Open($"internal static void Forward(ref {e} input, ref {e} output)"))
                {
                    WriteBuffers(w, plan, 1);
                    foreach (LayerPlan layer in plan.Layers)
                    {
                        WriteCall(w, plan, layer, "Single", "input", "output", 1);
                    }
                }

                for (int i = 0; i < plan.Layers.Count; i++)
                {
                    DenseEmitter.Write(w, l, Kernel(plan, plan.Layers[i], width.Layers[i].Single, "Single"));
                }

                if (plan.Layers.Last().Softmax is not null)
                {
                    SoftmaxEmitter.WriteForward(w, l, plan.Layers.Last());
                }

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
            using (w.Open($"internal static void ForwardBatch(ReadOnlySpan<{e}> inputs, Span<{e}> outputs, int count)"))
            {
                choose("ForwardBatch(ref MemoryMarshal.GetReference(inputs), ref MemoryMarshal.GetReference(outputs), count);");
            }
        });

        foreach (WidthPlan width in plan.Widths)
        {
            var l = new LaneText(width.Lanes, plan.Model.Arithmetic);
            int samples = width.Layers[0].Batch.Samples;
            w.Blank();
            w.Line(Text($"/// <summary>Tiles of {samples} samples, which share each weight load, in registers of {Lane(l)}.</summary>"));
            using (w.Open($"internal static partial class {l.KernelClass}"))
            {
                using (w.Open($"internal static void ForwardBatch(ref {e} inputs, ref {e} outputs, int count)"))
                {
                    WriteBuffers(w, plan, samples);
                    using (w.Open(Text($"for (; count >= {samples}; count -= {samples})")))
                    {
                        foreach (LayerPlan layer in plan.Layers)
                        {
                            WriteCall(w, plan, layer, "Tile", "inputs", "outputs", samples);
                        }

                        WriteAdvance(w, plan, samples);
                    }

                    w.Blank();
                    using (w.Open("for (; count > 0; count--)"))
                    {
                        w.Line("Forward(ref inputs, ref outputs);");
                        WriteAdvance(w, plan, 1);
                    }
                }

                for (int i = 0; i < plan.Layers.Count; i++)
                {
                    DenseEmitter.Write(w, l, Kernel(plan, plan.Layers[i], width.Layers[i].Batch, "Tile"));
                }
            }
        }
    });

    /// <summary>The words for a register's content, such as <c>16 floats</c>.</summary>
    public static string Lane(LaneText l) => Text($"{l.Count} {l.Element}{(l.Count == 1 ? "" : "s")}");

    private static DenseKernel Kernel(NetworkPlan plan, LayerPlan layer, DenseTiles tiles, string suffix)
    {
        bool toScratch = !layer.IsLast || layer.Softmax is not null;
        return new DenseKernel(
            layer.Title + suffix,
            Comment(layer, tiles),
            layer.Dense.ForwardOrder,
            layer.Dense.Units,
            KernelNames.Panel(layer),
            layer.OutputStride,
            layer.Dense.Bias is null ? null : KernelNames.Bias(layer),
            layer.IsIdentity || layer.Softmax is not null ? null : ActivationEmitter.Method(plan, layer.Function),
            layer.InputStride,
            toScratch ? layer.OutputStride : layer.Dense.Units,
            IsExact: !toScratch,
            tiles);
    }

    private static string Comment(LayerPlan layer, DenseTiles tiles)
    {
        string formula = layer.Softmax is null ? Describer.LayerFormula(layer) : $"{layer.Name}'s sums = {Describer.SumsFormula(layer)}";
        return Text($"{formula}: {Describer.Tile(tiles)}, {Describer.Chains(layer.Dense.ForwardOrder)}");
    }

    private static string Buffer(LayerPlan layer) => layer.Softmax is null ? layer.Name : layer.Name + "Sums";

    private static void WriteBuffers(SourceWriter w, NetworkPlan plan, int samples)
    {
        LayerPlan[] buffered = plan.Layers.Where(layer => !layer.IsLast || layer.Softmax is not null).ToArray();
        if (buffered.Length == 0)
        {
            return;
        }

        string e = LaneText.ElementName(plan.Model.Element);
        KernelFile.WriteScratch(w, e, buffered.Sum(layer => samples * layer.OutputStride));
        int offset = 0;
        foreach (LayerPlan layer in buffered)
        {
            w.Line($"ref {e} {Buffer(layer)} = ref {LaneText.At("scratch", Integer(offset))};");
            offset += samples * layer.OutputStride;
        }

        w.Blank();
    }

    private static void WriteCall(
        SourceWriter w, NetworkPlan plan, LayerPlan layer, string suffix, string input, string output, int samples)
    {
        string source = layer.IsFirst ? input : layer.InputName;
        if (layer.Softmax is null)
        {
            w.Line($"{layer.Title}{suffix}(ref {source}, ref {(layer.IsLast ? output : layer.Name)});");
            return;
        }

        w.Line($"{layer.Title}{suffix}(ref {source}, ref {Buffer(layer)});");
        w.Line(Text($"{layer.Title}Activation(ref {Buffer(layer)}, ref {output}, {plan.Model.OutputSize}, {samples});"));
    }

    private static void WriteAdvance(SourceWriter w, NetworkPlan plan, int samples)
    {
        w.Line(Text($"inputs = ref Unsafe.Add(ref inputs, {samples * plan.Model.InputSize});"));
        w.Line(Text($"outputs = ref Unsafe.Add(ref outputs, {samples * plan.Model.OutputSize});"));
    }
}
