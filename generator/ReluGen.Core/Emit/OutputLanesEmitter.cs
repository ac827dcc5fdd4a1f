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

    /// <summary>Writes the tile, with a loop over the terms or without.</summary>
    public void Write(bool isUnrolled)
    {
        w.Line(l.Panel("weights", kernel.Terms.Field, columns.Offset(0)));
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
        chain > 0 || kernel.Bias is null ? l.Constant(-0.0)
        : sample > 0 ? Sum(0, vector, 0)
        : l.Load("bias", Integer(vector * l.Count));

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

            w.Line(Text($"weights = ref Unsafe.Add(ref weights, {_order.Chains * kernel.Terms.Stride});"));
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
            string value = l.Broadcast(LaneText.At(source ?? Input(s), offset));
            if (isShared || columns.Vectors > 1)
            {
                w.Line(Text($"var input{s}{suffix} = {value};"));
                value = Text($"input{s}{suffix}");
            }

            for (int v = 0; v < columns.Vectors; v++)
            {
                string sum = Sum(s, v, chain);
                w.Line($"{sum} = {l.MultiplyAdd(isShared ? Text($"weight{v}{suffix}") : Weight(v), value, sum)};");
            }
        }

        string Weight(int v) => l.Load("weights", Integer(((long)term * kernel.Terms.Stride) + (v * l.Count)));
    }

    private string StoreSum(int sample, int vector)
    {
        string sum = SumOrder.Fold(
            Enumerable.Range(0, _order.Chains).Select(chain => Sum(sample, vector, chain)).ToArray(),
            (left, right) => $"({left} + {right})");
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

    /// <summary>The ref that walks along a sample's input.</summary>
    private string Input(int sample) => tiles.Samples == 1 ? "x" : Text($"x{sample}");

    private string Sum(int sample, int vector, int chain)
    {
        string name = tiles.Samples == 1 ? Text($"sum{vector}") : Text($"sum{sample}_{vector}");
        return chain == 0 ? name : Text($"{name}Chain{chain}");
    }
}
