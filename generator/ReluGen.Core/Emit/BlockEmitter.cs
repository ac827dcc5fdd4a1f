using ReluGen.Describing;
using ReluGen.Planning;
using static ReluGen.Emit.NumberText;

namespace ReluGen.Emit;

/// <summary>
/// Writes the forward pass of a batch with samples in lanes: a block of samples is turned into columns, goes through all
/// layers, and its results are turned back into rows.
/// </summary>
internal sealed class BlockEmitter
{
    private readonly SourceWriter _w;
    private readonly LaneText _l;
    private readonly NetworkPlan _plan;
    private readonly BlockTiles _tiles;
    private readonly int _samples;

    /// <summary>Prepares to write one width.</summary>
    public BlockEmitter(SourceWriter writer, LaneText lanes, NetworkPlan plan, BlockTiles tiles)
    {
        _w = writer;
        _l = lanes;
        _plan = plan;
        _tiles = tiles;
        _samples = tiles.Vectors * lanes.Count;
    }

    private int InputSize => _plan.Model.InputSize;

    private int OutputSize => _plan.Model.OutputSize;

    private LayerPlan Last => _plan.Layers.Last();

    /// <summary>Below this, the samples that do not fill a block are cheaper one by one.</summary>
    private int FewSamples => _samples / 4;

    /// <summary>Writes <c>ForwardBatch</c> and its kernels.</summary>
    public void Write()
    {
        WriteBatch();
        WriteRest();
        WriteBlock();
        for (int i = 0; i < _plan.Layers.Count; i++)
        {
            WriteLayer(_plan.Layers[i], i);
        }
    }

    private void WriteBatch()
    {
        using (_w.Open($"internal static void ForwardBatch(ref {_l.Element} inputs, ref {_l.Element} outputs, int count{KernelNames.PanelsParameter(_plan)})"))
        {
            _w.Line(Text($"ref {_l.Element} scratch = ref Scratch.Rent<{_l.Element}>({BlockSize() + (_samples * (InputSize + OutputSize))});"));
            RowsEmitter.WriteGroups(
                _w, _plan, _samples, FewSamples, $"ForwardRest(ref inputs, ref outputs, ref scratch, count{KernelNames.PanelsArgument(_plan)});",
                () => _w.Line($"ForwardBlock(ref inputs, ref outputs, ref scratch{KernelNames.PanelsArgument(_plan)});"));
        }
    }

    private void WriteRest()
    {
        string e = _l.Element;
        _w.Blank();
        _w.Line("// a batch that does not fill a block: the rows behind the last sample are zero, and their results are dropped");
        using (_w.Open($"private static void ForwardRest(ref {e} inputs, ref {e} outputs, ref {e} scratch, int count{KernelNames.PanelsParameter(_plan)})"))
        {
            _w.Line(Text($"Span<{e}> rows = MemoryMarshal.CreateSpan(ref Unsafe.Add(ref scratch, {BlockSize()}), {_samples * InputSize});"));
            _w.Line(Text($"Span<{e}> results = MemoryMarshal.CreateSpan(ref Unsafe.Add(ref scratch, {BlockSize() + (_samples * InputSize)}), {_samples * OutputSize});"));
            _w.Line(Text($"MemoryMarshal.CreateReadOnlySpan(ref inputs, count * {InputSize}).CopyTo(rows);"));
            _w.Line(Text($"rows.Slice(count * {InputSize}).Clear();"));
            _w.Line($"ForwardBlock(ref MemoryMarshal.GetReference(rows), ref MemoryMarshal.GetReference(results), ref scratch{KernelNames.PanelsArgument(_plan)});");
            _w.Line(Text($"results.Slice(0, count * {OutputSize}).CopyTo(MemoryMarshal.CreateSpan(ref outputs, count * {OutputSize}));"));
        }
    }

    /// <summary>The elements of the two buffers that layers take turns with.</summary>
    private (int First, int Second) Buffers()
    {
        int[] sizes = [InputSize, 0];
        for (int i = 0; i < _plan.Layers.Count; i++)
        {
            sizes[(i + 1) % 2] = Math.Max(sizes[(i + 1) % 2], _plan.Layers[i].Dense.Units);
        }

        return (_samples * sizes[0], _samples * sizes[1]);
    }

