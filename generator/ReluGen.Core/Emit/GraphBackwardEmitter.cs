using ReluGen.Describing;
using ReluGen.Model;
using ReluGen.Planning;
using static ReluGen.Emit.NumberText;

namespace ReluGen.Emit;

/// <summary>
/// Writes the backward pass of a general graph: chunk by chunk, forward again with every value kept, then from the last step to
/// the first.
/// </summary>
internal sealed class GraphBackwardEmitter
{
    /// <summary>Kernels read whole registers; behind the last row there is room for one.</summary>
    private const int Slack = 16;

    private readonly NetworkPlan _plan;
    private readonly NetworkModel _model;
    private readonly SourceWriter _w;
    private readonly GraphRows _rows;
    private readonly GraphStepsEmitter _steps;
    private readonly string _e;

    private GraphBackwardEmitter(NetworkPlan plan, SourceWriter writer)
    {
        _plan = plan;
        _model = plan.Model;
        _w = writer;
        _rows = new GraphRows(plan, isBackward: true, "count");
        _steps = new GraphStepsEmitter(writer, plan, _rows);
        _e = _rows.Element;
    }

    /// <summary>Writes the file.</summary>
    public static GeneratedFile Write(NetworkPlan plan) =>
        KernelFile.Write(plan, "Backward", writer => new GraphBackwardEmitter(plan, writer).WriteFile());

    private void WriteFile()
    {
        BackwardEmitter.WriteEntry(_w, _plan);
        foreach (WidthPlan width in _plan.Widths)
        {
            var lanes = new LaneText(width.Lanes, _model.Arithmetic);
            _w.Blank();
            _w.Line($"/// <summary>Backward in registers of {ForwardEmitter.Lane(lanes)}.</summary>");
            using (_w.Open($"internal static partial class {lanes.KernelClass}"))
            {
                int row = Buffers().Sum(buffer => buffer.Stride);
                BackwardEmitter.WriteChunks(_w, _plan, Text($"{((long)NetworkModel.GradientChunk * row) + Slack}"));
                WriteChunk();
                for (int i = 0; i < _plan.Layers.Count; i++)
                {
                    WriteLayer(lanes, _plan.Layers[i], width.Layers[i]);
                }

                GraphPassEmitter.WritePasses(_w, lanes, _plan, isBackward: true);
                GraphPassEmitter.WriteGradients(_w, lanes, _plan);
                DerivativeEmitter.Write(_w, lanes, _plan);
            }
        }
    }

    /// <summary>Everything in scratch memory, a padded row a sample.</summary>
    private List<(string Name, int Stride)> Buffers()
    {
        List<(string Name, int Stride)> buffers = _steps.Buffers().ToList();
        foreach (GraphStep step in _plan.Graph!.Steps.Where(step => step.Layer >= 0 && !_plan.Layers[step.Layer].IsIdentity))
        {
            buffers.Add((_plan.Layers[step.Layer].Name + "Sums", _rows.Value(step.Output).Stride));
        }

        buffers.AddRange(_plan.Graph.Values.Where(HasGradient).Select(value => (value.Name + "Gradient", value.Stride)));
        int temporary = GraphGradientCalls.TemporaryStride(_plan);
        if (temporary > 0)
        {
            buffers.Add(("temporary", temporary));
        }

        return buffers;
    }

    private static bool HasGradient(ValuePlan value) => value is { Place: not ValuePlace.Nowhere, Gradient.IsComputed: true };

    private void WriteChunk()
    {
        _w.Blank();
        _w.Line(Text($"// at most {NetworkModel.GradientChunk} samples, whose parameter gradients are summed in one chain"));
        using (_w.Open($"private static void BackwardChunk({BackwardEmitter.Arguments(_e).Replace("bool wantsInputs", $"ref {_e} scratch, bool wantsInputs")}{KernelNames.PanelsParameter(_plan)})"))
        {
            int[] starts = GraphForwardEmitter.Starts(_model, _model.Inputs).ToArray();
            for (int i = 0; i < starts.Length; i++)
            {
                _w.Line($"ref {_e} {_rows.Value(_model.Inputs[i]).Name} = ref {LaneText.At("inputs", Integer(starts[i]))};");
            }

            _steps.WriteBuffers(Buffers());
            _steps.WriteSources();
            _steps.WriteSteps(WriteLayerForward);
            _w.Blank();
            WriteBackward();
        }
    }

