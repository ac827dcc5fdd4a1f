using ReluGen.Describing;
using ReluGen.Planning;
using static ReluGen.Emit.NumberText;

namespace ReluGen.Emit;

/// <summary>
/// Writes the forward pass over rows of samples: one sample, or a few that go through all layers together so that what
/// they pass on stays in the first-level cache.
/// </summary>
internal sealed class RowsEmitter
{
    private readonly SourceWriter _w;
    private readonly LaneText _l;
    private readonly NetworkPlan _plan;
    private readonly WidthPlan _width;
    private readonly int _samples;

    /// <summary>Prepares to write one width.</summary>
    public RowsEmitter(SourceWriter writer, LaneText lanes, NetworkPlan plan, WidthPlan width, bool isBatch)
    {
        _w = writer;
        _l = lanes;
        _plan = plan;
        _width = width;
        _samples = isBatch ? TilePlanner.RowSamples : 1;
    }

    private bool IsBatch => _samples > 1;

    /// <summary>Whether a layer does several groups of samples one after the other.</summary>
    private bool HasGroups => IsBatch && _plan.RowGroups > 1;

    /// <summary>
    /// A sample alone takes two to three times what it takes in a group of six; where weights come from a farther cache four times, so that two
    /// are done no sooner than a group.
    /// </summary>
    private int FewSamples => HasGroups ? 1 : 2;

    /// <summary>Writes <c>Forward</c> and its kernels.</summary>
    public void WriteForward()
    {
        using (_w.Open($"internal static void Forward(ref {_l.Element} input, ref {_l.Element} output{KernelNames.PanelsParameter(_plan)})"))
        {
            WriteBuffers();
            WriteLayers("input", "output");
        }

        if (!_width.IsUnrolled)
        {
            WriteKernels();
        }
    }

    /// <summary>Writes <c>ForwardBatch</c> and its kernels.</summary>
    public void WriteForwardBatch()
    {
        using (_w.Open($"internal static void ForwardBatch(ref {_l.Element} inputs, ref {_l.Element} outputs, int count{KernelNames.PanelsParameter(_plan)})"))
        {
            WriteBuffers();
            string? rest = _plan.PadsShortBatches
                ? $"ForwardRest(ref inputs, ref outputs, ref {LaneText.At("scratch", Integer(BuffersLength))}, count{KernelNames.PanelsArgument(_plan)});"
                : null;
            WriteGroups(_w, _plan, _samples, FewSamples, rest, () => WriteLayers("inputs", "outputs"), _plan.RowGroups);
        }

        if (_plan.PadsShortBatches)
        {
            WriteRest();
        }

        WriteKernels();
    }

    private void WriteRest()
    {
        string e = _l.Element;
        int inputs = _plan.Model.InputSize;
        int outputs = _plan.Model.OutputSize;
        _w.Blank();
        _w.Line("// fewer samples than a group: the rows behind the last one are zero, and their results are dropped");
        using (_w.Open($"private static void ForwardRest(ref {e} inputs, ref {e} outputs, ref {e} rows, int count{KernelNames.PanelsParameter(_plan)})"))
        {
            _w.Line(Text($"ref {e} results = ref Unsafe.Add(ref rows, {_samples * inputs});"));
            _w.Line(Text($"MemoryMarshal.CreateSpan(ref rows, {_samples * inputs}).Clear();"));
            _w.Line(Text($"MemoryMarshal.CreateReadOnlySpan(ref inputs, count * {inputs}).CopyTo(MemoryMarshal.CreateSpan(ref rows, {_samples * inputs}));"));
            _w.Line(Text($"ForwardBatch(ref rows, ref results, {_samples}{KernelNames.PanelsArgument(_plan)});"));
            _w.Line(Text($"MemoryMarshal.CreateReadOnlySpan(ref results, count * {outputs}).CopyTo(MemoryMarshal.CreateSpan(ref outputs, count * {outputs}));"));
        }
    }

