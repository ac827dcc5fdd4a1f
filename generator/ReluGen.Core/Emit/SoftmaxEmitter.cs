using ReluGen.Model;
using ReluGen.Planning;
using static ReluGen.Emit.NumberText;

namespace ReluGen.Emit;

/// <summary>Writes softmax and log-softmax over rows, forward and backward.</summary>
/// <remarks>The totals are sums across lanes; what lies behind the last element of a row is left out of them.</remarks>
internal static class SoftmaxEmitter
{
    /// <summary>Writes the method that turns rows of sums, which it overwrites, into rows of results.</summary>
    public static void WriteForward(SourceWriter w, LaneText l, LayerPlan layer)
    {
        SoftmaxNode softmax = layer.Softmax!;
        string name = softmax.IsLogarithm ? "log-softmax" : "softmax";
        string e = l.Element;
        int units = layer.Dense.Units;

        w.Blank();
        w.Line(Text($"// {name} of {units} sums a sample, which it overwrites: less the largest, exponentials, their total"));
        w.Line(KernelFile.NotInlined);
        using (w.Open($"private static void {layer.Title}Activation(ref {e} sums, ref {e} output, nuint outputStride, int count)"))
        using (w.Open("for (; count > 0; count--)"))
        {
            w.Line($"{e} largest = sums;");
            using (w.Open(Text($"for (nuint i = 1; i < {units}; i++)")))
            {
                w.Line($"{e} z = Unsafe.Add(ref sums, i);");
                w.Line("largest = z > largest ? z : largest;");
            }

            w.Blank();
            w.Line($"var shift = {l.Broadcast("largest")};");
            w.Blank();
            WriteTotal(w, l, units, (offset, _) =>
            {
                w.Line($"var shifted = {l.Load("sums", offset)} - shift;");
                w.Line("var exponential = VectorMath.Exp(shifted);");
                w.Line(l.Store(softmax.IsLogarithm ? "shifted" : "exponential", "sums", offset));
                return sum => $"{sum} + exponential";
            });

            w.Blank();
            w.Line(softmax.IsLogarithm
                ? $"var logarithm = {l.Broadcast($"VectorMath.Log1p(total - {Literal(1, l.Lanes.Element)})")};"
                : $"var divisor = {l.Broadcast("total")};");
            WriteVectors(w, l, units, isExact: true, (offset, count) => w.Line(l.StoreFirst(
                softmax.IsLogarithm ? $"({l.Load("sums", offset)} - logarithm)" : $"({l.Load("sums", offset)} / divisor)",
                "output",
                offset,
                count)));

            w.Blank();
            w.Line(Text($"sums = ref Unsafe.Add(ref sums, {layer.OutputStride});"));
            w.Line("output = ref Unsafe.Add(ref output, outputStride);");
        }
    }

    /// <summary>Writes the method that turns the gradient for the results into the gradient for the sums, in place.</summary>
    public static void WriteBackward(SourceWriter w, LaneText l, LayerPlan layer)
    {
        SoftmaxNode softmax = layer.Softmax!;
        string e = l.Element;
        int units = layer.Dense.Units;

        w.Blank();
        w.Line(softmax.IsLogarithm
            ? "// derivative of log-softmax: g - exp(a) · sum of g"
            : "// derivative of softmax: a · (g - sum of g · a)");
        w.Line(KernelFile.NotInlined);
        using (w.Open($"private static void {layer.Title}Derivative(ref {e} activations, ref {e} gradient, int count)"))
        using (w.Open("for (; count > 0; count--)"))
        {
            WriteTotal(w, l, units, (offset, _) => sum => softmax.IsLogarithm
                ? $"{sum} + {l.Load("gradient", offset)}"
                : l.MultiplyAdd(l.Load("gradient", offset), l.Load("activations", offset), sum));

            w.Blank();
            w.Line($"var all = {l.Broadcast("total")};");
            WriteVectors(w, l, units, isExact: false, (offset, _) =>
            {
                w.Line($"var a = {l.Load("activations", offset)};");
                w.Line($"var g = {l.Load("gradient", offset)};");
                w.Line(l.Store(softmax.IsLogarithm ? "(g - (VectorMath.Exp(a) * all))" : "(a * (g - all))", "gradient", offset));
            });

            w.Blank();
            w.Line(Text($"activations = ref Unsafe.Add(ref activations, {layer.OutputStride});"));
            w.Line(Text($"gradient = ref Unsafe.Add(ref gradient, {layer.OutputStride});"));
        }
    }

    private static void WriteVectors(SourceWriter w, LaneText l, int elements, bool isExact, Action<string, int> body) =>
        ColumnWriter.Write(w, l, new Tiling(l.Lanes.Vectors(elements), 1, 0), elements, isExact, hasTail: false, columns =>
            body(columns.Offset(0), columns.LastCount));

    /// <summary>
    /// Writes <c>total</c>, a sum across lanes: a loop over whole sets of sixteen elements, then what is left of a row, then
    /// the fold.
    /// </summary>
    /// <param name="w">The writer.</param>
    /// <param name="l">The width.</param>
    /// <param name="elements">The number of elements.</param>
    /// <param name="term">Writes the statements for a register at an offset, and gives the sum with the register added.</param>
    private static void WriteTotal(SourceWriter w, LaneText l, int elements, Func<string, int, Func<string, string>> term)
    {
        int registers = SumOrder.LaneChains / l.Count;
        string[] sums = Enumerable.Range(0, registers).Select(r => registers == 1 ? "sum" : Text($"sum{r}")).ToArray();
        foreach (string sum in sums)
        {
            w.Line($"var {sum} = {l.Constant(-0.0)};");
        }

        // A single turn needs no loop.
        int whole = elements - (elements % SumOrder.LaneChains);
        whole = whole > SumOrder.LaneChains ? whole : 0;
        w.Blank();
        if (whole > 0)
        {
            using (w.Open(Text($"for (nuint i = 0; i < {whole}; i += {SumOrder.LaneChains})")))
            {
                for (int r = 0; r < registers; r++)
                {
                    WriteRegister(r, r == 0 ? "i" : Text($"i + {r * l.Count}"), l.Count);
                }
            }
        }

        for (int offset = whole; offset < elements; offset += l.Count)
        {
            w.Blank();
            WriteRegister((offset / l.Count) % registers, Integer(offset), Math.Min(l.Count, elements - offset));
        }

        w.Blank();
        w.Line($"{l.Element} total = {l.Fold(sums)};");

        void WriteRegister(int r, string offset, int count)
        {
            w.Blank();
            using (w.Open($"// elements from {offset} on"))
            {
                string next = term(offset, count)(sums[r]);
                w.Line($"{sums[r]} = {(count < l.Count ? l.First(next, sums[r], count) : next)};");
            }
        }
    }
}