    private void WriteLayerForward(GraphStep step)
    {
        LayerPlan layer = _plan.Layers[step.Layer];
        GraphRows.Row output = _rows.Of(step.Output);
        GraphRows.Row sums = output with { Name = Sums(layer) };
        _steps.WriteLayerCall($"{layer.Title}Sums", layer.Dense, _rows.Of(layer.Dense.Input), sums);
        if (!layer.IsIdentity)
        {
            new GraphForwardCalls(_w, _plan, _rows).WriteActivation(layer.Function, sums, output);
        }
    }

    private void WriteBackward()
    {
        var calls = new GraphGradientCalls(_w, _plan, _rows);
        calls.WriteOutputGradients();
        foreach (GraphStep step in _plan.Graph!.Steps.Reverse().Where(step => _rows.Value(step.Output).Gradient.IsComputed))
        {
            _w.Blank();
            if (step.Layer >= 0)
            {
                calls.WriteUnread(step.Output);
                WriteLayerBackward(step, calls);
            }
            else if (_rows.Value(step.Output).Gradient.IsForParameters)
            {
                calls.WriteUnread(step.Output);
                calls.Write(step);
            }
            else
            {
                using (_w.Open("if (wantsInputs)"))
                {
                    calls.WriteUnread(step.Output);
                    calls.Write(step);
                }
            }
        }

        WriteInputGradients(calls);
        WriteParameters(calls);
    }

    private void WriteLayerBackward(GraphStep step, GraphGradientCalls calls)
    {
        LayerPlan layer = _plan.Layers[step.Layer];
        GraphRows.Row gradient = _rows.Gradient(step.Output);
        if (!layer.IsIdentity)
        {
            string values = DerivativeEmitter.ReadsActivation(layer.Function.Kind) ? layer.Name : Sums(layer);
            _w.Line(Text($"{ActivationEmitter.Name(_plan, layer.Function)}Gradient(ref {values}, ref {gradient.Name}, ref {gradient.Name}, {_rows.Times(gradient.Stride)}, adds: false);"));
        }

        if (ParameterGradientEmitter.IsNeeded(layer))
        {
            using (_w.Open("if (wantsParameters)"))
            {
                string arguments = ParameterGradientEmitter.Arguments(
                    _plan, layer, user => user.Name + "Gradient", user => _rows.Of(user.Dense.Input).Name);
                _w.Line($"{layer.Title}ParameterGradient({arguments}, ref parameterGradient, count);");
            }
        }

        _w.Blank();
        calls.WriteContribution(layer.Dense.Input, target =>
            _steps.WriteLayerCall($"{layer.Title}InputGradient", Transposed(layer.Dense), gradient, target));
    }

    /// <summary>The dense node from the gradient's point of view.</summary>
    private static DenseNode Transposed(DenseNode dense) => dense with { InputSize = dense.Units, Units = dense.InputSize };

    private void WriteInputGradients(GraphGradientCalls calls)
    {
        _w.Blank();
        using (_w.Open("if (wantsInputs)"))
        {
            int[] starts = GraphForwardEmitter.Starts(_model, _model.Inputs).ToArray();
            for (int i = 0; i < starts.Length; i++)
            {
                int id = _model.Inputs[i];
                ValuePlan value = _rows.Value(id);
                string target = LaneText.At("inputGradients", Integer(starts[i]));
                if (value.Gradient.IsComputed)
                {
                    calls.WriteUnread(id);
                    _w.Line(Text($"Rows.Copy(ref {value.Name}Gradient, {value.Stride}, ref {target}, {_model.InputSize}, {value.Size}, count);"));
                }
                else
                {
                    _w.Line(Text($"Rows.Fill(ref {target}, {_model.InputSize}, {value.Size}, count, {Literal(0, _model.Element)});"));
                }
            }
        }
    }