    /// <summary>
    /// Writes the loop over a batch in groups of samples. Where fewer than a group are left, the last group reaches back
    /// over samples that are done already and gives them the same bits again; very few are done one by one.
    /// </summary>
    /// <param name="w">The writer.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="samples">The samples of a group.</param>
    /// <param name="few">Up to so many samples are cheaper one by one.</param>
    /// <param name="restOfShortBatch">A call for a batch that is shorter than a group, or null where it is done one by one.</param>
    /// <param name="group">Writes a group, from <c>inputs</c> to <c>outputs</c>; or <c>groups</c> of them.</param>
    /// <param name="most">The most groups at once.</param>
    public static void WriteGroups(SourceWriter w, NetworkPlan plan, int samples, int few, string? restOfShortBatch, Action group, int most = 1)
    {
        w.Line("int total = count;");
        using (w.Open(Text($"while (count > {few})")))
        {
            using (w.Open(Text($"if (count < {samples})")))
            {
                using (w.Open(Text($"if (total < {samples})")))
                {
                    if (restOfShortBatch is not null)
                    {
                        w.Line(restOfShortBatch);
                        w.Line("return;");
                    }
                    else
                    {
                        w.Line("break;");
                    }
                }

                w.Blank();
                w.Line("// the last group reaches back over samples that are done, and gives them the same bits again");
                w.Line(Text($"inputs = ref Unsafe.Subtract(ref inputs, ({samples} - count) * {plan.Model.InputSize});"));
                w.Line(Text($"outputs = ref Unsafe.Subtract(ref outputs, ({samples} - count) * {plan.Model.OutputSize});"));
                w.Line(Text($"count = {samples};"));
            }

            w.Blank();
            if (most > 1)
            {
                w.Line(Text($"int groups = Math.Min(count / {samples}, {most}); // share weights while they are near"));
            }

            group();
            WriteAdvance(w, plan, samples, most > 1 ? "groups * " : "");
            w.Line(Text($"count -= {(most > 1 ? "groups * " : "")}{samples};"));
        }

        w.Blank();
        using (w.Open("for (; count > 0; count--)"))
        {
            w.Line($"Forward(ref inputs, ref outputs{KernelNames.PanelsArgument(plan)});");
            WriteAdvance(w, plan, 1);
        }
    }

    /// <summary>Writes the step to the next samples.</summary>
    public static void WriteAdvance(SourceWriter w, NetworkPlan plan, int samples, string times = "")
    {
        w.Line(Text($"inputs = ref Unsafe.Add(ref inputs, {times}{samples * plan.Model.InputSize});"));
        w.Line(Text($"outputs = ref Unsafe.Add(ref outputs, {times}{samples * plan.Model.OutputSize});"));
    }

    /// <summary>What stands before a number of one group's to make it that of all.</summary>
    private string Times => HasGroups ? "groups * " : "";

    private void WriteKernels()
    {
        for (int i = 0; i < _plan.Layers.Count; i++)
        {
            DenseEmitter.Write(_w, _l, Kernel(i));
        }
    }

    private void WriteLayers(string input, string output)
    {
        for (int i = 0; i < _plan.Layers.Count; i++)
        {
            LayerPlan layer = _plan.Layers[i];
            string source = layer.IsFirst ? input : layer.InputName;
            string target = layer is { IsLast: true, IsFinishedInTile: true } ? output : Buffer(layer);
            if (_width.IsUnrolled && !IsBatch)
            {
                DenseKernel kernel = Kernel(i) with { Input = source, Output = target };
                _w.Blank();
                using (_w.Open($"// {kernel.Comment}"))
                {
                    DenseEmitter.WriteBody(_w, _l, kernel, isUnrolled: true);
                }
            }
            else
            {
                WriteCalls(i, source, target);
            }

            WriteActivation(layer, output);
        }
    }

