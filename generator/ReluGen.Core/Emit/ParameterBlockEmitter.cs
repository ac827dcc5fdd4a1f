using ReluGen.Model;
using ReluGen.Planning;
using static ReluGen.Emit.NumberText;

namespace ReluGen.Emit;

/// <summary>
/// Writes what a trainable network has in place of constant weights: the layers' places in its parameters, their first values, and
/// how panels are packed from them.
/// </summary>
internal sealed class ParameterBlockEmitter
{
    private readonly SourceWriter _w;
    private readonly NetworkPlan _plan;
    private readonly string _e;
    private readonly PackingEmitter _packing;

    private ParameterBlockEmitter(SourceWriter writer, NetworkPlan plan)
    {
        _w = writer;
        _plan = plan;
        _e = LaneText.ElementName(plan.Model.Element);
        _packing = new PackingEmitter(writer, plan, (_, offset, count) => Text($"parameters.Slice({offset}, {count})"));
    }

    /// <summary>Writes the file.</summary>
    public static GeneratedFile Write(NetworkPlan plan) =>
        KernelFile.Write(plan, "Weights", w => new ParameterBlockEmitter(w, plan).WriteFile());

    private void WriteFile()
    {
        _w.Line("/// <summary>The memory of an instance: its parameters, and behind them panels on fixed places that kernels read.</summary>");
        using (_w.Open("internal static class Block"))
        {
            WriteLayers();
            WritePack();
            if (TrainableMembers.HasStart(_plan))
            {
                WriteStart();
            }
        }

        if (TrainableMembers.HasStart(_plan))
        {
            _w.Blank();
            _w.Line("/// <summary>The parameters that were declared, which training starts from.</summary>");
            using (_w.Open("internal static class Values"))
            {
                new ValuesEmitter(_w, _plan).Write();
            }
        }
    }

    private void WriteLayers()
    {
        _w.Line("// name, inputs, units, where weights and bias are (-1: none), activation");
        using (_w.Open("internal static readonly global::ReluGen.LayerParameters[] Layers =", "};"))
        {
            foreach (LayerPlan layer in _plan.Layers)
            {
                DenseNode dense = layer.Dense;
                ActivationKind activation = layer.Softmax is { } softmax
                    ? softmax.IsLogarithm ? ActivationKind.LogSoftmax : ActivationKind.Softmax
                    : layer.Function.Kind;
                _w.Line(Text($"new(\"{layer.Name}\", {dense.InputSize}, {dense.Units}, {dense.WeightsOffset}, {(dense.Bias is null ? -1 : dense.BiasOffset)}, global::ReluGen.Activation.{activation}{Tie(dense)}),"));
            }
        }
    }

    private static string Tie(DenseNode dense) => dense.Tie is { } tie
        ? $", TiedTo: \"{tie.Source}\", IsTransposed: {(tie.IsTransposed ? "true" : "false")}"
        : "";

    private void WritePack()
    {
        _w.Blank();
        bool hasRest = _plan.Layers.Any(layer => layer.Places is { IsByInputFirst: false } or { IsByUnitCopied: true, IsByUnitFirst: false });
        bool isComplete = _plan.Layers.All(layer => layer.Places is { IsByUnitCopied: true } && (layer.Dense.Bias is null || layer.Places.IsBiasCopied));
        string packed = hasRest ? "what a training pass reads, or the rest" : "all that is packed is what a training pass reads: there is no rest";
        _w.Line($"// {packed}{(isComplete ? "" : "; panels that are missing are the parameters themselves, whose rows need no padding")}");
        using (_w.Open("internal static void Pack(nint panels, bool isRest)"))
        {
            _w.Line(Text($"ReadOnlySpan<{_e}> parameters = Panel.Values<{_e}>(panels, {_plan.Model.ParameterCount});"));
            _w.Blank();
            using (_w.Open("if (!isRest)"))
            {
                _packing.Write(isFirst: true);
            }

            if (hasRest)
            {
                using (_w.Open("else"))
                {
                    _packing.Write(isFirst: false);
                }
            }
        }
    }

    private void WriteStart()
    {
        _w.Blank();
        _w.Line("// the parameters that were declared");
        using (_w.Open($"internal static void Start(Span<{_e}> parameters)"))
        {
            foreach (LayerPlan layer in _plan.Layers)
            {
                WriteCopy($"{layer.Title}Weights", layer.Dense.Tie is null ? layer.Dense.Weights : null, layer.Dense.ParameterOffset);
                WriteCopy($"{layer.Title}Bias", layer.Dense.Bias, layer.Dense.BiasOffset);
            }
        }
    }

    private void WriteCopy(string name, Tensor? tensor, int offset)
    {
        if (tensor is { HasValues: true })
        {
            _w.Line(Text($"Values.{name}.CopyTo(parameters.Slice({offset}));"));
        }
    }
}