    /// <summary>The elements of scratch memory that a block takes.</summary>
    private int BlockSize() => Buffers().First + Buffers().Second + (Last.Softmax is null ? 0 : _samples * Last.OutputStride);

    private void WriteBlock()
    {
        string e = _l.Element;
        _w.Blank();
        _w.Line(Text($"// {_samples} samples: a value is a column of {_tiles.Vectors} vectors; layers take turns with two buffers"));
        using (_w.Open($"private static void ForwardBlock(ref {e} inputs, ref {e} outputs, ref {e} scratch{KernelNames.PanelsParameter(_plan)})"))
        {
            string[] buffers = ["scratch", Text($"Unsafe.Add(ref scratch, {Buffers().First})")];
            _w.Line($"ref {e} input = ref {buffers[0]};");
            for (int i = 0; i < _plan.Layers.Count; i++)
            {
                _w.Line($"ref {e} {_plan.Layers[i].Name} = ref {buffers[(i + 1) % 2]};");
            }

            _w.Blank();
            _w.Line(Text($"Transposition.Copy(ref inputs, {InputSize}, ref input, {_samples}, {_samples}, {InputSize});"));
            foreach (LayerPlan layer in _plan.Layers)
            {
                _w.Line($"{layer.Title}Block(ref {layer.InputName}, ref {layer.Name}{KernelNames.PanelsArgument(_plan)});");
                if (layer.HasPass)
                {
                    _w.Line(Text($"{ActivationEmitter.Pass(_plan, layer)}(ref {layer.Name}, {_samples * layer.Dense.Units});"));
                }
            }

            if (Last.Softmax is null)
            {
                _w.Line(Text($"Transposition.Copy(ref {Last.Name}, {_samples}, ref outputs, {OutputSize}, {OutputSize}, {_samples});"));
            }
            else
            {
                _w.Blank();
                _w.Line(Text($"ref {e} sums = ref Unsafe.Add(ref scratch, {Buffers().First + Buffers().Second});"));
                _w.Line(Text($"Transposition.Copy(ref {Last.Name}, {_samples}, ref sums, {Last.OutputStride}, {OutputSize}, {_samples});"));
                _w.Line(Text($"{Last.Title}Activation(ref sums, ref outputs, {OutputSize}, {_samples});"));
            }
        }
    }

    private void WriteLayer(LayerPlan layer, int index)
    {
        Tiling units = _tiles.Units[index];
        string e = _l.Element;
        string formula = layer.IsFinishedInTile ? Describer.LayerFormula(layer) : $"{layer.Name}'s sums = {Describer.SumsFormula(layer)}";
        _w.Blank();
        _w.Line($"// {formula}: {Describer.Tile(_tiles, index)}, {Describer.Chains(layer.Dense.ForwardOrder)}");
        _w.Line(KernelFile.NotInlined);
        using (_w.Open($"private static void {layer.Title}Block(ref {e} input, ref {e} output{KernelNames.PanelsParameter(_plan)})"))
        {
            if (units.FullTiles > 1)
            {
                using (_w.Open(Text($"for (nuint unit = 0; unit < {units.FullItems}; unit += {units.Size})")))
                {
                    new BlockTileEmitter(_w, _l, _plan, layer, _tiles.Vectors, "unit", units.Size).Write();
                }
            }
            else
            {
                using (_w.Open(units.Size == 1 ? "// unit 0" : Text($"// units 0 to {units.Size - 1}")))
                {
                    new BlockTileEmitter(_w, _l, _plan, layer, _tiles.Vectors, "0", units.Size).Write();
                }
            }

            if (units.Tail > 0)
            {
                _w.Blank();
                using (_w.Open(units.Tail == 1 ? Text($"// unit {units.FullItems}") : Text($"// units {units.FullItems} to {units.FullItems + units.Tail - 1}")))
                {
                    new BlockTileEmitter(_w, _l, _plan, layer, _tiles.Vectors, Integer(units.FullItems), units.Tail).Write();
                }
            }
        }
    }
}
