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
            .. Kernels(plan, GraphForwardEmitter.WriteSingle, GraphForwardEmitter.WriteBatch, GraphBackwardEmitter.Write),
            WeightsEmitter.Write(plan),
        ],
        _ =>
        [
            TypeEmitter.Write(plan),
            .. Kernels(plan, ForwardEmitter.WriteSingle, ForwardEmitter.WriteBatch, BackwardEmitter.Write),
            plan.Model.IsTrainable ? ParameterBlockEmitter.Write(plan) : WeightsEmitter.Write(plan),
        ],
    };

    /// <summary>The kernels, unless another network of the same shape has them.</summary>
    private static IEnumerable<GeneratedFile> Kernels(NetworkPlan plan, params Func<NetworkPlan, GeneratedFile>[] emitters) =>
        plan.KernelOwner == plan.Model.Type ? emitters.Select(emit => emit(plan)) : [];
}
