using ReluGen.Describing;
using ReluGen.Model;
using ReluGen.Planning;
using static ReluGen.Emit.NumberText;

namespace ReluGen.Emit;

/// <summary>
/// Writes the backward pass in vector form: chunk by chunk, forward again with all sums kept, then from the last layer
/// to the first.
/// </summary>
internal sealed partial class BackwardEmitter
{
    private readonly NetworkPlan _plan;
    private readonly SourceWriter _w;
    private readonly string _e;

    private BackwardEmitter(NetworkPlan plan, SourceWriter writer)
    {
        _plan = plan;
        _w = writer;
        _e = LaneText.ElementName(plan.Model.Element);
    }

    /// <summary>Writes the file.</summary>
    public static GeneratedFile Write(NetworkPlan plan) =>
        KernelFile.Write(plan, "Backward", writer => new BackwardEmitter(plan, writer).WriteFile());

    private void WriteFile()
    {
        WriteEntry(_w, _plan);
        if (_plan.Model.IsTrainable)
        {
            WriteKeptEntry();
        }

        foreach (WidthPlan width in _plan.Widths)
        {
            var lanes = new LaneText(width.Lanes, _plan.Model.Arithmetic);
            _w.Blank();
            _w.Line($"/// <summary>Backward in registers of {ForwardEmitter.Lane(lanes)}.</summary>");
            using (_w.Open($"internal static partial class {lanes.KernelClass}"))
            {
                WriteChunks(_w, _plan, Integer(WorkspaceLength()));
                if (_plan.Model.IsTrainable)
                {
                    WriteKeptChunk();
                }
                else
                {
                    WriteChunk();
                }

                for (int i = 0; i < _plan.Layers.Count; i++)
                {
                    WriteLayer(lanes, _plan.Layers[i], width.Layers[i]);
                }

                if (_plan.HasDropout)
                {
                    WriteMultiply(lanes);
                }

                DerivativeEmitter.Write(_w, lanes, _plan);
            }
        }
    }

    /// <summary>The elements of memory that a chunk's kept sums, activations and gradients take.</summary>
    public static int WorkspaceLength(NetworkPlan plan) => new BackwardEmitter(plan, new SourceWriter()).WorkspaceLength();

    private int WorkspaceLength() => NetworkModel.GradientChunk * Buffers().Sum(buffer => buffer.Stride);

    /// <summary>The parameters of the methods of a width.</summary>
    public static string Arguments(string e) => $"ref {e} inputs, ref {e} outputGradients, ref {e} inputGradients, ref {e} parameterGradient, bool wantsInputs, bool wantsParameters, int count";

    /// <summary>Writes the class that picks the width.</summary>
    public static void WriteEntry(SourceWriter w, NetworkPlan plan)
    {
        string e = LaneText.ElementName(plan.Model.Element);
        KernelFile.WriteDispatch(w, plan, choose =>
        {
            w.Line("// An empty inputGradients or parameterGradient is not wanted; its kernels do not run.");
            using (w.Open($"internal static void Backward(ReadOnlySpan<{e}> inputs, ReadOnlySpan<{e}> outputGradients, Span<{e}> inputGradients, Span<{e}> parameterGradient, int count{KernelNames.PanelsParameter(plan)})"))
            {
                w.Line("// Chunks add to the parameter gradient from left to right; -0 is what changes nothing when it is added to.");
                w.Line($"parameterGradient.Fill({Literal(-0.0, plan.Model.Element)});");
                choose($"Backward(ref MemoryMarshal.GetReference(inputs), ref MemoryMarshal.GetReference(outputGradients), ref MemoryMarshal.GetReference(inputGradients), ref MemoryMarshal.GetReference(parameterGradient), !inputGradients.IsEmpty, !parameterGradient.IsEmpty, count{KernelNames.PanelsArgument(plan)});");
            }
        });
    }

