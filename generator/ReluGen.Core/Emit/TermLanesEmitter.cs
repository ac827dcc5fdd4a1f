using ReluGen.Model;
using ReluGen.Planning;
using static ReluGen.Emit.NumberText;

namespace ReluGen.Emit;

/// <summary>
/// Writes a tile with terms in lanes, for one vector of outputs: dot products along the rows of the weights, whose lanes
/// are folded at the end.
/// </summary>
internal sealed class TermLanesEmitter(
    SourceWriter w, LaneText l, DenseKernel kernel, TermTiles tiles, ColumnWriter.Columns columns)
{
    private readonly SumOrder _order = kernel.Order;

    /// <summary>The registers that hold the sixteen chains of one sum.</summary>
    private readonly int _registers = SumOrder.LaneChains / l.Count;

    /// <summary>Writes the tile.</summary>
    public void Write()
    {
        if (kernel.Bias is not null)
        {
            w.Line(l.Panel("bias", kernel.Bias, columns.Offset(0)));
        }

        w.Line(l.Panel("units", kernel.Units.Field, columns.Column is null
            ? Integer((long)columns.Start * kernel.Units.Stride)
            : Text($"{columns.Column} * {kernel.Units.Stride}")));
        for (int first = 0; first < columns.LastCount; first += tiles.Outputs)
        {
            int count = Math.Min(tiles.Outputs, columns.LastCount - first);
            WriteSums(first, count);
            w.Blank();
            WriteFolds(first, count);
        }

        for (int s = 0; s < tiles.Samples; s++)
        {
            int sample = s;
            string sum = l.Join(Enumerable.Range(0, DivideUp(columns.LastCount, l.FoldedTogether)).Select(part => Part(sample, part)).ToArray());
            string biased = kernel.Bias is null ? sum : $"{sum} + {l.Load("bias")}";
            string value = kernel.Activation is not null ? $"{kernel.Activation}({biased})" : kernel.Bias is null ? sum : $"({biased})";
            w.Line(l.StoreFirst(value, kernel.Output, columns.Offset(s * kernel.OutputStride), kernel.IsOutputExact ? columns.LastCount : l.Count));
        }
    }

    /// <summary>Folds sums as soon as there are enough of them for a vector of 128 bit; the last ones may be fewer.</summary>
    private void WriteFolds(int first, int count)
    {
        for (int n = first; n < first + count; n++)
        {
            for (int s = 0; s < tiles.Samples; s++)
            {
                if (_registers > 1 && l.Lanes.IsVector)
                {
                    string halves = SumOrder.Fold(Enumerable.Range(0, _registers).Select(r => Sum(s, n, r)).ToArray(), (left, right) => $"({left} + {right})");
                    w.Line($"{Sum(s, n, 0)} = {halves};");
                }

                int part = n / l.FoldedTogether;
                if (n % l.FoldedTogether == l.FoldedTogether - 1 || n == columns.LastCount - 1)
                {
                    int sample = s;
                    string[] sums = Enumerable.Range(part * l.FoldedTogether, l.FoldedTogether)
                        .Select(output => Sum(sample, Math.Min(output, columns.LastCount - 1), 0)).ToArray();
                    w.Line($"var {Part(s, part)} = {(l.Lanes.IsVector
                        ? $"LaneSums.Fold({string.Join(", ", sums)})"
                        : l.Fold(Enumerable.Range(0, _registers).Select(r => Sum(sample, n, r)).ToArray()))};");
                }
            }
        }
    }

    /// <summary>The sums of some outputs: a loop over whole registers of terms, and what is left.</summary>
    private void WriteSums(int first, int count)
    {
        w.Blank();
        for (int s = 0; s < tiles.Samples; s++)
        {
            for (int n = first; n < first + count; n++)
            {
                for (int r = 0; r < _registers; r++)
                {
                    w.Line($"var {Sum(s, n, r)} = {l.Constant(-0.0)};");
                }
            }
        }

        int whole = _order.Terms - (_order.Terms % SumOrder.LaneChains);
        if (whole > 0)
        {
            using (w.Open(Text($"for (nuint k = 0; k < {whole}; k += {SumOrder.LaneChains})")))
            {
                WriteTerms(first, count, "k", SumOrder.LaneChains);
            }
        }

        if (whole < _order.Terms)
        {
            w.Blank();
            using (w.Open(Text($"// the last {_order.Terms - whole} of {_order.Terms} terms")))
            {
                WriteTerms(first, count, Integer(whole), _order.Terms - whole);
            }
        }
    }

    private void WriteTerms(int first, int count, string k, int terms)
    {
        for (int s = 0; s < tiles.Samples; s++)
        {
            for (int r = 0; r < _registers && r * l.Count < terms; r++)
            {
                string offset = Offset(k, ((long)s * kernel.InputStride) + (r * l.Count));
                string input = kernel.IsInputExact
                    ? l.LoadFirst(kernel.Input, offset, Math.Min(l.Count, terms - (r * l.Count)))
                    : l.Load(kernel.Input, offset);
                w.Line($"var {Input(s, r)} = {input};");
            }
        }

        for (int n = first; n < first + count; n++)
        {
            for (int r = 0; r < _registers && r * l.Count < terms; r++)
            {
                string weight = l.Load("units", Offset(k, ((long)n * kernel.Units.Stride) + (r * l.Count)));
                if (tiles.Samples > 1)
                {
                    w.Line(Text($"var weight{n}_{r} = {weight};"));
                    weight = Text($"weight{n}_{r}");
                }

                for (int s = 0; s < tiles.Samples; s++)
                {
                    string sum = Sum(s, n, r);
                    string next = l.MultiplyAdd(weight, Input(s, r), sum);
                    int lanes = terms - (r * l.Count);
                    w.Line($"{sum} = {(lanes < l.Count ? l.First(next, sum, lanes) : next)};");
                }
            }
        }
    }

    private static string Offset(string k, long constant) => k == "k"
        ? constant == 0 ? "k" : Text($"k + {constant}")
        : Integer(long.Parse(k, System.Globalization.CultureInfo.InvariantCulture) + constant);

    private static int DivideUp(int value, int divisor) => (value + divisor - 1) / divisor;

    private string Part(int sample, int part) => Text($"part{part}{(tiles.Samples == 1 ? "" : Text($"Row{sample}"))}");

    private string Input(int sample, int register) => Name("terms", sample, register);

    private string Sum(int sample, int output, int register) => Name(Text($"sum{output}"), sample, register);

    private string Name(string name, int sample, int register) =>
        name + (tiles.Samples == 1 ? "" : Text($"Row{sample}")) + (_registers == 1 ? "" : Text($"_{register}"));
}
