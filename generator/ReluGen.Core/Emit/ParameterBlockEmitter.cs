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

    private ParameterBlockEmitter(SourceWriter writer, NetworkPlan plan)
    {
        _w = writer;
        _plan = plan;
        _e = LaneText.ElementName(plan.Model.Element);
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
            WriteStart();
        }

        if (_plan.Model.Tensors.Any(tensor => tensor.HasValues))
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
        _w.Line("// what a training pass reads, or the rest; the others are the parameters themselves, whose rows need no padding");
        using (_w.Open("internal static void Pack(nint panels, bool isRest)"))
        {
            _w.Line(Text($"ReadOnlySpan<{_e}> parameters = Panel.Values<{_e}>(panels, {_plan.Model.ParameterCount});"));
            _w.Blank();
            using (_w.Open("if (!isRest)"))
            {
                WritePanels(isTrained: true);
            }

            using (_w.Open("else"))
            {
                WritePanels(isTrained: false);
            }
        }
    }

    private void WritePanels(bool isTrained)
    {
        foreach (LayerPlan layer in _plan.Layers)
        {
            PanelPlaces places = layer.Places!;
            DenseNode dense = layer.Dense;
            if (dense.Tie is null && places.IsByInputTrained == isTrained)
            {
                int whole = dense.Units - layer.TailUnits;
                WritePanel(
                    "PackTransposed", dense.ParameterOffset, whole * dense.InputSize, whole, dense.InputSize, layer.PanelStride, places.ByInput);
                if (layer.TailUnits > 0)
                {
                    WritePanel(
                        "PackTransposed",
                        dense.ParameterOffset + (whole * dense.InputSize),
                        layer.TailUnits * dense.InputSize,
                        layer.TailUnits,
                        dense.InputSize,
                        layer.TailUnits,
                        places.ByInputTail);
                }
            }

            if (dense.Tie is null && places.IsByUnitCopied && places.IsByUnitTrained == isTrained)
            {
                int stride = Planner.Padded(dense.InputSize, _plan.Model.Element);
                WritePanel("Pack", dense.ParameterOffset, dense.Weights.Count, dense.Units, dense.InputSize, stride, places.ByUnit);
            }

            if (places.IsBiasCopied && isTrained)
            {
                WritePanel("Pack", dense.BiasOffset, dense.Units, 1, dense.Units, dense.Units, places.Bias);
            }
        }
    }

    private void WritePanel(string method, int offset, int count, int rows, int columns, int stride, long place) => _w.Line(Text(
        $"Panel.{method}(parameters.Slice({offset}, {count}), {rows}, {columns}, {stride}, {KernelNames.Address(place)});"));

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