    /// <summary>A kernel may take fewer samples at once than go through the layers together.</summary>
    private void WriteCalls(int layer, string source, string target)
    {
        DenseKernel kernel = Kernel(layer);
        if (HasGroups)
        {
            string tiles = kernel.Tiles.Samples == _samples ? "groups" : Text($"groups * {_samples / kernel.Tiles.Samples}");
            _w.Line($"{kernel.Method}(ref {source}, ref {target}, {tiles}{KernelNames.PanelsArgument(_plan)});");
            return;
        }

        for (int s = 0; s < _samples; s += kernel.Tiles.Samples)
        {
            string input = LaneText.At(source, Integer(s * kernel.InputStride));
            string output = LaneText.At(target, Integer(s * kernel.OutputStride));
            _w.Line($"{kernel.Method}(ref {input}, ref {output}{KernelNames.PanelsArgument(_plan)});");
        }
    }

    private void WriteActivation(LayerPlan layer, string output)
    {
        if (layer.Softmax is not null)
        {
            _w.Line(Text($"{layer.Title}Activation(ref {Buffer(layer)}, ref {output}, {_plan.Model.OutputSize}, {Times}{_samples});"));
        }
        else if (layer.HasPass)
        {
            string length = Integer(_samples * layer.OutputStride);
            _w.Line($"{ActivationEmitter.Pass(_plan, layer)}(ref {Buffer(layer)}, {(HasGroups ? $"(nuint)({Times}{length})" : length)});");
            if (layer.IsLast)
            {
                _w.Line(Text($"Rows.Copy(ref {Buffer(layer)}, {layer.OutputStride}, ref {output}, {layer.Dense.Units}, {layer.Dense.Units}, {Times}{_samples});"));
            }
        }
    }

    private DenseKernel Kernel(int index)
    {
        LayerPlan layer = _plan.Layers[index];
        DenseTiles tiles = IsBatch ? _width.Layers[index].Rows : _width.Layers[index].Single;
        bool toCaller = layer is { IsLast: true, IsFinishedInTile: true };
        return new DenseKernel(
            layer.Title + (IsBatch ? "Rows" : "Single"),
            Describer.Kernel(layer, tiles),
            layer.Dense.ForwardOrder,
            layer.Dense.Units,
            KernelNames.ByInput(layer),
            KernelNames.ByUnit(layer, _plan.Model.Element),
            KernelNames.Bias(layer),
            layer.IsIdentity || !layer.IsFinishedInTile ? null : ActivationEmitter.Method(_plan, layer.Function),
            layer.InputStride,
            IsInputExact: layer.IsFirst,
            toCaller ? layer.Dense.Units : layer.OutputStride,
            IsOutputExact: toCaller,
            tiles,
            HasTiles: HasGroups,
            PanelsParameter: KernelNames.PanelsParameter(_plan));
    }

    /// <summary>The name of a layer's rows in scratch memory.</summary>
    private static string Buffer(LayerPlan layer) => layer.IsLast ? layer.Name + "Sums" : layer.Name;

    private LayerPlan[] Buffered => _plan.Layers.Where(layer => !layer.IsLast || !layer.IsFinishedInTile).ToArray();

    /// <summary>The elements that the layers' rows take in scratch memory; behind them is room for the rows of a short batch.</summary>
    private int BuffersLength => Buffered.Sum(BufferLength);

    private void WriteBuffers()
    {
        LayerPlan[] buffered = Buffered;
        int rest = IsBatch && _plan.PadsShortBatches ? _samples * (_plan.Model.InputSize + _plan.Model.OutputSize) : 0;
        if (buffered.Length == 0 && rest == 0)
        {
            return;
        }

        KernelFile.WriteScratch(_w, _l.Element, BuffersLength + rest);
        int offset = 0;
        foreach (LayerPlan layer in buffered)
        {
            _w.Line($"ref {_l.Element} {Buffer(layer)} = ref {LaneText.At("scratch", Integer(offset))};");
            offset += BufferLength(layer);
        }

        _w.Blank();
    }

    private int BufferLength(LayerPlan layer) => _samples * (HasGroups ? _plan.RowGroups : 1) * layer.OutputStride;
}
