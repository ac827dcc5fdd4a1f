using ReluGen.Model;
using ReluGen.Planning;
using static ReluGen.Emit.NumberText;

namespace ReluGen.Emit;

/// <summary>
/// Writes a tile with outputs in lanes: all chains of all samples side by side, each weight loaded once for all samples.
/// </summary>
internal sealed class OutputLanesEmitter(
    SourceWriter w, LaneText l, DenseKernel kernel, OutputTiles tiles, ColumnWriter.Columns columns)
{
    private readonly SumOrder _order = kernel.Order;

    /// <summary>The panel of the last vector where it has one of its own, or null.</summary>
    private readonly WeightPanel? _tail = columns.EndsRow ? kernel.Terms.Tail : null;

    /// <summary>How operations on the last vector are written: it is narrower where its weights are.</summary>
    private readonly LaneText _last = columns.EndsRow && kernel.Terms.Tail is not null ? l.With(LaneWidth.Bits128)
        : kernel.Terms.Stride < l.Count ? l.With((LaneWidth)((int)l.Lanes.Width * kernel.Terms.Stride / l.Count))
        : l;

    /// <summary>Writes the tile, with a loop over the terms or without.</summary>
    public void Write(bool isUnrolled)
    {
        if (WeightVectors > 0)
        {
            w.Line(l.Panel("weights", kernel.Terms.Field, columns.Offset(0)));
        }

        if (_tail is not null)
        {
            w.Line(l.Panel("tail", _tail.Field));
        }

        WriteStarts();
        w.Blank();
        if (isUnrolled)
        {
            for (int k = 0; k < _order.Terms; k++)
            {
                WriteTerm(k % _order.Chains, k, kernel.Input, Integer(k));
            }
        }
        else
        {
            WriteLoop();
        }

        w.Blank();
        ForEachSum((sample, vector) => w.Line(StoreSum(sample, vector)));
    }

    private void WriteStarts()
    {
        if (kernel.Bias is not null)
        {
            w.Line(l.Panel("bias", kernel.Bias, columns.Offset(0)));
        }

        for (int chain = 0; chain < _order.Chains; chain++)
        {
            int current = chain;
            ForEachSum((sample, vector) => w.Line($"var {Sum(sample, vector, current)} = {Start(current, sample, vector)};"));
        }
    }

    private string Start(int chain, int sample, int vector) =>
        chain > 0 || kernel.Bias is null ? At(vector).Constant(-0.0)
        : sample > 0 ? Sum(0, vector, 0)
        : At(vector).Load("bias", Integer(vector * l.Count));

    private void WriteLoop()
    {
        for (int s = 0; s < tiles.Samples; s++)
        {
            w.Line(Text($"ref {l.Element} {Input(s)} = ref {LaneText.At(kernel.Input, Integer((long)s * kernel.InputStride))};"));
        }

        using (w.Open(Text($"for (int k = 0; k < {_order.ShortLength}; k++)")))
        {
            for (int chain = 0; chain < _order.Chains; chain++)
            {
                WriteTerm(chain, chain, null, Integer(chain));
            }

            if (WeightVectors > 0)
            {
                w.Line(Text($"weights = ref Unsafe.Add(ref weights, {_order.Chains * kernel.Terms.Stride});"));
            }

            if (_tail is not null)
            {
                w.Line(Text($"tail = ref Unsafe.Add(ref tail, {_order.Chains * _tail.Stride});"));
            }

            for (int s = 0; s < tiles.Samples; s++)
            {
                w.Line(Text($"{Input(s)} = ref Unsafe.Add(ref {Input(s)}, {_order.Chains});"));
            }
        }

        if (_order.LongChains > 0)
        {
            w.Blank();
            using (w.Open(_order.LongChains == 1 ? "// the last term" : Text($"// the last {_order.LongChains} terms")))
            {
                for (int chain = 0; chain < _order.LongChains; chain++)
                {
                    WriteTerm(chain, chain, null, Integer(chain));
                }
            }
        }
    }

    /// <summary>
    /// A term of a chain, for all samples and vectors: <paramref name="term"/> rows behind the current weights, at an
    /// offset in <paramref name="source"/>, or in what walks along each sample's input.
    /// </summary>
    private void WriteTerm(int chain, int term, string? source, string offset)
    {
        bool isShared = tiles.Samples > 1;
        string suffix = _order.Chains == 1 && term == 0 ? "" : Text($"Term{term}");
        for (int v = 0; v < columns.Vectors && isShared; v++)
        {
            w.Line(Text($"var weight{v}{suffix} = {Weight(v)};"));
        }

        for (int s = 0; s < tiles.Samples; s++)
        {
            LaneText shared = columns.Vectors == 1 ? _last : l;
            string value = shared.Broadcast(LaneText.At(source ?? Input(s), offset));
            if (isShared || columns.Vectors > 1)
            {
                w.Line(Text($"var input{s}{suffix} = {value};"));
                value = Text($"input{s}{suffix}");
            }

            for (int v = 0; v < columns.Vectors; v++)
            {
                string sum = Sum(s, v, chain);
                w.Line($"{sum} = {At(v).MultiplyAdd(isShared ? Text($"weight{v}{suffix}") : Weight(v), shared.LowerPart(value, At(v)), sum)};");
            }
        }

        string Weight(int v) => _tail is not null && v == WeightVectors
            ? _last.Load("tail", Integer((long)term * _tail.Stride))
            : At(v).Load("weights", Integer(((long)term * kernel.Terms.Stride) + (v * l.Count)));
    }

    private string StoreSum(int sample, int vector)
    {
        string sum = SumOrder.Fold(
            Enumerable.Range(0, _order.Chains).Select(chain => Sum(sample, vector, chain)).ToArray(),
            (left, right) => $"({left} + {right})");
        // Behind the last unit of a tail lie sums of the next row's weights; nobody counts what is behind a row's end.
        sum = l.Widened(sum, At(vector));
        string value = kernel.Activation is null ? sum : $"{kernel.Activation}({LaneText.Bare(sum)})";
        int count = vector == columns.Vectors - 1 ? columns.LastCount : l.Count;
        return l.StoreFirst(value, kernel.Output, columns.Offset((sample * kernel.OutputStride) + (vector * l.Count)), count);
    }

    private void ForEachSum(Action<int, int> action)
    {
        for (int s = 0; s < tiles.Samples; s++)
        {
            for (int v = 0; v < columns.Vectors; v++)
            {
                action(s, v);
            }
        }
    }

    /// <summary>The vectors whose weights are not in the tail.</summary>
    private int WeightVectors => _tail is null ? columns.Vectors : columns.Vectors - 1;

    /// <summary>How operations on a vector of outputs are written.</summary>
    private LaneText At(int vector) => vector == columns.Vectors - 1 ? _last : l;

    /// <summary>The ref that walks along a sample's input.</summary>
    private string Input(int sample) => tiles.Samples == 1 ? "x" : Text($"x{sample}");

    private string Sum(int sample, int vector, int chain)
    {
        string name = tiles.Samples == 1 ? Text($"sum{vector}") : Text($"sum{sample}_{vector}");
        return chain == 0 ? name : Text($"{name}Chain{chain}");
    }
}
