using ReluGen.Planning;

namespace ReluGen.Emit;

/// <summary>
/// Writes the constant values, as readable literals or as stretches of a resource, and the aligned panels that the vector kernels
/// read.
/// </summary>
internal static class WeightsEmitter
{
    /// <summary>Writes the file.</summary>
    public static GeneratedFile Write(NetworkPlan plan) => KernelFile.Write(plan, "Weights", w =>
    {
        if (plan.Block is not null)
        {
            PanelsEmitter.Write(w, plan);
            w.Blank();
        }

        w.Line(plan.Model.Source is null
            ? "/// <summary>The parameters as they were declared.</summary>"
            : "/// <summary>The values as they stand in the model file.</summary>");
        using (w.Open("internal static class Values"))
        {
            new ValuesEmitter(w, plan).Write();
        }
    });
}