    /// <summary>Writes the loop over chunks of samples, with <paramref name="scratch"/> elements of scratch memory.</summary>
    public static void WriteChunks(SourceWriter w, NetworkPlan plan, string scratch)
    {
        string e = LaneText.ElementName(plan.Model.Element);
        using (w.Open($"internal static void Backward({Arguments(e)}{KernelNames.PanelsParameter(plan)})"))
        {
            w.Line($"ref {e} scratch = ref Scratch.Rent<{e}>({scratch});");
            using (w.Open("while (count > 0)"))
            {
                w.Line(Text($"int chunk = Math.Min(count, {NetworkModel.GradientChunk});"));
                w.Line($"BackwardChunk(ref inputs, ref outputGradients, ref inputGradients, ref parameterGradient, ref scratch, wantsInputs, wantsParameters, chunk{KernelNames.PanelsArgument(plan)});");
                w.Line("count -= chunk;");
                w.Line(Text($"inputs = ref Unsafe.Add(ref inputs, chunk * {plan.Model.InputSize});"));
                w.Line(Text($"outputGradients = ref Unsafe.Add(ref outputGradients, chunk * {plan.Model.OutputSize});"));
                using (w.Open("if (wantsInputs)"))
                {
                    w.Line(Text($"inputGradients = ref Unsafe.Add(ref inputGradients, chunk * {plan.Model.InputSize});"));
                }
            }
        }
    }

    /// <summary>The buffers of a chunk, each with a padded row a sample.</summary>
    private List<(string Name, int Stride)> Buffers()
    {
        var buffers = new List<(string Name, int Stride)> { (InputOf(_plan.Layers[0]), PaddedInput(_plan.Layers[0])) };
        foreach (LayerPlan layer in _plan.Layers)
        {
            if (HasDropout(layer))
            {
                buffers.Add((layer.InputName + "Mask", InputStride(layer)));
                if (!layer.IsFirst)
                {
                    buffers.Add((InputOf(layer), layer.InputStride));
                }
            }

            if (!layer.IsIdentity)
            {
                buffers.Add((layer.Name + "Sums", layer.OutputStride));
            }

            if (layer.IsIdentity || NeedsActivation(layer))
            {
                buffers.Add((layer.Name, layer.OutputStride));
            }

            buffers.Add((layer.Name + "Gradient", layer.OutputStride));
        }

        return buffers;
    }

    /// <summary>One block of memory for the chunk: a buffer follows the other.</summary>
    private void WriteBuffers()
    {
        List<(string Name, int Stride)> buffers = Buffers();
        _w.Line($"ref {_e} {buffers[0].Name} = ref scratch;");
        for (int i = 1; i < buffers.Count; i++)
        {
            _w.Line(Text($"ref {_e} {buffers[i].Name} = ref Unsafe.Add(ref {buffers[i - 1].Name}, count * {buffers[i - 1].Stride});"));
        }
    }

    private static string Sums(LayerPlan layer) => layer.IsIdentity ? layer.Name : layer.Name + "Sums";

    /// <summary>Whether the layer's activations are read: to go on from them, for a derivative, or by a loss.</summary>
    private bool NeedsActivation(LayerPlan layer) => !layer.IsIdentity
        && (!layer.IsLast || _plan.Model.IsTrainable || layer.Softmax is not null || DerivativeEmitter.ReadsActivation(layer.Function.Kind));

    private int PaddedInput(LayerPlan layer) => Planner.Padded(layer.Dense.InputSize, _plan.Model.Element);

