using ReluGen.Planning;

namespace ReluGen.Emit;

/// <summary>
/// Writes the forward pass of tiny networks as straight-line scalar code with the weights as literals, to be inlined
/// into the caller.
/// </summary>
internal static class StraightLineForward
{
    /// <summary>Writes the file.</summary>
    public static GeneratedFile Write(NetworkPlan plan) => KernelFile.Write(plan, "Forward", w =>
    {
        var layers = new StraightLineLayers(plan, w, LaneWidth.Scalar);
        string e = layers.Lanes.Element;
        w.Line("/// <summary>The network as straight-line code.</summary>");
        using (w.Open("internal static partial class Kernels"))
        {
            w.Line("[MethodImpl(MethodImplOptions.AggressiveInlining)]");
            if (plan.Model is { InputSize: 1, OutputSize: 1 })
            {
                using (w.Open($"internal static {e} Forward({e} input)"))
                {
                    layers.Write();
                    w.Line("return output;");
                }

                w.Blank();
                w.Line("[MethodImpl(MethodImplOptions.AggressiveInlining)]");
                w.Line($"private static void Forward(ref {e} inputs, ref {e} outputs) => outputs = Forward(inputs);");
            }
            else
            {
                using (w.Open($"private static void Forward(ref {e} inputs, ref {e} outputs)"))
                {
                    layers.WriteInputs("inputs");
                    layers.Write();
                    layers.WriteOutputs("outputs");
                }
            }

            w.Blank();
            w.Line($"internal static void Forward(ReadOnlySpan<{e}> input, Span<{e}> output) =>");
            w.Line("    Forward(ref MemoryMarshal.GetReference(input), ref MemoryMarshal.GetReference(output));");
            ActivationEmitter.Write(w, layers.Lanes, plan);
        }
    });
}
