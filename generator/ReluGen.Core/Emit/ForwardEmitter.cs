using ReluGen.Planning;
using static ReluGen.Emit.NumberText;

namespace ReluGen.Emit;

/// <summary>Writes the forward pass in vector form: <c>Forward</c> for one sample, <c>ForwardBatch</c> for many.</summary>
internal static class ForwardEmitter
{
    /// <summary>Writes the file for single samples.</summary>
    public static GeneratedFile WriteSingle(NetworkPlan plan) => KernelFile.Write(plan, "Forward", w =>
    {
        string e = LaneText.ElementName(plan.Model.Element);
        PlaceEmitter.Write(w, plan);
        w.Blank();
        KernelFile.WriteDispatch(w, plan, choose =>
        {
            using (w.Open($"internal static void Forward(ReadOnlySpan<{e}> input, Span<{e}> output{KernelNames.PanelsParameter(plan)})"))
            {
                choose($"Forward(ref MemoryMarshal.GetReference(input), ref MemoryMarshal.GetReference(output){KernelNames.PanelsArgument(plan)});");
            }
        });

        foreach (WidthPlan width in plan.Widths)
        {
            var l = new LaneText(width.Lanes, plan.Model.Arithmetic);
            w.Blank();
            w.Line($"/// <summary>One sample at a time in registers of {Lane(l)}.</summary>");
            using (w.Open($"internal static partial class {l.KernelClass}"))
            {
                new RowsEmitter(w, l, plan, width, isBatch: false).WriteForward();
                if (plan.Layers.Last().Softmax is not null)
                {
                    SoftmaxEmitter.WriteForward(w, l, plan.Layers.Last());
                }

                ActivationEmitter.WritePasses(w, l, plan);
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
            w.Line(width.Block is { } block
                ? Text($"/// <summary>Blocks of {block.Vectors * l.Count} samples, one in each lane, in registers of {Lane(l)}.</summary>")
                : Text($"/// <summary>{TilePlanner.RowSamples} samples at a time, which share the loads of weights{Groups(plan)}, in registers of {Lane(l)}.</summary>"));
            using (w.Open($"internal static partial class {l.KernelClass}"))
            {
                if (width.Block is not null)
                {
                    new BlockEmitter(w, l, plan, width.Block).Write();
                }
                else
                {
                    new RowsEmitter(w, l, plan, width, isBatch: true).WriteForwardBatch();
                }
            }
        }
    });

    private static string Groups(NetworkPlan plan) => plan.RowGroups > 1 ? Text($", up to {plan.RowGroups} times in a layer") : "";

    /// <summary>The words for a register's content, such as <c>16 floats</c>.</summary>
    public static string Lane(LaneText l) => Text($"{l.Count} {l.Element}{(l.Count == 1 ? "" : "s")}");
}