    private void WriteLayer(LaneText l, LayerPlan layer, LayerKernels kernels)
    {
        string formula = Describer.SumsFormula(layer with { InputName = InputOf(layer) });
        WritePair(l, $"{layer.Title}Sums", $"{layer.Name}'s sums = {formula}", InputStride(layer), layer.OutputStride,
            (suffix, tiles) => new DenseKernel(
                $"{layer.Title}Sums{suffix}",
                Text($"{layer.Name}'s sums = {formula}: {Describer.Tile(tiles)}, {Describer.Chains(layer.Dense.ForwardOrder)}"),
                layer.Dense.ForwardOrder,
                layer.Dense.Units,
                KernelNames.ByInput(layer),
                KernelNames.ByUnit(layer, _plan.Model.Element),
                KernelNames.Bias(layer),
                Activation: null,
                InputStride(layer),
                IsInputExact: layer.IsFirst && !HasDropout(layer),
                layer.OutputStride,
                IsOutputExact: false,
                tiles,
                PanelsParameter: KernelNames.PanelsParameter(_plan)),
            kernels.Single,
            kernels.Rows);

        if (layer.Softmax is not null)
        {
            SoftmaxEmitter.WriteBackward(_w, l, layer);
        }
        else if (!layer.IsIdentity)
        {
            WriteElementwise(l, layer);
        }

        ParameterGradientEmitter.Write(_w, l, _plan, layer with { InputName = InputOf(layer) }, PaddedInput(layer), kernels.ParameterGradient);

        string inputGradient = Describer.InputGradientFormula(layer with { InputName = InputOf(layer) });
        int outputStride = layer.IsFirst ? layer.Dense.InputSize : layer.InputStride;
        WritePair(l, $"{layer.Title}InputGradient", inputGradient, layer.OutputStride, outputStride,
            (suffix, tiles) => new DenseKernel(
                $"{layer.Title}InputGradient{suffix}",
                Text($"{inputGradient}: {Describer.Tile(tiles, "inputs")}, {Describer.Chains(layer.Dense.InputGradientOrder)}"),
                layer.Dense.InputGradientOrder,
                layer.Dense.InputSize,
                KernelNames.ByUnit(layer, _plan.Model.Element),
                KernelNames.ByInput(layer),
                Bias: null,
                Activation: null,
                layer.OutputStride,
                IsInputExact: false,
                outputStride,
                IsOutputExact: layer.IsFirst,
                tiles,
                PanelsParameter: KernelNames.PanelsParameter(_plan)),
            kernels.InputGradientSingle,
            kernels.InputGradientRows);
    }

    /// <summary>A loop over samples, tile by tile and then one by one, and the two kernels it calls.</summary>
    private void WritePair(
        LaneText l, string method, string comment, int inputStride, int outputStride,
        Func<string, DenseTiles, DenseKernel> kernel, DenseTiles single, DenseTiles rows)
    {
        _w.Blank();
        _w.Line($"// {comment}");
        using (_w.Open($"private static void {method}(ref {_e} input, ref {_e} output, int count{KernelNames.PanelsParameter(_plan)})"))
        {
            WriteLoop(Text($"for (; count >= {rows.Samples}; count -= {rows.Samples})"), "Rows", rows.Samples);
            _w.Blank();
            WriteLoop("for (; count > 0; count--)", "Single", 1);
        }

        DenseEmitter.Write(_w, l, kernel("Rows", rows));
        DenseEmitter.Write(_w, l, kernel("Single", single));

        void WriteLoop(string head, string suffix, int samples)
        {
            using (_w.Open(head))
            {
                _w.Line($"{method}{suffix}(ref input, ref output{KernelNames.PanelsArgument(_plan)});");
                _w.Line(Text($"input = ref Unsafe.Add(ref input, {samples * inputStride});"));
                _w.Line(Text($"output = ref Unsafe.Add(ref output, {samples * outputStride});"));
            }
        }
    }

    private void WriteElementwise(LaneText l, LayerPlan layer)
    {
        if (NeedsActivation(layer))
        {
            _w.Blank();
            _w.Line($"// {layer.Name} = {Describer.FunctionName(layer)}(sums)");
            _w.Line(KernelFile.NotInlined);
            using (_w.Open($"private static void {layer.Title}Activations(ref {_e} sums, ref {_e} output, int count)"))
            using (WriteElementLoop(l, layer))
            {
                _w.Line(l.Store($"{ActivationEmitter.Method(_plan, layer.Function)}({l.Load("sums", "i")})", "output", "i"));
            }
        }

        string function = ActivationEmitter.Name(_plan, layer.Function);
        string values = DerivativeEmitter.ReadsActivation(layer.Function.Kind) ? "activations" : "sums";
        _w.Blank();
        _w.Line($"// the gradient for {layer.Name}'s sums, in place");
        _w.Line(KernelFile.NotInlined);
        using (_w.Open($"private static void {layer.Title}Derivative(ref {_e} {values}, ref {_e} gradient, int count)"))
        using (WriteElementLoop(l, layer))
        {
            _w.Line(l.Store($"{function}Derivative({l.Load(values, "i")}, {l.Load("gradient", "i")})", "gradient", "i"));
        }
    }

    private SourceWriter.Block WriteElementLoop(LaneText l, LayerPlan layer)
    {
        _w.Line(Text($"nuint length = (nuint)count * {layer.OutputStride};"));
        return _w.Open(Text($"for (nuint i = 0; i < length; i += {l.Count})"));
    }
}
