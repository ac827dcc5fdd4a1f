using ReluGen.Model;
using ReluGen.Planning;
using static ReluGen.Emit.NumberText;

namespace ReluGen.Emit;

/// <summary>
/// Writes a tile with samples in lanes: some units by a few vectors of samples, weights broadcast from their rows, up to
/// four chains side by side. The sixteen chains of a sum across lanes take four turns.
/// </summary>
internal sealed class BlockTileEmitter(
    SourceWriter w, LaneText l, NetworkPlan plan, LayerPlan layer, int vectors, string unit, int units)
{
    private readonly SumOrder _order = layer.Dense.ForwardOrder;
    private readonly int _chains = TilePlanner.SideBySide(layer.Dense.ForwardOrder);
    private readonly WeightPanel _panel = KernelNames.ByUnit(layer, plan.Model.Element);
    private readonly int _samples = vectors * l.Count;

    private int Turns => _order.Chains / _chains;

    /// <summary>Writes the statements that read <c>input</c> and write <c>output</c>, columns of samples.</summary>
    public void Write()
    {
        w.Line(l.Panel(Turns == 1 ? "weights" : "row", _panel.Field, Scaled(_panel.Stride)));
        if (KernelNames.Bias(layer) is { } bias)
        {
            w.Line(l.Panel("bias", bias, unit));
        }

        if (Turns == 1)
        {
            WriteChains(0);
        }
        else
        {
            WriteTurns();
        }

        WriteStores();
    }

    /// <summary>The chains turn, turn + 4, turn + 8 and turn + 12 are folded among themselves, then the four turns.</summary>
    private void WriteTurns()
    {
        // In this order no more than two turns wait to be folded.
        int[] order = [0, 2, 1, 3];
        for (int i = 0; i < order.Length; i++)
        {
            int turn = order[i];
            w.Blank();
            ForEachSum((u, v) => w.Line($"{l.Vector} {OfTurn(u, v, turn)};"));
            using (w.Open(Text($"// chains {turn}, {turn + 4}, {turn + 8} and {turn + 12}")))
            {
                WriteChains(turn);
                ForEachSum((u, v) => w.Line($"{OfTurn(u, v, turn)} = {Folded(u, v)};"));
            }

            if (i % 2 == 1)
            {
                int before = order[i - 1];
                ForEachSum((u, v) => w.Line($"{OfTurn(u, v, before)} += {OfTurn(u, v, turn)};"));
            }
        }
    }

    private void WriteChains(int turn)
    {
        for (int chain = 0; chain < _chains; chain++)
        {
            int current = chain;
            ForEachSum((u, v) => w.Line($"var {Sum(u, v, current)} = {Start(u, v, current)};"));
        }

        if (Turns > 1)
        {
            w.Line($"ref {l.Element} weights = ref {LaneText.At("row", Integer(turn))};");
        }

        w.Line($"ref {l.Element} x = ref {LaneText.At("input", Integer(turn * _samples))};");
        if (_order.ShortLength > 0)
        {
            using (w.Open(Text($"for (int k = 0; k < {_order.ShortLength}; k++)")))
            {
                for (int chain = 0; chain < _chains; chain++)
                {
                    WriteTerm(chain);
                }

                w.Line(Text($"weights = ref Unsafe.Add(ref weights, {_order.Chains});"));
                w.Line(Text($"x = ref Unsafe.Add(ref x, {_order.Chains * _samples});"));
            }
        }

        int[] longer = Enumerable.Range(0, _chains).Where(chain => turn + (chain * Turns) < _order.LongChains).ToArray();
        if (longer.Length > 0)
        {
            w.Blank();
            using (w.Open(longer.Length == 1 ? "// the last term" : Text($"// the last {longer.Length} terms")))
            {
                foreach (int chain in longer)
                {
                    WriteTerm(chain);
                }
            }
        }

        w.Blank();
    }

    private void WriteTerm(int chain)
    {
        string of = _chains == 1 ? "" : Text($"Term{chain}");
        int term = chain * Turns;
        for (int v = 0; v < vectors; v++)
        {
            w.Line(Text($"var input{v}{of} = {l.Load("x", Integer((term * _samples) + (v * l.Count)))};"));
        }

        for (int u = 0; u < units; u++)
        {
            string weight = Text($"weight{u}{of}");
            w.Line($"var {weight} = {l.Broadcast(LaneText.At("weights", Integer(((long)u * _panel.Stride) + term)))};");
            for (int v = 0; v < vectors; v++)
            {
                string sum = Sum(u, v, chain);
                w.Line($"{sum} = {l.MultiplyAdd(weight, Text($"input{v}{of}"), sum)};");
            }
        }
    }

    private void WriteStores()
    {
        string? activation = layer.IsIdentity || !layer.IsFinishedInTile ? null : ActivationEmitter.Method(plan, layer.Function);
        bool addsBias = _order.IsAcrossLanes && layer.Dense.Bias is not null;
        ForEachSum((u, v) =>
        {
            string sum = Turns == 1 ? Folded(u, v) : $"({OfTurn(u, v, 0)} + {OfTurn(u, v, 1)})";
            sum = addsBias ? $"({sum} + {l.Broadcast(LaneText.At("bias", Integer(u)))})" : sum;
            string value = activation is null ? sum : $"{activation}({LaneText.Bare(sum)})";
            w.Line(l.Store(value, "output", Scaled(_samples, (u * _samples) + (v * l.Count))));
        });
    }

    private string Folded(int u, int v) => SumOrder.Fold(
        Enumerable.Range(0, _chains).Select(chain => Sum(u, v, chain)).ToArray(), (left, right) => $"({left} + {right})");

    private string Start(int u, int v, int chain) =>
        chain > 0 || _order.IsAcrossLanes || layer.Dense.Bias is null ? l.Constant(-0.0)
        : v > 0 ? Sum(u, 0, 0)
        : l.Broadcast(LaneText.At("bias", Integer(u)));

    private void ForEachSum(Action<int, int> action)
    {
        for (int u = 0; u < units; u++)
        {
            for (int v = 0; v < vectors; v++)
            {
                action(u, v);
            }
        }
    }

    /// <summary>The first unit times a stride, plus a constant.</summary>
    private string Scaled(int stride, int constant = 0) => unit == "unit"
        ? constant == 0 ? Text($"unit * {stride}") : Text($"(unit * {stride}) + {constant}")
        : Integer((long.Parse(unit, System.Globalization.CultureInfo.InvariantCulture) * stride) + constant);

    private static string Sum(int unit, int vector, int chain) =>
        Text($"sum{unit}_{vector}{(chain == 0 ? "" : Text($"Chain{chain}"))}");

    private static string OfTurn(int unit, int vector, int turn) => Text($"sum{unit}_{vector}Turn{turn}");
}
