using ReluGen.Model;
using ReluGen.Planning;
using static ReluGen.Emit.NumberText;

namespace ReluGen.Emit;

/// <content>What happens to a chunk of samples.</content>
internal sealed partial class BackwardEmitter
{
    private string ChunkParameters => Arguments(_e).Replace("bool wantsInputs", $"ref {_e} scratch, bool wantsInputs") + KernelNames.PanelsParameter(_plan);

    private void WriteChunk()
    {
        _w.Blank();
        _w.Line(Text($"// at most {NetworkModel.GradientChunk} samples, whose parameter gradients are summed in one chain"));
        using (_w.Open($"private static void BackwardChunk({ChunkParameters})"))
        {
            WriteBuffers();
            WriteForward();
            _w.Blank();
            WriteBackward();
        }
    }

    /// <summary>
    /// For a network that is trained, forward and backward apart: the loss looks at the outputs between them, and what the
    /// forward pass computed is kept.
    /// </summary>
    private void WriteKeptChunk()
    {
        LayerPlan last = _plan.Layers.Last();
        _w.Blank();
        _w.Line(Text($"// at most {NetworkModel.GradientChunk} samples, whose parameter gradients are summed in one chain"));
        using (_w.Open($"private static void BackwardChunk({ChunkParameters})"))
        {
            _w.Line($"ForwardKept(ref inputs, ref outputGradients, ref scratch, false, count{KernelNames.PanelsArgument(_plan)});");
            _w.Line($"BackwardKept(ref inputs, ref outputGradients, ref inputGradients, ref parameterGradient, ref scratch, wantsInputs, wantsParameters, count{KernelNames.PanelsArgument(_plan)});");
        }

        _w.Blank();
        _w.Line("// all sums and activations of a chunk stay in scratch");
        using (_w.Open($"internal static void ForwardKept(ref {_e} inputs, ref {_e} outputs, ref {_e} scratch, bool wantsOutputs, int count{KernelNames.PanelsParameter(_plan)})"))
        {
            WriteBuffers();
            WriteForward();
            _w.Blank();
            using (_w.Open("if (wantsOutputs)"))
            {
                _w.Line(Text($"Rows.Copy(ref {last.Name}, {last.OutputStride}, ref outputs, {_plan.Model.OutputSize}, {_plan.Model.OutputSize}, count);"));
            }
        }

        _w.Blank();
        _w.Line("// from what ForwardKept left in scratch, for the same inputs and count");
        using (_w.Open($"internal static void BackwardKept({ChunkParameters})"))
        {
            WriteBuffers();
            _w.Blank();
            WriteBackward();
        }
    }

    /// <summary>Writes what picks the width for the two halves of a training pass.</summary>
    private void WriteKeptEntry()
    {
        _w.Blank();
        KernelFile.WriteDispatch(_w, _plan, choose =>
        {
            using (_w.Open($"internal static void ForwardChunk(ReadOnlySpan<{_e}> inputs, Span<{_e}> outputs, Span<{_e}> workspace, int count, nint panels)"))
            {
                choose("ForwardKept(ref MemoryMarshal.GetReference(inputs), ref MemoryMarshal.GetReference(outputs), ref MemoryMarshal.GetReference(workspace), true, count, panels);");
            }

            _w.Blank();
            using (_w.Open($"internal static void BackwardChunk(ReadOnlySpan<{_e}> inputs, ReadOnlySpan<{_e}> outputGradients, Span<{_e}> workspace, Span<{_e}> parameterGradient, int count, nint panels)"))
            {
                choose("BackwardKept(ref MemoryMarshal.GetReference(inputs), ref MemoryMarshal.GetReference(outputGradients), ref Unsafe.NullRef<" + _e + ">(), ref MemoryMarshal.GetReference(parameterGradient), ref MemoryMarshal.GetReference(workspace), false, true, count, panels);");
            }
        });
    }

    private void WriteForward()
    {
        foreach (LayerPlan layer in _plan.Layers)
        {
            _w.Blank();
            _w.Line($"{layer.Title}Sums(ref {(layer.IsFirst ? "inputs" : layer.InputName)}, ref {Sums(layer)}, count{KernelNames.PanelsArgument(_plan)});");
            if (NeedsActivation(layer))
            {
                _w.Line(layer.Softmax is null
                    ? Text($"{layer.Title}Activations(ref {Sums(layer)}, ref {layer.Name}, count);")
                    : Text($"{layer.Title}Activation(ref {Sums(layer)}, ref {layer.Name}, {layer.OutputStride}, count);"));
            }
        }
    }

    private void WriteBackward()
    {
        LayerPlan last = _plan.Layers.Last();
        _w.Line(Text($"Rows.Copy(ref outputGradients, {_plan.Model.OutputSize}, ref {last.Name}Gradient, {last.OutputStride}, {_plan.Model.OutputSize}, count);"));
        foreach (LayerPlan layer in _plan.Layers.Reverse())
        {
            WriteLayerCalls(layer);
        }
    }

    private void WriteLayerCalls(LayerPlan layer)
    {
        string gradient = layer.Name + "Gradient";
        string values = layer.Softmax is not null || DerivativeEmitter.ReadsActivation(layer.Function.Kind) ? layer.Name : Sums(layer);
        if (!layer.IsIdentity)
        {
            _w.Line($"{layer.Title}Derivative(ref {values}, ref {gradient}, count);");
        }

        using (_w.Open("if (wantsParameters)"))
        {
            if (layer.IsFirst)
            {
                _w.Line(Text($"Rows.Copy(ref inputs, {_plan.Model.InputSize}, ref input, {PaddedInput(layer)}, {_plan.Model.InputSize}, count);"));
            }

            _w.Line($"{layer.Title}ParameterGradient(ref {gradient}, ref {layer.InputName}, ref parameterGradient, count);");
        }

        _w.Blank();
        if (layer.IsFirst)
        {
            using (_w.Open("if (wantsInputs)"))
            {
                _w.Line($"{layer.Title}InputGradient(ref {gradient}, ref inputGradients, count{KernelNames.PanelsArgument(_plan)});");
            }
        }
        else
        {
            _w.Line($"{layer.Title}InputGradient(ref {gradient}, ref {layer.InputName}Gradient, count{KernelNames.PanelsArgument(_plan)});");
        }
    }
}