    /// <summary>The parameters that stand in no layer: constants, and what no output depends on.</summary>
    private void WriteParameters(GraphGradientCalls calls)
    {
        ConstantNode[] constants = _model.Nodes.OfType<ConstantNode>().Where(node => node.ParameterOffset is not null).ToArray();
        DenseNode[] unused = _model.Nodes.OfType<DenseNode>().Where(dense => !_rows.Value(dense.Output).Gradient.IsComputed).ToArray();
        if (constants.Length + unused.Length == 0)
        {
            return;
        }

        _w.Blank();
        using (_w.Open("if (wantsParameters)"))
        {
            foreach (ConstantNode constant in constants)
            {
                ValuePlan value = _rows.Value(constant.Output);
                if (HasGradient(value))
                {
                    calls.WriteUnread(constant.Output);
                    _w.Line(Text($"Gradients.AddSum(ref {value.Name}Gradient, {value.Stride}, ref {LaneText.At("parameterGradient", Integer(constant.ParameterOffset!.Value))}, {value.Size}, count);"));
                }
                else
                {
                    WriteZeros(constant.ParameterOffset!.Value, value.Size);
                }
            }

            foreach (DenseNode dense in unused)
            {
                WriteZeros(dense.ParameterOffset, dense.ParameterCount);
            }
        }

        void WriteZeros(int offset, int count) =>
            _w.Line(Text($"Rows.Fill(ref {LaneText.At("parameterGradient", Integer(offset))}, 0, {count}, 1, {Literal(0, _model.Element)});"));
    }

    private static string Sums(LayerPlan layer) => layer.IsIdentity ? layer.Name : layer.Name + "Sums";

    private void WriteLayer(LaneText l, LayerPlan layer, LayerKernels kernels)
    {
        DenseNode dense = layer.Dense;
        bool isExact = dense.Rows > 1;
        WritePair($"{layer.Title}Sums", $"{layer.Name}'s sums = {Describer.SumsFormula(layer)}", layer.InputStride, layer.OutputStride, (suffix, tiles) => new DenseKernel(
            $"{layer.Title}Sums{suffix}",
            Text($"{layer.Name}'s sums = {Describer.SumsFormula(layer)}: {Describer.Tile(tiles)}, {Describer.Chains(dense.ForwardOrder)}"),
            dense.ForwardOrder,
            dense.Units,
            KernelNames.ByInput(layer),
            KernelNames.ByUnit(layer, _model.Element),
            KernelNames.Bias(layer),
            Activation: null,
            layer.InputStride,
            isExact,
            layer.OutputStride,
            isExact,
            tiles,
            PanelsParameter: KernelNames.PanelsParameter(_plan)), kernels.Single, kernels.Rows);

        ParameterGradientEmitter.Write(_w, l, _plan, layer, layer.InputStride, kernels.ParameterGradient, GradientRows(layer));
        if (!_rows.Value(dense.Input).Gradient.IsComputed)
        {
            return;
        }

        WritePair($"{layer.Title}InputGradient", Describer.InputGradientFormula(layer), layer.OutputStride, layer.InputStride, (suffix, tiles) => new DenseKernel(
            $"{layer.Title}InputGradient{suffix}",
            Text($"{Describer.InputGradientFormula(layer)}: {Describer.Tile(tiles, "inputs")}, {Describer.Chains(dense.InputGradientOrder)}"),
            dense.InputGradientOrder,
            dense.InputSize,
            KernelNames.ByUnit(layer, _model.Element),
            KernelNames.ByInput(layer),
            Bias: null,
            Activation: null,
            layer.OutputStride,
            isExact,
            layer.InputStride,
            isExact,
            tiles,
            PanelsParameter: KernelNames.PanelsParameter(_plan)), kernels.InputGradientSingle, kernels.InputGradientRows);

        void WritePair(string method, string comment, int inputStride, int outputStride, Func<string, DenseTiles, DenseKernel> kernel, DenseTiles single, DenseTiles rows)
        {
            RowPairEmitter.WriteLoop(_w, _plan, method, comment, inputStride, outputStride, rows.Samples);
            if (rows.Samples > 1)
            {
                DenseEmitter.Write(_w, l, kernel("Rows", rows));
            }

            DenseEmitter.Write(_w, l, kernel("Single", single));
        }
    }

    /// <summary>How the rows of a sample lie that a parameter gradient sums over, where there are several.</summary>
    private SampleRows? GradientRows(LayerPlan layer)
    {
        DenseNode dense = layer.Dense;
        int input = _rows.Of(dense.Input).Stride;
        int gradient = Planner.Padded(dense.Rows * dense.Units, _model.Element);
        return dense.Rows == 1 ? null : new SampleRows(dense.Rows, gradient - (dense.Rows * layer.OutputStride), input - (dense.Rows * layer.InputStride));
    }
}
