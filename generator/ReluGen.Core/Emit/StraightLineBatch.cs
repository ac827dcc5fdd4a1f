using ReluGen.Planning;
using static ReluGen.Emit.NumberText;

namespace ReluGen.Emit;

/// <summary>
/// Writes the forward pass of batches of tiny networks: the straight-line code once more, with a sample in each lane.
/// What does not fill a width's registers is left to the next narrower one, and the last samples to <c>Forward</c>.
/// </summary>
internal static class StraightLineBatch
{
    /// <summary>Writes the file.</summary>
    public static GeneratedFile Write(NetworkPlan plan) => KernelFile.Write(plan, "Batch", w =>
    {
        string e = LaneText.ElementName(plan.Model.Element);
        StraightLineLayers[] widths = plan.Widths.Select(width => new StraightLineLayers(plan, w, width.Lanes.Width)).ToArray();
        w.Line("/// <summary>Batches, a sample in each lane.</summary>");
        using (w.Open("internal static partial class Kernels"))
        {
            using (w.Open($"internal static void ForwardBatch(ReadOnlySpan<{e}> inputs, Span<{e}> outputs, int count)"))
            {
                const string Arguments = "(ref MemoryMarshal.GetReference(inputs), ref MemoryMarshal.GetReference(outputs), count);";
                foreach (LaneText l in widths.Select(width => width.Lanes))
                {
                    using (w.Open($"if ({l.Operations}.IsHardwareAccelerated)"))
                    {
                        w.Line(Method(l) + Arguments);
                        w.Line("return;");
                    }

                    w.Blank();
                }

                w.Line("BatchScalar" + Arguments);
            }

            for (int i = 0; i < widths.Length; i++)
            {
                WriteWidth(w, plan, widths[i], i + 1 < widths.Length ? Method(widths[i + 1].Lanes) : "BatchScalar");
            }

            w.Blank();
            w.Line("// one sample at a time");
            using (w.Open($"private static void BatchScalar(ref {e} inputs, ref {e} outputs, int count)"))
            using (w.Open("for (; count > 0; count--)"))
            {
                w.Line("Forward(ref inputs, ref outputs);");
                RowsEmitter.WriteAdvance(w, plan, 1);
            }

            foreach (StraightLineLayers width in widths)
            {
                ActivationEmitter.Write(w, width.Lanes, plan);
            }
        }
    });

    private static string Method(LaneText l) => Text($"Batch{(int)l.Lanes.Width}");

    private static void WriteWidth(SourceWriter w, NetworkPlan plan, StraightLineLayers layers, string next)
    {
        LaneText l = layers.Lanes;
        (int inputs, int outputs) = (plan.Model.InputSize, plan.Model.OutputSize);
        (string source, string target) = (inputs > 1 ? "columns" : "inputs", outputs > 1 ? "results" : "outputs");
        w.Blank();
        w.Line(Text($"// {l.Count} samples at a time"));
        using (w.Open($"private static void {Method(l)}(ref {l.Element} inputs, ref {l.Element} outputs, int count)"))
        {
            WriteColumns(w, l, source, "columns", inputs);
            WriteColumns(w, l, target, "results", outputs);
            using (w.Open(Text($"for (; count >= {l.Count}; count -= {l.Count})")))
            {
                if (inputs > 1)
                {
                    w.Line(Text($"Transposition.Copy(ref inputs, {inputs}, ref columns, {l.Count}, {l.Count}, {inputs});"));
                }

                layers.WriteInputs(source);
                layers.Write();
                layers.WriteOutputs(target);
                if (outputs > 1)
                {
                    w.Line(Text($"Transposition.Copy(ref results, {l.Count}, ref outputs, {outputs}, {outputs}, {l.Count});"));
                }

                w.Blank();
                RowsEmitter.WriteAdvance(w, plan, l.Count);
            }

            w.Blank();
            w.Line($"{next}(ref inputs, ref outputs, count);");
        }
    }

    private static void WriteColumns(SourceWriter w, LaneText l, string used, string name, int size)
    {
        if (used == name)
        {
            w.Line(Text($"ref {l.Element} {name} = ref MemoryMarshal.GetReference((Span<{l.Element}>)stackalloc {l.Element}[{size * l.Count}]);"));
        }
    }
}
