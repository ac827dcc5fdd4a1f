using ReluGen.Planning;

namespace ReluGen.Emit;

/// <summary>Plan to text: the last arrow. Same plan, same bytes.</summary>
public static class NetworkEmitter
{
    /// <summary>Writes the files of <paramref name="plan"/>.</summary>
    public static IReadOnlyList<GeneratedFile> Emit(NetworkPlan plan) => plan.Form switch
    {
        NetworkForm.StraightLine =>
        [
            TypeEmitter.Write(plan),
            StraightLineForward.Write(plan),
            StraightLineBatch.Write(plan),
            StraightLineBackward.Write(plan),
        ],
        NetworkForm.Graph =>
        [
            TypeEmitter.Write(plan),
            GraphForwardEmitter.WriteSingle(plan),
            GraphForwardEmitter.WriteBatch(plan),
            GraphBackwardEmitter.Write(plan),
            WeightsEmitter.Write(plan),
        ],
        _ => [TypeEmitter.Write(plan), .. Kernels(plan), plan.Model.IsTrainable ? ParameterBlockEmitter.Write(plan) : WeightsEmitter.Write(plan)],
    };

    /// <summary>The kernels of a chain, unless another network of the same shape has them.</summary>
    private static GeneratedFile[] Kernels(NetworkPlan plan) => plan.KernelOwner != plan.Model.Type
        ? []
        : [ForwardEmitter.WriteSingle(plan), ForwardEmitter.WriteBatch(plan), BackwardEmitter.Write(plan)];
}
