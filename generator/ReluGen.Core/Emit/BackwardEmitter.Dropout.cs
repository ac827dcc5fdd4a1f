using ReluGen.Model;
using ReluGen.Planning;
using static ReluGen.Emit.NumberText;

namespace ReluGen.Emit;

/// <content>
/// Dropout: a mask of factors a layer, which the forward half fills and both halves multiply with. Where nothing is dropped every factor
/// is 1, and the bits are those of a network without dropout.
/// </content>
internal sealed partial class BackwardEmitter
{
    /// <summary>What a layer's sums and parameter gradient read: its input, or what dropout left of it.</summary>
    private static string InputOf(LayerPlan layer) => layer.InputName + (HasDropout(layer) ? "Dropped" : "");

    private static bool HasDropout(LayerPlan layer) => layer.Dense.InputDropout is not null;

    /// <summary>The distance between two samples' inputs as <see cref="InputOf"/> has them.</summary>
    private int InputStride(LayerPlan layer) => layer.IsFirst && HasDropout(layer) ? PaddedInput(layer) : layer.InputStride;

    /// <summary>The parameter for what a forward pass drops, or nothing.</summary>
    private string DropoutParameter() => _plan.HasDropout ? ", global::ReluGen.DropoutKey dropout" : "";

    /// <summary>Fills the mask of the layer's input and multiplies the input with it.</summary>
    private void WriteDrop(LayerPlan layer)
    {
        string input = layer.InputName;
        int stride = InputStride(layer);
        int before = _plan.Layers.TakeWhile(other => other.Name != layer.Name).Count();
        _w.Line(Text($"DropoutMask.Fill(ref {input}Mask, {stride}, count, dropout, layer: {before}, rate: {Literal(layer.Dense.InputDropout!.Value, ElementKind.Double)});"));
        if (layer.IsFirst)
        {
            _w.Line(Text($"Rows.Copy(ref inputs, {layer.Dense.InputSize}, ref {input}Dropped, {stride}, {layer.Dense.InputSize}, count);"));
        }

        _w.Line(Text($"Multiply(ref {(layer.IsFirst ? input + "Dropped" : input)}, ref {input}Mask, ref {input}Dropped, count * {stride});"));
    }

    /// <summary>Writes the loop that applies a mask.</summary>
    private void WriteMultiply(LaneText l)
    {
        _w.Blank();
        _w.Line("// output = values · mask; the length is a multiple of a cache line");
        _w.Line(KernelFile.NotInlined);
        using (_w.Open($"private static void Multiply(ref {_e} values, ref {_e} mask, ref {_e} output, int length)"))
        using (_w.Open(Text($"for (nuint i = 0; i < (nuint)length; i += {l.Count})")))
        {
            _w.Line(l.Store($"({l.Load("values", "i")} * {l.Load("mask", "i")})", "output", "i"));
        }
    }
}
