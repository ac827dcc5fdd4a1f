using ReluGen.Model;
using ReluGen.Planning;
using static ReluGen.Emit.NumberText;

namespace ReluGen.Emit;

/// <summary>
/// Writes the memory of a frozen network's panels: what the forward pass reads is packed at the first call, the rest when a backward pass or
/// a block of samples needs it.
/// </summary>
internal static class PanelsEmitter
{
    /// <summary>The field with the address of the panels that the forward pass of one sample reads.</summary>
    public const string Forward = "Panels.Forward";

    /// <summary>The field with the same address, when all panels are packed.</summary>
    public const string All = "AllPanels.Address";

    /// <summary>Writes the classes that hold the addresses.</summary>
    public static void Write(SourceWriter w, NetworkPlan plan)
    {
        ParameterBlock block = plan.Block!;
        string e = LaneText.ElementName(plan.Model.Element);
        var packing = new PackingEmitter(w, plan, Values);
        w.Line("/// <summary>The weights in aligned memory, each panel at a place that the kernels know; what one sample's forward pass reads, packed when first used.</summary>");
        using (w.Open("internal static class Panels"))
        {
            w.Line("internal static readonly nint Forward = Pack();");
            w.Blank();
            using (w.Open("private static nint Pack()"))
            {
                w.Line(Text($"nint panels = Panel.Reserve<{e}>({block.Length});"));
                w.Line(Text($"Panel.Clear<{e}>(panels, 0, {block.FirstLength});"));
                packing.Write(isFirst: true);
                w.Line("return panels;");
            }
        }

        w.Blank();
        w.Line("/// <summary>The same memory, the other panels behind the first; packed when first used.</summary>");
        using (w.Open("internal static class AllPanels"))
        {
            w.Line("internal static readonly nint Address = Pack(Panels.Forward);");
            w.Blank();
            using (w.Open("private static nint Pack(nint panels)"))
            {
                w.Line(Text($"Panel.Clear<{e}>(panels, {block.FirstLength}, {block.Length - block.FirstLength});"));
                packing.Write(isFirst: false);
                w.Line("return panels;");
            }
        }
    }

    private static string Values(LayerPlan layer, int offset, int count)
    {
        DenseNode dense = layer.Dense;
        if (offset == dense.BiasOffset)
        {
            return $"Values.{layer.Title}Bias";
        }

        string weights = $"Values.{layer.Title}Weights";
        return count == dense.Weights.Count ? weights : Text($"{weights}.Slice({offset - dense.ParameterOffset}, {count})");
    }
}
