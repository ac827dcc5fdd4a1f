using ReluGen.Describing;
using ReluGen.Model;
using ReluGen.Planning;
using static ReluGen.Emit.NumberText;

namespace ReluGen.Emit;

/// <summary>Writes the passes of a graph's activations over padded rows: forward, and the gradient.</summary>
internal static class GraphPassEmitter
{
    /// <summary>Writes a pass for each activation that the forward pass does not compute in a tile, or for those that only the backward pass needs.</summary>
    public static void WritePasses(SourceWriter w, LaneText l, NetworkPlan plan, bool isBackward)
    {
        ActivationFunction[] inTiles = plan.Layers.Where(layer => !layer.HasPass).Select(layer => layer.Function)
            .Except(plan.Layers.Where(layer => layer.HasPass).Select(layer => layer.Function))
            .Except(plan.Graph!.Steps.Select(step => step.Node).OfType<ActivationNode>().Select(node => node.Function)).ToArray();
        foreach (ActivationFunction function in Functions(plan).Where(function => inTiles.Contains(function) == isBackward))
        {
            w.Blank();
            w.Line($"// {Describer.FunctionName(function)} of rows, padding and all");
            w.Line(KernelFile.NotInlined);
            using (w.Open($"private static void {ActivationEmitter.Name(plan, function)}Pass(ref {l.Element} sums, ref {l.Element} output, int length)"))
            using (WriteLoop(w, l))
            {
                w.Line(l.Store($"{ActivationEmitter.Method(plan, function)}({l.Load("sums", "i")})", "output", "i"));
            }
        }
    }

    /// <summary>Writes what each activation contributes to the gradient of what it reads.</summary>
    public static void WriteGradients(SourceWriter w, LaneText l, NetworkPlan plan)
    {
        foreach (ActivationFunction function in Functions(plan))
        {
            string name = ActivationEmitter.Name(plan, function);
            string values = DerivativeEmitter.ReadsActivation(function.Kind) ? "activations" : "sums";
            w.Blank();
            w.Line($"// the gradient for what {Describer.FunctionName(function)} reads, padding and all: added or overwritten");
            w.Line(KernelFile.NotInlined);
            using (w.Open($"private static void {name}Gradient(ref {l.Element} {values}, ref {l.Element} gradient, ref {l.Element} target, int length, bool adds)"))
            using (WriteLoop(w, l))
            {
                w.Line($"var contribution = {name}Derivative({l.Load(values, "i")}, {l.Load("gradient", "i")});");
                w.Line(l.Store($"(adds ? {l.Load("target", "i")} + contribution : contribution)", "target", "i"));
            }
        }
    }

    private static IEnumerable<ActivationFunction> Functions(NetworkPlan plan) =>
        plan.Functions.Where(function => function.Kind != ActivationKind.Identity).Distinct();

    private static SourceWriter.Block WriteLoop(SourceWriter w, LaneText l) =>
        w.Open(Text($"for (nuint i = 0; i < (nuint)length; i += {l.Count})"));
}
